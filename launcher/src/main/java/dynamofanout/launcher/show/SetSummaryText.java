// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.launcher.console.Palette;
import dynamofanout.request.Mode;
import dynamofanout.request.SetRequest;
import dynamofanout.run.Counts;
import dynamofanout.run.Summary;
import dynamofanout.run.Verdict;
import dynamofanout.set.SetSummary;
import dynamofanout.set.TableOutcome;
import java.util.List;
import java.util.StringJoiner;

/** Describes the summary of a set for people: a line for each table, why some are not complete, and the sums. */
public final class SetSummaryText {
    private SetSummaryText() {}

    /** Table lines have at most 80 cells, on a narrower terminal fewer. */
    public static String of(SetSummary summary, Palette palette, int cells) {
        Mode mode = mode(summary);
        var lines = new StringJoiner(System.lineSeparator());
        lines.add("Set " + summary.set().id() + verdict(summary, palette) + ": " + summary.verdicts() + " of "
                + Figures.count(summary.tables().size(), "table", "tables"));
        var rows = new AlignedRows(header(mode));
        summary.tables().forEach(table -> rows.add(row(table, mode, cells)));
        lines.add(rows.text(1, palette::state));
        for (TableOutcome table : summary.tables()) {
            table.reason().ifPresent(why -> lines.add("  " + table.table() + ": " + why));
        }
        Counts counts = summary.totals().counts();
        lines.add("  items    " + Figures.whole(counts.read()) + " read = " + SummaryText.fates(mode, counts));
        if (counts.extra() > 0) {
            lines.add("  extra    " + Figures.count(counts.extra(), "item", "items") + " only in the targets"
                    + (mode == Mode.MIRROR ? ", " + Figures.whole(counts.deleted()) + " deleted" : ""));
        }
        lines.add("  units    " + Figures.whole(summary.totals().units().read()) + " read, "
                + Figures.whole(summary.totals().units().write()) + " write");
        Summary.Cost cost = summary.cost();
        lines.add("  cost     " + Figures.dollars(cost.actual()) + " (estimate " + Figures.dollars(cost.estimated())
                + ")" + Figures.own(cost.own()));
        if (summary.tables().stream()
                .anyMatch(table ->
                        table.summary().flatMap(each -> each.tables().backup()).isPresent())) {
            lines.add("  undo     `fanout restore " + summary.set().id() + "` says how, table by table");
        }
        summary.next().filter(command -> !summary.isGoingOn()).ifPresent(command -> lines.add("  next     " + command));
        return lines.toString();
    }

    private static String verdict(SetSummary summary, Palette palette) {
        return summary.isGoingOn()
                ? ""
                : (summary.verdict() == Verdict.FAILED ? " has " : " is ")
                        + palette.state(summary.verdict().word());
    }

    private static Mode mode(SetSummary summary) {
        return summary.set().request() instanceof SetRequest set ? set.each().mode() : Mode.OVERWRITE;
    }

    private static List<String> header(Mode mode) {
        return mode == Mode.COMPARE
                ? List.of("  table", "verdict", "read", "missing", "different", "extra", "cost")
                : List.of("  table", "verdict", "read", "written", "refused", "cost", "time");
    }

    private static List<String> row(TableOutcome table, Mode mode, int cells) {
        Counts counts = table.totals().counts();
        String name = SetPlanText.name(table.table(), cells);
        String cost = table.summary()
                .map(summary -> SetPlanText.NarrowFigures.dollars(summary.cost().actual()))
                .orElse("");
        String time = table.summary().map(Summary::seconds).map(Figures::time).orElse("");
        String verdict = table.state().orElse(table.verdict().word());
        String read = SetPlanText.NarrowFigures.count(counts.read());
        return mode == Mode.COMPARE
                ? List.of(
                        name,
                        verdict,
                        read,
                        SetPlanText.NarrowFigures.count(counts.missing()),
                        SetPlanText.NarrowFigures.count(counts.different()),
                        SetPlanText.NarrowFigures.count(counts.extra()),
                        cost)
                : List.of(
                        name,
                        verdict,
                        read,
                        SetPlanText.NarrowFigures.count(counts.written()),
                        SetPlanText.NarrowFigures.count(counts.refused()),
                        cost,
                        time);
    }
}
