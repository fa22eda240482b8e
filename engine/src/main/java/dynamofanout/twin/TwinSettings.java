// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.run.Difference;
import java.time.Duration;

/**
 * Limits of a twin scan.
 *
 * @param windowItems most items of one side that are read and not decided
 * @param aheadItems a side is read ahead while it has fewer undecided items
 * @param stretchItems items of the source that are settled and counted together
 * @param orderProofs look-ups that must confirm the order of the scans before it is trusted
 * @param longestWait after this time without a decision by the scans, the window is decided by look-ups
 * @param keptDifferences most differences of a segment whose keys are kept; all are counted
 */
public record TwinSettings(
        int windowItems, int aheadItems, int stretchItems, int orderProofs, Duration longestWait, int keptDifferences) {
    /** The same settings, but every decision by the order of the scans is checked by a look-up. */
    public TwinSettings neverTrusting() {
        return new TwinSettings(windowItems, aheadItems, stretchItems, Integer.MAX_VALUE, longestWait, keptDifferences);
    }

    public static TwinSettings standard() {
        return new TwinSettings(10_000, 1_000, 100, 100, Duration.ofSeconds(60), Difference.KEPT_OF_SEGMENT);
    }
}
