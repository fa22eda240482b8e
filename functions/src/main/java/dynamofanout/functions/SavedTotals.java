package dynamofanout.functions;

import dynamofanout.run.Totals;
import java.util.Map;

/** What a claim added to its run, as metrics. */
final class SavedTotals {
    private SavedTotals() {}

    static Map<String, Double> metrics(Totals added) {
        return Map.of(
                "Items", (double) added.counts().read(),
                "ReadUnits", added.units().read(),
                "WriteUnits", added.units().write(),
                "Throttled", (double) added.throttled(),
                "Refused", (double) added.counts().refused());
    }
}
