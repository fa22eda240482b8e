// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.run.Difference;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.Totals;
import java.util.List;
import java.util.Optional;

/**
 * The progress on a segment since the last time it was asked for.
 *
 * @param cursor everything before it is settled
 * @param added counts of what was passed, units and throttles
 * @param refused items of what was passed
 * @param differences that were found in what was passed
 */
public record SegmentProgress(
        Optional<String> cursor, Totals added, List<RefusedItem> refused, List<Difference> differences) {
    public SegmentProgress {
        refused = List.copyOf(refused);
        differences = List.copyOf(differences);
    }

    /** No progress at this cursor. */
    public static SegmentProgress none(Optional<String> cursor) {
        return new SegmentProgress(cursor, Totals.NONE, List.of(), List.of());
    }
}
