package dynamofanout.copy;

import dynamofanout.run.RefusedItem;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.table.Slice;
import java.util.List;
import java.util.Optional;

/**
 * Carries one segment's items from source to target, from a cursor on. It is moved by {@link #step}, which starts what
 * may be started and never waits; answers come in through the inbox. It knows nothing of claims, leases and saves: it
 * says how far it has come ({@link #progress}), the worker decides what to do with that. One thread only.
 */
public final class SegmentCopy {
    /** Before anything is measured. */
    private static final double FIRST_ITEMS_PER_SECOND = 1_000;

    private final PageFlow reading;
    private final BatchWriter writing;
    private final Ledger ledger;
    private final Flow flow;
    private final long startedAt;
    private long itemsArrived;

    /**
     * How far the copy has come since it was last asked.
     *
     * @param cursor everything before it is settled
     * @param added counts of the pages passed, units and troubles
     * @param refused items of the pages passed
     */
    public record Progress(Optional<String> cursor, Totals added, List<RefusedItem> refused) {}

    public SegmentCopy(
            CopyParts parts, CopySettings settings, Surroundings surroundings, Inbox inbox, Optional<String> cursor) {
        this.flow = new Flow(settings, surroundings, inbox);
        this.ledger = new Ledger(cursor);
        this.reading = new PageFlow(parts, cursor, flow);
        this.writing = new BatchWriter(parts, flow);
        this.startedAt = flow.now();
    }

    /**
     * Starts the reads and writes that may be started now.
     *
     * @param sendWritesBefore nano time at which the worker's lease ends
     * @return nano time at which there may be more to start without any answer; Long.MAX_VALUE for none
     */
    public long step(long sendWritesBefore) {
        ledger.pass();
        long read = startReading();
        // an item more to come is worth a moment: batches are charged by call as well as by item
        boolean mayBePartial = !reading.isReading();
        long write = writing.start(sendWritesBefore, mayBePartial);
        return Math.min(read, write);
    }

    /** Whether every page has been read and settled. */
    public boolean isDone() {
        ledger.pass();
        return reading.isAtEnd() && ledger.isEmpty();
    }

    /** What has been settled since this was last asked. */
    public Progress progress() {
        ledger.pass();
        Totals spent = flow.takeSpent();
        return new Progress(
                ledger.cursor(),
                spent.plus(new Totals(ledger.takeCounts(), UnitsUsed.NONE, 0, 0)),
                ledger.takeRefused());
    }

    private long startReading() {
        int limit = reading.limit(itemsPerSecond());
        boolean isEnoughAhead = writing.queue().freshItems() >= limit;
        boolean isMemoryFull =
                !ledger.isEmpty() && ledger.openBytes() >= flow.settings().bytesInFlight();
        return isEnoughAhead || isMemoryFull ? Long.MAX_VALUE : reading.start(limit, this::arrived);
    }

    private void arrived(ReadPage page) {
        OpenPage opened = ledger.open(page);
        for (Slice item : page.items()) {
            writing.queue().add(new PendingWrite(item, opened));
        }
        itemsArrived += page.items().size();
    }

    private double itemsPerSecond() {
        double seconds = (flow.now() - startedAt) / 1e9;
        double settled = itemsArrived - writing.queue().freshItems();
        double measured = seconds < 1 ? FIRST_ITEMS_PER_SECOND : Math.max(5, settled / seconds);
        return Math.min(measured, writing.mostItemsPerSecond());
    }
}
