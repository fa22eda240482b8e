package dynamofanout.launcher;

import dynamofanout.run.Counts;
import dynamofanout.run.Estimate;
import dynamofanout.run.Summary;
import dynamofanout.run.Verdict;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A summary as people read it. */
final class SummaryText {
    private SummaryText() {}

    /** @param refusedByReason how many items were refused for each reason */
    static String of(Summary summary, Estimate estimate, Map<String, Integer> refusedByReason) {
        var lines = new StringJoiner(System.lineSeparator());
        boolean isFailed = summary.verdict() == Verdict.FAILED;
        lines.add("Run " + summary.run() + (isFailed ? " has " : " is ")
                + summary.verdict().word()
                + summary.reason().map(reason -> ": " + reason).orElse(""));
        Counts counts = summary.totals().counts();
        lines.add(
                "  items    " + Figures.whole(counts.read()) + " read = " + Figures.whole(counts.written()) + " written"
                        + more(counts.filtered(), "filtered") + more(counts.refused(), "refused")
                        + more(counts.gone(), "gone"));
        lines.add("  segments " + summary.segmentsDone() + " of " + summary.segments() + " done, "
                + Figures.time(summary.seconds()));
        lines.add("  units    " + Figures.whole(summary.totals().units().read()) + " read (estimate "
                + Figures.whole(estimate.readUnits()) + "), "
                + Figures.whole(summary.totals().units().write()) + " write (estimate "
                + Figures.whole(estimate.writeUnits()) + ")");
        lines.add("  cost     " + cost(summary.cost()));
        if (summary.totals().throttled() + summary.totals().retries() > 0) {
            lines.add("  troubles " + Figures.count(summary.totals().throttled(), "call", "calls") + " throttled, "
                    + summary.totals().retries() + " sent again after faults");
        }
        refused(lines, summary.refusedIn(), refusedByReason);
        summary.next().ifPresent(command -> lines.add("  next     " + command));
        return lines.toString();
    }

    private static String cost(Summary.Cost cost) {
        String tables = cost.actual().isEmpty() || cost.estimated().isEmpty()
                ? "not known: there are no prices for these Regions"
                : Figures.dollars(cost.actual()) + " (estimate " + Figures.dollars(cost.estimated()) + ")";
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
