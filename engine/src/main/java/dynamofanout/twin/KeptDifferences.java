package dynamofanout.twin;

import dynamofanout.copy.OpenPage;
import dynamofanout.run.Difference;

/** How many differences of a segment are kept by key; all are counted. */
final class KeptDifferences {
    private final int most;
    private long kept;

    /** @param before counted by earlier claims, of which the first ones were kept */
    KeptDifferences(int most, long before) {
        this.most = most;
        this.kept = Math.min(most, before);
    }

    boolean hasRoom() {
        return kept < most;
    }

    void keep(Difference difference, OpenPage page) {
        if (hasRoom()) {
            kept++;
            page.keep(difference);
        }
    }
}
