package dynamofanout.twin;

import dynamofanout.item.ItemKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is done when the scans have shown nothing in common for so long that no more fits: the source's items are looked
 * up in the target. If none is there, the source is in a row of items that the target lacks, and reading it on leads to
 * where the target is. If some are, the target is behind, in a row of its own items: it is read up to the last of those.
 */
final class MergeWindow {
    private final Side source;
    private final Side target;
    private final TwinPages passage;
    private final Decisions deciding;
    private final ScanOrder order;

    /**
     * Keys that were decided by look-up before the target's scan came to them. It will still bring them, those that were
     * missing too, since they have been written meanwhile.
     */
    private final Set<ItemKey> paired = new HashSet<>();

    /** Keys of the window that is being looked up, in the order of the source. */
    private final List<ItemKey> keys = new ArrayList<>();

    private int lastFound;
    private int lookUps;
    private boolean isCatchingUp;

    /** Keys were decided that the target's scan may still bring, and are too many to be remembered. */
    private boolean isUnsynced;

    MergeWindow(Side source, Side target, TwinPages passage, Decisions deciding, ScanOrder order) {
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
        keys.clear();
        lastFound = -1;
        lookUps = source.size();
        while (!source.isEmpty()) {
            int index = keys.size();
            SideItem item = source.pop();
            keys.add(item.key());
            deciding.lookUpInTarget(item, passage.source(item, Optional.empty()), isThere -> looked(index, isThere));
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
        SideItem item = target.head();
        if (hasPassed(item)) {
            caughtUp();
            return true;
        }
        target.pop();
        if (item.key().equals(keys.get(lastFound))) {
            caughtUp();
        }
        onlyInTarget(item, () -> deciding.lookUpInSource(item, passage.target(item), Decisions.IsThere.UNHEARD));
        return true;
    }

    /** An item of the target that the source's scan does not show: one that was decided before, or what the other says. */
    void onlyInTarget(SideItem item, Runnable otherwise) {
        if (paired.remove(item.key())) {
            passage.target(item);
        } else if (isUnsynced) {
            deciding.lookUpInSource(item, passage.target(item), Decisions.IsThere.UNHEARD);
        } else {
            otherwise.run();
        }
    }

    /** Both scans are at the same key: nothing decided before is still to come. */
    void synced() {
        isUnsynced = false;
        if (!paired.isEmpty()) {
            paired.clear();
        }
    }

    private void looked(int index, boolean isThere) {
        lookUps--;
        if (isThere) {
            lastFound = Math.max(lastFound, index);
        }
        if (lookUps > 0) {
            return;
        }
        isCatchingUp = lastFound >= 0;
        if (isCatchingUp) {
            paired.addAll(keys);
        } else {
            // as a rule the target is ahead; but it may be behind, and then brings what is written now
            isUnsynced = true;
            paired.clear();
        }
    }

    /** What comes before the last item that was found has been met, or deleted meanwhile. */
    private void caughtUp() {
        isCatchingUp = false;
        paired.retainAll(Set.copyOf(keys.subList(lastFound, keys.size())));
    }

    /** The item that is waited for may have been deleted. */
    private boolean hasPassed(SideItem item) {
        if (paired.contains(item.key())) {
            return false;
        }
        ItemKey awaited = keys.get(lastFound);
        return item.partition().equals(awaited.partition())
                ? item.key().compareSort(awaited) > 0
                : source.holds(item.partition());
    }
}
