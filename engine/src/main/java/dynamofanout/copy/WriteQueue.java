package dynamofanout.copy;

import dynamofanout.table.ItemTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Items that wait to be sent: those put back come first, once their delay is over, and are filled up with fresh ones.
 * Halves of a batch that was rejected stay by themselves until the refused item is found.
 */
final class WriteQueue {
    /** BatchWriteItem takes 16 MB of request; the rest is for what stands around the items. */
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

    /** Puts a batch that could not be sent back to where it came from. */
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

    /** Time at which the next item's delay is over; Long.MAX_VALUE when all delays are: then only more items help. */
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
     * @param mayBePartial whether fewer than {@code most} may go; false while more are about to come
     * @return empty when nothing is to be sent now
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
     * Writes that go out together.
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
