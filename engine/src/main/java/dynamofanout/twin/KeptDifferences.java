// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.copy.OpenPage;
import dynamofanout.run.Difference;

/** Keeps the keys of the first differences of a segment, up to a limit. All differences are counted, kept or not. */
final class KeptDifferences {
    private final int most;
    private long kept;

    /** @param before differences that earlier claims counted, of which the first ones were kept */
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
