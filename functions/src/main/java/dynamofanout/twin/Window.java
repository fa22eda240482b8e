package dynamofanout.twin;

import dynamofanout.table.ItemKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done when the scans have shown nothing in common for so long that no more fits: the source's items are looked
 * up in the target. If none is there, the source is in a row of items that the target lacks, and reading it on leads to
 * where the target is. If some are, the target is behind, in a row of its own items: it is read up to the last of those.
 */
final class Window {
    private final Side source;
    private final Side target;
    private final Passage passage;
    private final Deciding deciding;
    private final Order order;

    /** Keys that were found in the target by look-up and are still to come in its scan. */
    private final Set<ItemKey> paired = new HashSet<>();

    private @Nullable ItemKey lastPaired;
    private int lastPairedIndex;
    private int lookUps;
    private boolean isCatchingUp;

    Window(Side source, Side target, Passage passage, Deciding deciding, Order order) {
        this.source = source;
        this.target = target;
        this.passage = passage;
        this.deciding = deciding;
        this.order = order;
    }

    /** Whether the order of the scans can decide nothing at present. */
    boolean isBusy() {
        return lookUps > 0 || isCatchingUp;
    }

    /** Looks up all items of the source that are not decided. */
    void resolve() {
        paired.clear();
        lastPairedIndex = -1;
        int index = 0;
        lookUps = source.size();
        while (!source.isEmpty()) {
            int at = index++;
            Entry item = source.pop();
            deciding.lookUpInTarget(item, passage.source(item, Optional.empty()), isThere -> looked(item, at, isThere));
        }
    }

    /** Moves the target on while it is behind; false when that takes more of it. */
    boolean catchUp() {
        if (!isCatchingUp) {
            return false;
        }
        if (target.isEmpty()) {
            if (target.isAtEnd()) {
                order.broke(); // the source's items were behind in its scan, not before
                isCatchingUp = false;
            }
            return false;
        }
        Entry item = target.head();
        if (hasPassed(item)) {
            isCatchingUp = false;
            return true;
        }
        target.pop();
        if (!paired.remove(item.key())) {
            deciding.lookUpInSource(item, passage.target(item), Deciding.IsThere.UNHEARD);
        } else {
            passage.target(item);
            isCatchingUp = !item.key().equals(lastPaired);
        }
        return true;
    }

    private void looked(Entry item, int index, boolean isThere) {
        lookUps--;
        if (isThere) {
            paired.add(item.key());
            if (index > lastPairedIndex) {
                lastPairedIndex = index;
                lastPaired = item.key();
            }
        }
        if (lookUps == 0) {
            isCatchingUp = !paired.isEmpty();
        }
    }

    /** The item that is waited for may have been deleted. */
    private boolean hasPassed(Entry item) {
        ItemKey awaited = lastPaired;
        if (awaited == null || paired.contains(item.key())) {
            return false;
        }
        return item.partition().equals(awaited.partition())
                ? item.key().compareSort(awaited) > 0
                : source.holds(item.partition());
    }
}
