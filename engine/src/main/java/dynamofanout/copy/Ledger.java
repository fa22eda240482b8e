// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the pages that are not settled yet, in the order they were read, and moves the segment's cursor. The cursor
 * only passes a page once it and all pages before it are settled.
 */
public final class Ledger {
    private final ArrayDeque<OpenPage> open = new ArrayDeque<>();
    private final List<RefusedItem> refused = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private Counts counts = Counts.NONE;
    private Optional<String> cursor;
    private long openBytes;

    public Ledger(Optional<String> cursor) {
        this.cursor = cursor;
    }

    /**
     * Adds the last part of a page. Its first items were added as stretches of their own. This part keeps the page's
     * bytes in memory.
     */
    OpenPage open(ReadPage page, int inStretches) {
        var opened = new OpenPage(page, inStretches);
        open(opened);
        return opened;
    }

    /** Adds a part of a page that is not its last one. */
    OpenPage open(int items, String behind) {
        var opened = new OpenPage(Counts.ofPage(items, 0, 0), items, 0);
        opened.endAt(behind);
        open(opened);
        return opened;
    }

    /** Adds a stretch after all others. */
    public void open(OpenPage page) {
        open.add(page);
        openBytes += page.bytes();
    }

    /** Moves the cursor past the pages that are settled, and adds exactly their counts. */
    public void pass() {
        while (!open.isEmpty() && open.element().isSettled()) {
            OpenPage page = open.remove();
            openBytes -= page.bytes();
            counts = counts.plus(page.counts());
            refused.addAll(page.refused());
            differences.addAll(page.differences());
            cursor = page.next();
        }
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    public int openPages() {
        return open.size();
    }

    public long openBytes() {
        return openBytes;
    }

    /** The progress since the last call, with the units and throttles of the same time. */
    public SegmentProgress progress(Totals spent) {
        pass();
        var progress =
                new SegmentProgress(cursor, spent.plus(new Totals(counts, UnitsUsed.NONE, 0, 0)), refused, differences);
        counts = Counts.NONE;
        refused.clear();
        differences.clear();
        return progress;
    }

    /** How many differences were found in passed pages and not taken yet. */
    public int differences() {
        return differences.size();
    }
}
