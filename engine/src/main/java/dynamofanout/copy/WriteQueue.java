// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.table.ItemTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Queue of items to be written. Items that are retried come first, once their delay is over, and new items fill up
 * their batch. When DynamoDB has rejected a batch, its halves stay separate until the refused item is found.
 */
final class WriteQueue {
    /** BatchWriteItem accepts a request of 16 MB. The rest is for the JSON around the items. */
    private static final int LARGEST_REQUEST_BYTES = 15_500_000;

    private final ArrayDeque<PendingWrite> fresh = new ArrayDeque<>();
    private final PriorityQueue<PendingWrite> waiting =
            new PriorityQueue<>(Comparator.comparingLong(PendingWrite::readyAt));
    private final ArrayDeque<List<PendingWrite>> halves = new ArrayDeque<>();

    void add(PendingWrite write) {
        fresh.add(write);
    }

    void putBack(PendingWrite write) {
        waiting.add(write);
    }

    void addHalf(List<PendingWrite> half) {
        halves.add(half);
    }

    /** Puts a batch that could not be sent back into the queue, at its former place. */
    void undo(Batch batch) {
        if (batch.isHalf()) {
            halves.addFirst(batch.writes());
        } else {
            batch.writes().forEach(waiting::add);
        }
    }

    int freshItems() {
        return fresh.size();
    }

    boolean isEmpty() {
        return fresh.isEmpty() && waiting.isEmpty() && halves.isEmpty();
    }

    /** Time at which the next item's delay is over. Long.MAX_VALUE if no item is delayed: then only more items help. */
    long nextReadyAt(long now) {
        return waiting.stream()
                .mapToLong(PendingWrite::readyAt)
                .filter(time -> time > now)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * The next batch.
     *
     * @param most items in it
     * @param mayBePartial whether it may have fewer than {@code most} items; false while more are about to come
     * @return empty if nothing can be sent now
     */
    Batch next(long now, int most, boolean mayBePartial) {
        if (!halves.isEmpty()) {
            return new Batch(halves.remove(), true);
        }
        int wanted = Math.min(most, ItemTable.LARGEST_BATCH);
        if (!mayBePartial && ready(now, wanted) < wanted) {
            return Batch.NONE;
        }
        List<PendingWrite> writes = new ArrayList<>(wanted);
        int bytes = 0;
        while (writes.size() < wanted) {
            boolean isPutBack = !waiting.isEmpty() && waiting.element().readyAt() <= now;
            PendingWrite next = isPutBack ? waiting.peek() : fresh.peek();
            if (next == null) {
                break;
            }
            bytes += next.item().length() + ItemTable.overheadBytes();
            if (bytes > LARGEST_REQUEST_BYTES && !writes.isEmpty()) {
                break;
            }
            writes.add(next);
            if (isPutBack) {
                waiting.remove();
            } else {
                fresh.remove();
            }
        }
        return new Batch(writes, false);
    }

    private int ready(long now, int enough) {
        int ready = fresh.size();
        if (ready >= enough || waiting.isEmpty()) {
            return ready;
        }
        for (PendingWrite write : waiting) {
            ready += write.readyAt() <= now ? 1 : 0;
        }
        return ready;
    }

    /**
     * Writes of one call.
     *
     * @param isHalf whether it is part of a batch that was rejected
     */
    record Batch(List<PendingWrite> writes, boolean isHalf) {
        static final Batch NONE = new Batch(List.of(), false);

        Batch {
            writes = List.copyOf(writes);
        }

        boolean isEmpty() {
            return writes.isEmpty();
        }

        int bytes() {
            int sum = 0;
            for (PendingWrite write : writes) {
                sum += write.item().length();
            }
            return sum;
        }
    }
}
