package dynamofanout.copy;

import dynamofanout.run.Counts;
import dynamofanout.run.RefusedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page that was read and whose writes are not all settled. It keeps its own counts, so that none is counted twice. */
final class OpenPage {
    private final Optional<String> next;
    private final int bytes;
    private final List<RefusedItem> refused = new ArrayList<>();
    private Counts counts;
    private int unsettled;

    OpenPage(ReadPage page) {
        this.next = page.next();
        this.bytes = page.bytes();
        this.counts = Counts.ofPage(page.read(), page.filtered(), page.gone());
        this.unsettled = page.items().size();
    }

    void wrote(int items) {
        settle(items, Counts.settled(items, 0));
    }

    void refuse(RefusedItem item) {
        refused.add(item);
        settle(1, Counts.settled(0, 1));
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

    private void settle(int items, Counts more) {
        unsettled -= items;
        if (unsettled < 0) {
            throw new IllegalStateException("a page settled more items than it has");
        }
        counts = counts.plus(more);
    }
}
