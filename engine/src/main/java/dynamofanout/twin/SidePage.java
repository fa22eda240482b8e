// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.run.Counts;
import dynamofanout.run.RefusedItem;
import java.util.ArrayList;
import java.util.List;

/** Items of one side that arrived together and are passed together. It counts how many of them are undecided. */
final class SidePage {
    private final Counts counts;
    private final int items;
    private final long bytes;
    private final List<RefusedItem> refused = new ArrayList<>();
    private Counts more = Counts.NONE;
    private Position end;
    private int undecided;

    /**
     * @param counts of what reading it settled
     * @param end after its last item
     */
    SidePage(Counts counts, int items, long bytes, Position end) {
        this.counts = counts;
        this.items = items;
        this.bytes = bytes;
        this.end = end;
        this.undecided = items;
    }

    /** Adds a page without items that arrived after it and is passed with it. */
    void extend(Counts moreCounts, Position newEnd) {
        more = more.plus(moreCounts);
        end = newEnd;
    }

    /** Adds items that were read with it and have already been refused. */
    void addRefused(List<RefusedItem> items) {
        refused.addAll(items);
    }

    List<RefusedItem> refused() {
        return refused;
    }

    /** Counts of the pages that {@link #extend} added. */
    Counts more() {
        return more;
    }

    Counts counts() {
        return counts;
    }

    int items() {
        return items;
    }

    long bytes() {
        return bytes;
    }

    Position end() {
        return end;
    }

    void decided() {
        undecided--;
    }

    boolean isDecided() {
        return undecided == 0;
    }
}
