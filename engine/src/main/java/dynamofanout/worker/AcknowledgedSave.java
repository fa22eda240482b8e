// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.run.Totals;
import java.util.Map;

/**
 * What one acknowledged save added to its run.
 *
 * @param added counts and units since the save before
 * @param sourceThrottled calls to the source that were throttled since then
 * @param targetThrottled calls to the target that were throttled since then
 * @param liveWorkers how many workers the whole run has at that moment
 */
public record AcknowledgedSave(Totals added, long sourceThrottled, long targetThrottled, int liveWorkers) {
    /** The figures as metrics, by name. */
    public Map<String, Double> metrics() {
        return Map.of(
                "Items", (double) added.counts().read(),
                "ReadUnits", added.units().read(),
                "WriteUnits", added.units().write(),
                "SourceThrottled", (double) sourceThrottled,
                "TargetThrottled", (double) targetThrottled,
                "LiveWorkers", (double) liveWorkers,
                "Refused", (double) added.counts().refused());
    }
}
