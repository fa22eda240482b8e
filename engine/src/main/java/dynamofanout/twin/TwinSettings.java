package dynamofanout.twin;

import dynamofanout.run.Difference;
import java.time.Duration;

/**
 * Bounds of a twin scan.
 *
 * @param windowItems most items of one side that are read and not decided
 * @param aheadItems a side is read ahead while it has fewer undecided items
 * @param stretchItems so many items of the source are settled and counted together
 * @param orderProofs so many look-ups must agree with the order of the scans before it is relied on
 * @param longestWait the window is decided by look-ups when the scans decide nothing for so long
 * @param keptDifferences most differences of a segment whose keys are kept; all are counted
 */
public record TwinSettings(
        int windowItems, int aheadItems, int stretchItems, int orderProofs, Duration longestWait, int keptDifferences) {
    /** Whatever the order of the scans says is looked up. */
    public TwinSettings neverTrusting() {
        return new TwinSettings(windowItems, aheadItems, stretchItems, Integer.MAX_VALUE, longestWait, keptDifferences);
    }

    public static TwinSettings standard() {
        return new TwinSettings(10_000, 1_000, 100, 100, Duration.ofSeconds(60), Difference.KEPT_OF_SEGMENT);
    }
}
