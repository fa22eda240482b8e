// SPDX-License-Identifier: Apache-2.0
package dynamofanout.remove;

import dynamofanout.copy.BatchWriter;
import dynamofanout.copy.CopyParts;
import dynamofanout.copy.CopySettings;
import dynamofanout.copy.Flow;
import dynamofanout.copy.Inbox;
import dynamofanout.copy.Ledger;
import dynamofanout.copy.LookUps;
import dynamofanout.copy.OpenPage;
import dynamofanout.copy.ReadParts;
import dynamofanout.copy.SegmentProgress;
import dynamofanout.copy.SegmentWork;
import dynamofanout.copy.WorkerRuntime;
import dynamofanout.item.ItemEquality;
import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;
import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import dynamofanout.table.ItemTable;
import java.util.Iterator;
import java.util.Optional;

/**
 * Deletes the extra items that a segment's twin scan kept. Each one is read again on both sides, strongly consistent.
 * It is deleted only if the source still lacks the key and the target's item is unchanged, on the condition that it has
 * not changed since that read. Repeating the work changes nothing. The cursor is the number of keys that are done.
 */
public final class ExtraRemoval implements SegmentWork {
    /** Keys that are settled, counted and passed together. */
    private static final int STRETCH = 100;

    /** Most stretches in progress. Their keys, and the items that are read for them, are what is held in memory. */
    private static final int MOST_OPEN_STRETCHES = 10;

    private final Iterator<Difference> extras;
    private final ParallelReads reads;
    private final BatchWriter deleter;
    private final Ledger ledger;
    private final Flow flow;
    private int begun;

    /** Look-ups on both sides. */
    private record ParallelReads(LookUps source, LookUps target) {}

    /**
     * Everything that deleting needs.
     *
     * @param copy its kind of write deletes
     * @param extras of the segment, from its first one on
     */
    public record Parts(CopyParts copy, ItemTable sourceTable, ReadParts targetReads, Iterator<Difference> extras) {}

    public ExtraRemoval(
            Parts parts, CopySettings settings, WorkerRuntime runtime, Inbox inbox, Optional<String> cursor) {
        this.flow = new Flow(settings, runtime, inbox);
        this.ledger = new Ledger(cursor);
        this.extras = parts.extras();
        CopyParts copy = parts.copy();
        this.reads = new ParallelReads(
                new LookUps(parts.sourceTable(), copy.targetKey(), copy.sourceReads(), flow),
                new LookUps(copy.target(), copy.targetKey(), parts.targetReads(), flow));
        this.deleter = new BatchWriter(copy, flow);
        int done = cursor.map(Integer::parseInt).orElse(0);
        while (begun < done && extras.hasNext()) {
            extras.next();
            begun++;
        }
    }

    @Override
    public long step(long sendWritesBefore) {
        ledger.pass();
        while (extras.hasNext() && ledger.openPages() < MOST_OPEN_STRETCHES) {
            begin();
        }
        long wake = Math.min(reads.source().start(true), reads.target().start(true));
        return Math.min(wake, deleter.start(sendWritesBefore, true));
    }

    @Override
    public boolean isDone() {
        ledger.pass();
        return !extras.hasNext() && ledger.isEmpty();
    }

    @Override
    public SegmentProgress progress() {
        return ledger.progress(flow.takeSpent());
    }

    private void begin() {
        var page = new OpenPage(Counts.NONE, 1, 0);
        int keys = 0;
        for (; keys < STRETCH && extras.hasNext(); keys++) {
            page.expect(1);
            lookAgain(extras.next(), page);
        }
        begun += keys;
        page.endAt(Integer.toString(begun));
        page.settle(Counts.NONE);
        ledger.open(page);
    }

    private void lookAgain(Difference extra, OpenPage page) {
        ItemKey key = ItemKey.ofObject(Slice.of(extra.key()));
        reads.source().ask(key, source -> {
            if (source.isPresent()) {
                page.settle(Counts.NONE);
            } else {
                reads.target().ask(key, target -> judge(extra, target, page));
            }
        });
    }

    private void judge(Difference extra, Optional<Slice> target, OpenPage page) {
        if (target.isPresent() && extra.digest().equals(Optional.of(ItemEquality.digest(target.get())))) {
            deleter.add(target.get(), page);
        } else {
            page.settle(Counts.NONE);
        }
    }
}
