// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.launcher.console.Palette;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.SetRequest;
import dynamofanout.run.Estimate;
import dynamofanout.run.Plan;
import dynamofanout.set.SetPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Describes the plan of a set for people, before they agree to it: a line for each table, the sums, the warnings. */
public final class SetPlanText {
    private static final int LONGEST_NAME = 27;
    private static final int SHORTEST_NAME = 10;
    private static final int USUAL_WIDTH = 80;

    private SetPlanText() {}

    /** Table lines have at most 80 cells, on a narrower terminal fewer. */
    public static String of(SetPlan plan, Palette palette, int cells) {
        var lines = new StringJoiner(System.lineSeparator());
        lines.add("Plan of set " + plan.set() + ": " + what(plan));
        var rows = new AlignedRows(List.of("  table", "items", "size", "writes", "price", "time", "notes"));
        for (SetPlan.TablePlan table : plan.tables()) {
            rows.add(row(table.plan(), cells));
        }
        rows.add(sum(plan));
        lines.add(rows.text());
        own(plan)
                .filter(sum -> sum > 0)
                .ifPresent(sum -> lines.add("  besides  " + Figures.dollars(Optional.of(sum))
                        + " for Lambda, Step Functions and the run table"));
        if (plan.tables().stream().anyMatch(table -> isBackedUp(table.plan()))) {
            lines.add("  backup   `fanout restore " + plan.set() + "` then says how to bring tables back");
        }
        plan.refused()
                .forEach(table ->
                        lines.add("  " + palette.warning("left out") + " " + table.table() + ": " + table.sentence()));
        plan.warnings().forEach(warning -> lines.add("  " + palette.warning("warning") + "  " + warning));
        plan.warningsByTable()
                .forEach((warning, tables) ->
                        lines.add("  " + palette.warning("warning") + "  " + SetPlan.names(tables) + ": " + warning));
        return lines.toString();
    }

    private static String what(SetPlan plan) {
        String tables = Figures.count(plan.tables().size(), "table", "tables");
        if (plan.request() instanceof SetRequest set) {
            CopyRequest each = set.each();
            return (each.mode() == Mode.COMPARE
                            ? "compare "
                            : "copy (" + each.mode().word() + ") of ") + tables
                    + (each.checks().skipExpired() ? ", without what has expired" : "")
                    + (each.checks().verify() ? ", verified afterwards" : "")
                    + System.lineSeparator()
                    + "  from     " + set.sourceEnvironment() + ": "
                    + set.tables().words() + System.lineSeparator() + "  to       " + set.targetEnvironment()
                    + set.tables().target().map(pattern -> ": " + pattern).orElse("")
                    + ", " + set.tablesAtOnce() + " at a time"
                    + PlanText.ceilings(each.ceilings());
        }
        return plan.request() instanceof ReplayRequest replay
                ? "replay of items of " + tables + " that set " + replay.original() + " could not write"
                : tables;
    }

    /** A table's name with as many cells as a line has for it. */
    static String name(String table, int cells) {
        int room = LONGEST_NAME - Math.max(0, USUAL_WIDTH - cells);
        return "  " + TerminalCells.cut(TerminalCells.harmless(table), Math.max(SHORTEST_NAME, room));
    }

    private static List<String> row(Plan plan, int cells) {
        Estimate estimate = plan.estimate();
        List<String> notes = new ArrayList<>();
        if (isBackedUp(plan)) {
            notes.add("backup");
        }
        if (plan.mask().isPresent()) {
            notes.add("mask");
        }
        if (!plan.warnings().isEmpty()) {
            notes.add(plan.warnings().size() + "!");
        }
        return List.of(
                name(plan.source().name(), cells),
                NarrowFigures.count(estimate.items()),
                Figures.bytes(estimate.sizeBytes()).replace(" bytes", " B"),
                NarrowFigures.count(estimate.writeUnits()),
                NarrowFigures.dollars(estimate.dollars()),
                Figures.time(Math.max(1, estimate.seconds())),
                String.join(", ", notes));
    }

    private static List<String> sum(SetPlan plan) {
        long items = 0;
        long bytes = 0;
        double writes = 0;
        int warnings = 0;
        for (SetPlan.TablePlan table : plan.tables()) {
            Estimate estimate = table.plan().estimate();
            items += estimate.items();
            bytes += estimate.sizeBytes();
            writes += estimate.writeUnits();
            warnings += table.plan().warnings().size();
        }
        int atOnce = plan.request() instanceof SetRequest set ? set.tablesAtOnce() : SetRequest.DEFAULT_AT_ONCE;
        return List.of(
                "  all " + plan.tables().size(),
                NarrowFigures.count(items),
                Figures.bytes(bytes).replace(" bytes", " B"),
                NarrowFigures.count(writes),
                NarrowFigures.dollars(plan.dollars()),
                Figures.time(Math.max(1, plan.seconds(atOnce))),
                warnings == 0 ? "" : warnings + "!");
    }

    private static boolean isBackedUp(Plan plan) {
        return plan.plannedBackup().filter(backup -> backup.kind().isPresent()).isPresent();
    }

    private static Optional<Double> own(SetPlan plan) {
        return plan.tables().stream()
                .map(table -> table.plan().estimate().ownDollars())
                .reduce(Optional.of(0.0), (sum, more) -> sum.flatMap(left -> more.map(right -> left + right)));
    }

    /** Numbers that fit a narrow column. */
    static final class NarrowFigures {
        private static final double LARGE = 10_000_000;

        private NarrowFigures() {}

        static String count(long number) {
            return count((double) number);
        }

        static String count(double number) {
            return number < LARGE
                    ? Figures.whole(number)
                    : number < LARGE * 1000 ? Figures.whole(number / 1e6) + " M" : Figures.whole(number / 1e9) + " G";
        }

        static String dollars(Optional<Double> dollars) {
            return dollars.isEmpty() ? "?" : Figures.dollars(dollars);
        }
    }
}
