// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.item.Slice;
import java.util.List;
import java.util.Optional;

/** Copies one segment's items from the source to the target. */
public final class SegmentCopy implements SegmentWork {
    /** Assumed until something is measured. */
    private static final double FIRST_ITEMS_PER_SECOND = 1_000;

    /** Four batches. */
    private static final int ITEMS_OF_STRETCH = 100;

    private final CopyParts parts;
    private final PageFlow reading;
    private final BatchWriter writing;
    private final Ledger ledger;
    private final Flow flow;
    private final long startedAt;
    private long itemsArrived;

    public SegmentCopy(
            CopyParts parts, CopySettings settings, WorkerRuntime runtime, Inbox inbox, Optional<String> cursor) {
        this.parts = parts;
        this.flow = new Flow(settings, runtime, inbox);
        this.ledger = new Ledger(cursor);
        this.reading = new PageFlow(parts.sourceReads(), cursor, flow);
        this.writing = new BatchWriter(parts, flow);
        this.startedAt = flow.now();
    }

    @Override
    public long step(long sendWritesBefore) {
        ledger.pass();
        long read = startReading();
        // if another item is coming, it is worth waiting a moment, because each call has a cost of its own
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

    /**
     * Divides a page into stretches that are settled separately. So a worker that ends at any point causes only a part
     * of a page to be repeated.
     */
    private void arrived(ReadPage page) {
        List<Slice> items = page.items();
        boolean isWhole = page.read() == items.size(); // otherwise the place of left-out items is unknown
        int from = 0;
        while (isWhole && items.size() - from > ITEMS_OF_STRETCH) {
            int to = from + ITEMS_OF_STRETCH;
            Optional<String> behind = parts.reader().cursorBehind(items.get(to - 1), parts.targetKey());
            if (behind.isEmpty()) {
                break;
            }
            add(page, from, to, ledger.open(to - from, behind.get()));
            from = to;
        }
        add(page, from, items.size(), ledger.open(page, from));
        itemsArrived += items.size();
    }

    private void add(ReadPage page, int from, int to, OpenPage stretch) {
        for (int i = from; i < to; i++) {
            writing.add(page.items().get(i), stretch, page.masking().sourceKey(i));
        }
    }

    private double itemsPerSecond() {
        double seconds = (flow.now() - startedAt) / 1e9;
        double settled = itemsArrived - writing.queue().freshItems();
        double measured = seconds < 1 ? FIRST_ITEMS_PER_SECOND : Math.max(5, settled / seconds);
        return Math.min(measured, writing.mostItemsPerSecond());
    }
}
