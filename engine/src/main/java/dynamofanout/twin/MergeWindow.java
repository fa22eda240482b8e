// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.item.ItemKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves a window in which the two scans have nothing in common and for which memory is full. It looks the source's
 * items up in the target. If none is there, the source is in a run of items that the target lacks, and reading on in
 * the source leads to the target's place. If some are there, the target is behind, in a run of its own items, and it is
 * read up to the last one that was found.
 */
final class MergeWindow {
    private final Side source;
    private final Side target;
    private final TwinPages passage;
    private final Decisions deciding;
    private final ScanOrder order;

    /**
     * Keys that were decided by look-up before the target's scan reached them. The scan will still return them. That
     * includes keys that were missing, because they have been written meanwhile.
     */
    private final Set<ItemKey> paired = new HashSet<>();

    /** Keys of the window that is being looked up, in the source's order. */
    private final List<ItemKey> keys = new ArrayList<>();

    private int lastFound;
    private int lookUps;
    private boolean isCatchingUp;

    /** Whether keys were decided that the target's scan may still return and that are too many to be remembered. */
    private boolean isUnsynced;

    MergeWindow(Side source, Side target, TwinPages passage, Decisions deciding, ScanOrder order) {
        this.source = source;
        this.target = target;
        this.passage = passage;
        this.deciding = deciding;
        this.order = order;
    }

    /** Whether the order of the scans cannot decide anything at present. */
    boolean isBusy() {
        return lookUps > 0 || isCatchingUp;
    }

    /** Looks up all undecided items of the source. */
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

    /** Moves the target on while it is behind. False if that needs more of its items. */
    boolean catchUp() {
        if (!isCatchingUp) {
            return false;
        }
        if (target.isEmpty()) {
            if (target.isAtEnd()) {
                order.broke(); // the source's items came earlier in the target's scan, so the orders differ
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

    /**
     * An item of the target that the source's scan does not show. If it was decided before, it is only passed.
     * Otherwise {@code otherwise} decides it.
     */
    void onlyInTarget(SideItem item, Runnable otherwise) {
        if (paired.remove(item.key())) {
            passage.target(item);
        } else if (isUnsynced) {
            deciding.lookUpInSource(item, passage.target(item), Decisions.IsThere.UNHEARD);
        } else {
            otherwise.run();
        }
    }

    /** Both scans are at the same key. No key that was decided before is still to come. */
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
            // usually the target is ahead; but if it is behind, its scan will return what is written now
            isUnsynced = true;
            paired.clear();
        }
    }

    /** Everything before the last item that was found has been met, or was deleted meanwhile. */
    private void caughtUp() {
        isCatchingUp = false;
        paired.retainAll(Set.copyOf(keys.subList(lastFound, keys.size())));
    }

    /** Whether the target is past the awaited item, which may have been deleted. */
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
