// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.launcher.console.Palette;
import dynamofanout.request.Mode;
import dynamofanout.run.Counts;
import dynamofanout.run.Estimate;
import dynamofanout.run.Summary;
import dynamofanout.run.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Describes the summary of a run for people. */
public final class SummaryText {
    private SummaryText() {}

    /**
     * The lines of a summary.
     *
     * @param refusedByReason how many items were refused for each reason
     */
    public static String of(Summary summary, Estimate estimate, Map<String, Integer> refusedByReason, Palette palette) {
        var lines = new StringJoiner(System.lineSeparator());
        boolean isFailed = summary.verdict() == Verdict.FAILED;
        boolean isDifferent = summary.mode() == Mode.COMPARE && summary.verdict() == Verdict.INCOMPLETE;
        lines.add("Run " + summary.run()
                + (isDifferent
                        ? ""
                        : (isFailed ? " has " : " is ")
                                + palette.state(summary.verdict().word()))
                + summary.reason().map(reason -> ": " + reason).orElse(""));
        Counts counts = summary.totals().counts();
        lines.add("  items    " + Figures.whole(counts.read()) + " read = " + fates(summary.mode(), counts));
        if (counts.extra() > 0 && summary.mode() == Mode.MIRROR) {
            lines.add("  extra    " + Figures.count(counts.extra(), "item", "items") + " only in the target, "
                    + Figures.whole(counts.deleted()) + " deleted" + notDeleted(summary));
        } else if (counts.extra() > 0) {
            lines.add("  extra    " + Figures.count(counts.extra(), "item", "items") + " only in the target");
        }
        summary.verified().ifPresent(verified -> lines.add("  verified " + verified(verified)));
        lines.add("  segments " + Figures.whole((long) summary.segmentsDone()) + " of "
                + Figures.whole((long) summary.segments()) + " done, "
                + Figures.time(summary.seconds()));
        lines.add("  units    " + Figures.whole(summary.totals().units().read()) + " read (estimate "
                + Figures.whole(estimate.readUnits()) + "), "
                + Figures.whole(summary.totals().units().write()) + " write (estimate "
                + Figures.whole(estimate.writeUnits()) + ")" + planning(summary));
        lines.add("  cost     " + cost(summary));
        if (summary.totals().throttled() + summary.totals().retries() > 0) {
            lines.add("  troubles " + Figures.count(summary.totals().throttled(), "call", "calls") + " throttled, "
                    + Figures.whole(summary.totals().retries()) + " sent again after faults");
        }
        summary.tables().created().ifPresent(created -> lines.add(CreationText.of(created)));
        summary.tables().mask().ifPresent(mask -> lines.add("  mask     " + mask.file()));
        refused(lines, summary.refusedIn(), refusedByReason);
        summary.tables()
                .backup()
                .ifPresent(backup -> lines.add("  undo     " + BackupText.undo(backup, summary.run())));
        summary.conclusion()
                .warnings()
                .forEach(warning -> lines.add("  " + palette.warning("warning") + "  " + warning));
        summary.next().ifPresent(next -> lines.add("  next     " + next.command()));
        return lines.toString();
    }

    private static String planning(Summary summary) {
        double units = summary.cost().planning().read();
        return units == 0 ? "" : ", " + Figures.whole(units) + " read by planning";
    }

    /** Extra items that the delete phase no longer found as the copy phase had seen them, or deleted before a kill. */
    private static String notDeleted(Summary summary) {
        Counts counts = summary.totals().counts();
        long others = counts.extra() - counts.deleted();
        boolean isOver = summary.verdict() == Verdict.COMPLETE || summary.verdict() == Verdict.INCOMPLETE;
        return others > 0 && counts.deleted() > 0 && isOver
                ? ", " + Figures.whole(others) + " gone, changed or back in the source by then"
                : "";
    }

    static String fates(Mode mode, Counts counts) {
        String first = mode == Mode.COMPARE
                ? Figures.whole(counts.unchanged()) + " equal"
                : Figures.whole(counts.written()) + " written" + more(counts.unchanged(), "unchanged");
        return first
                + more(counts.skipped(), "skipped")
                + more(counts.missing(), "missing")
                + more(counts.different(), "different")
                + more(counts.filtered(), "filtered")
                + more(counts.refused(), "refused")
                + more(counts.gone(), "gone");
    }

    private static String verified(Counts counts) {
        boolean isEqual = counts.differences() == 0;
        return Figures.count(counts.read(), "item", "items") + " compared"
                + (isEqual
                        ? ", no difference"
                        : " = " + fates(Mode.COMPARE, counts) + "; " + Figures.whole(counts.extra()) + " extra")
                + (counts.meanwhile() == 0
                        ? ""
                        : "; " + Figures.whole(counts.meanwhile()) + " changed while they were compared");
    }

    private static String cost(Summary summary) {
        Summary.Cost cost = summary.cost();
        String overwrite = summary.cost()
                .overwrite()
                .map(dollars -> "; writing every item would have cost " + Figures.dollars(Optional.of(dollars)))
                .orElse("");
        String tables = cost.actual().isEmpty() || cost.estimated().isEmpty()
                ? "not known: there are no prices for these Regions"
                : Figures.dollars(cost.actual()) + " (estimate " + Figures.dollars(cost.estimated()) + overwrite + ")";
        return tables + Figures.own(cost.own());
    }

    private static void refused(StringJoiner lines, List<String> files, Map<String, Integer> byReason) {
        byReason.forEach(
                (reason, items) -> lines.add("  refused  " + Figures.count(items, "item", "items") + ": " + reason));
        if (!files.isEmpty()) {
            String others = files.size() == 1
                    ? ""
                    : " (and " + Figures.count(files.size() - 1, "more file", "more files") + " beside it)";
            lines.add("  keys in  " + files.get(0) + others);
        }
    }

    private static String more(long number, String word) {
        return number == 0 ? "" : " + " + Figures.whole(number) + " " + word;
    }
}
