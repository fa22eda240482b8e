// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import dynamofanout.run.RefusedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of items, usually a page, that is not completely settled yet. It keeps its own counts, so that nothing is
 * counted twice.
 */
public final class OpenPage {
    private final int bytes;
    private final List<RefusedItem> refused = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private Optional<String> next;
    private Counts counts;
    private int unsettled;

    /** A page without its first items, which are in stretches of their own. All other items have to be settled. */
    OpenPage(ReadPage page, int inStretches) {
        this(
                Counts.ofPage(page.read() - inStretches, page.filtered(), page.gone()),
                page.items().size() - inStretches,
                page.bytes());
        this.next = page.next();
        addRefused(page.masking().refused());
    }

    /**
     * A stretch whose end is not known yet.
     *
     * @param counts of what is settled by reading it
     * @param unsettled how many other items have to be settled
     */
    public OpenPage(Counts counts, int unsettled, int bytes) {
        this.next = Optional.empty();
        this.bytes = bytes;
        this.counts = counts;
        this.unsettled = unsettled;
    }

    /** Sets the cursor from which to continue after this stretch. */
    public void endAt(String cursor) {
        next = Optional.of(cursor);
    }

    /** Adds items that have to be settled. */
    public void expect(int more) {
        unsettled += more;
    }

    /** Settles one of the expected items as refused. */
    public void refuse(RefusedItem item) {
        refused.add(item);
        settle(1, Counts.settled(0, 1));
    }

    /**
     * Adds items that were refused when the stretch was read. They count as read but are not among the expected items.
     */
    public void addRefused(List<RefusedItem> items) {
        refused.addAll(items);
        counts = counts.plus(Counts.settled(0, items.size()));
    }

    /** Settles one of the expected items with this outcome. */
    public void settle(Counts fate) {
        settle(1, fate);
    }

    /** Keeps the key of a difference. It has been counted already. */
    public void keep(Difference difference) {
        differences.add(difference);
    }

    boolean isSettled() {
        return unsettled == 0;
    }

    Optional<String> next() {
        return next;
    }

    int bytes() {
        return bytes;
    }

    Counts counts() {
        return counts;
    }

    List<RefusedItem> refused() {
        return refused;
    }

    List<Difference> differences() {
        return differences;
    }

    private void settle(int items, Counts more) {
        unsettled -= items;
        if (unsettled < 0) {
            throw new IllegalStateException("a page settled more items than it has");
        }
        counts = counts.plus(more);
    }
}
