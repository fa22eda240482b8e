package dynamofanout.copy;

import java.util.Optional;

/** Carries one segment's items from source to target. */
public final class SegmentCopy implements SegmentWork {
    /** Before anything is measured. */
    private static final double FIRST_ITEMS_PER_SECOND = 1_000;

    private final PageFlow reading;
    private final BatchWriter writing;
    private final Ledger ledger;
    private final Flow flow;
    private final long startedAt;
    private long itemsArrived;

    public SegmentCopy(
            CopyParts parts, CopySettings settings, WorkerRuntime surroundings, Inbox inbox, Optional<String> cursor) {
        this.flow = new Flow(settings, surroundings, inbox);
        this.ledger = new Ledger(cursor);
        this.reading = new PageFlow(parts.sourceReads(), cursor, flow);
        this.writing = new BatchWriter(parts, flow);
        this.startedAt = flow.now();
    }

    @Override
    public long step(long sendWritesBefore) {
        ledger.pass();
        long read = startReading();
        // an item more to come is worth a moment: batches are charged by call as well as by item
        boolean mayBePartial = !reading.isReading();
        long write = writing.start(sendWritesBefore, mayBePartial);
        return Math.min(read, write);
    }

    @Override
    public boolean isDone() {
        ledger.pass();
        return reading.isAtEnd() && ledger.isEmpty();
    }

    @Override
    public SegmentProgress progress() {
        return ledger.progress(flow.takeSpent());
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
        for (int i = 0; i < page.items().size(); i++) {
            writing.add(page.items().get(i), opened, page.masking().sourceKey(i));
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
