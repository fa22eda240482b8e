package dynamofanout.copy;

import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import dynamofanout.run.RefusedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a segment of which not everything is settled, as a rule a page that was read. It keeps its own counts, so
 * that nothing is counted twice.
 */
public final class OpenPage {
    private final int bytes;
    private final List<RefusedItem> refused = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private Optional<String> next;
    private Counts counts;
    private int unsettled;

    /** A page without its first items, which are in stretches of their own; all others have to be settled. */
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
     * @param unsettled what has to be settled besides
     */
    public OpenPage(Counts counts, int unsettled, int bytes) {
        this.next = Optional.empty();
        this.bytes = bytes;
        this.counts = counts;
        this.unsettled = unsettled;
    }

    /** Where to go on behind it. */
    public void endAt(String cursor) {
        next = Optional.of(cursor);
    }

    /** So much more has to be settled. */
    public void expect(int more) {
        unsettled += more;
    }

    /** One of those expected is refused. */
    public void refuse(RefusedItem item) {
        refused.add(item);
        settle(1, Counts.settled(0, 1));
    }

    /** Items that were refused when the stretch was read; they are among those read, not among those expected. */
    public void addRefused(List<RefusedItem> items) {
        refused.addAll(items);
        counts = counts.plus(Counts.settled(0, items.size()));
    }

    /** One of those expected has this fate. */
    public void settle(Counts fate) {
        settle(1, fate);
    }

    /** Keeps a difference that is among those counted. */
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
