// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.copy.WriteQueue.Batch;
import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.pace.Pace;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.UnitsUsed;
import dynamofanout.table.CallFailed;
import dynamofanout.table.ItemTable;
import dynamofanout.table.WriteAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends queued writes to the target, several batches at a time. It decides the outcome of each item: written, queued
 * again, or refused. Every item is counted.
 */
public final class BatchWriter {
    private final ItemTable target;
    private final String table;
    private final KeySchema key;
    private final WriteKind kind;
    private final Pace pace;
    private final Flow flow;
    private final WriteQueue queue = new WriteQueue();
    private final UnitEstimate units;
    private final ThrottleLog throttleLog;
    private int inFlight;
    private long bytesSent;
    private boolean isStalled;
    private long stalledSince;

    public BatchWriter(CopyParts parts, Flow flow) {
        this.target = parts.target();
        this.table = parts.targetWords();
        this.key = parts.targetKey();
        this.kind = parts.kind();
        this.pace = parts.writes();
        this.flow = flow;
        this.units = new UnitEstimate(parts.writeUnitsPerItem());
        this.throttleLog = parts.throttleLog();
    }

    WriteQueue queue() {
        return queue;
    }

    /** Puts an item at the end of the queue. The page is told the outcome. */
    public void add(Slice item, OpenPage page) {
        queue.add(new PendingWrite(item, page));
    }

    /** Puts an item at the end of the queue whose key in the source differs from its own. */
    public void add(Slice item, OpenPage page, Optional<Slice> sourceKey) {
        queue.add(new PendingWrite(item, page, sourceKey));
    }

    /** Whether the queue is empty and no call is in flight. */
    public boolean isIdle() {
        return inFlight == 0 && queue.isEmpty();
    }

    public int waiting() {
        return queue.freshItems();
    }

    /** The rate that a ceiling allows this worker, in items per second. Infinite without a ceiling. */
    public double mostItemsPerSecond() {
        return pace.shareOfCeiling() / units.perItem();
    }

    /**
     * Sends all batches that may be sent now.
     *
     * @param sendBefore nano time at which the worker's lease ends
     * @param mayBePartial whether a batch that is not full may be sent
     * @return nano time at which more may be sent; Long.MAX_VALUE if only an answer can change that
     */
    public long start(long sendBefore, boolean mayBePartial) {
        while (inFlight < kind.callsInFlight(flow.settings()) && !queue.isEmpty()) {
            long now = flow.now();
            if (now >= sendBefore) {
                return Long.MAX_VALUE; // the next acknowledged save renews the lease
            }
            long wait = pace.waitNanos(now);
            if (wait > 0) {
                return now + wait;
            }
            int most = (int) Math.max(1, Math.min(kind.largestCall(), pace.largestCall() / units.perItem()));
            Batch batch = queue.next(now, most, mayBePartial);
            if (batch.isEmpty()) {
                return queue.nextReadyAt(now);
            }
            boolean isMemoryFull =
                    inFlight > 0 && bytesSent + batch.bytes() > flow.settings().bytesInFlight();
            if (isMemoryFull || !pace.tryTake(units.of(batch.writes().size()), now)) {
                queue.undo(batch);
                return now + Math.max(pace.waitNanos(now), 1_000_000);
            }
            send(batch, sendBefore);
        }
        return Long.MAX_VALUE;
    }

    private void send(Batch batch, long sendBefore) {
        List<Slice> items = batch.writes().stream().map(PendingWrite::item).toList();
        double estimate = units.of(items.size());
        inFlight++;
        bytesSent += batch.bytes();
        flow.inbox()
                .start(
                        () -> kind.send(target, key, items, sendBefore),
                        answer -> {
                            settle(batch);
                            answered(batch, answer, estimate);
                        },
                        failure -> {
                            settle(batch);
                            failed(batch, Inbox.callFailure(failure), estimate);
                        });
    }

    private void settle(Batch batch) {
        inFlight--;
        bytesSent -= batch.bytes();
    }

    private void answered(Batch batch, WriteAnswer answer, double estimate) {
        long now = flow.now();
        flow.used(UnitsUsed.ofTargetWrites(answer.units()));
        List<PendingWrite> unprocessed = match(batch.writes(), answer.unprocessed());
        int taken = batch.writes().size() - unprocessed.size();
        double estimateOfTaken = estimate * taken / batch.writes().size();
        units.learn(answer.units(), taken);
        pace.accepted(estimateOfTaken, answer.units() > 0 ? answer.units() : estimateOfTaken, now);
        isStalled &= taken == 0;
        for (PendingWrite write : batch.writes()) {
            if (!unprocessed.contains(write)) {
                write.page().settle(kind.done());
            }
        }
        if (!unprocessed.isEmpty()) {
            throttleLog.addUnprocessed(table, now);
            throttled(unprocessed, estimate - estimateOfTaken, now);
        }
    }

    /**
     * Finds the items that DynamoDB returned as unprocessed. They are matched by key, because DynamoDB may spell them
     * differently.
     */
    private List<PendingWrite> match(List<PendingWrite> sent, List<Slice> handedBack) {
        if (handedBack.isEmpty()) {
            return List.of();
        }
        Map<ItemKey, PendingWrite> byKey = new HashMap<>();
        sent.forEach(write -> byKey.put(ItemKey.of(write.item(), key), write));
        List<PendingWrite> matched = new ArrayList<>();
        for (Slice item : handedBack) {
            PendingWrite write = byKey.remove(ItemKey.of(item, key));
            if (write == null) {
                throw GaveUp.onSegment(
                        "UnknownUnprocessedItem",
                        table + " handed back an item as unprocessed that was not sent to it",
                        new IllegalStateException("no sent item has that key"));
            }
            matched.add(write);
        }
        return matched;
    }

    private void failed(Batch batch, CallFailed failure, double estimate) {
        long now = flow.now();
        switch (failure.kind()) {
            case THROTTLED -> {
                throttleLog.add(table, failure, now);
                throttled(batch.writes(), estimate, now);
            }
            case TRANSIENT -> faulted(batch, failure, now);
            case REJECTED -> {
                if (failure.isFailedCondition()) {
                    conditionFailed(batch, estimate, now);
                } else {
                    pace.accepted(estimate, 0, now);
                    rejected(batch.writes(), failure);
                }
            }
            case NOT_SENT -> {
                pace.accepted(estimate, 0, now);
                queue.undo(batch);
            }
            case DENIED -> throw flow.denied(table, failure);
        }
    }

    /**
     * Either the target had the key before, or this same write had succeeded and its answer was lost. It does not count
     * as written, because no answer acknowledged it. DynamoDB charges such a call like a write but does not report the
     * units.
     */
    private void conditionFailed(Batch batch, double estimate, long now) {
        pace.accepted(estimate, estimate, now);
        flow.used(UnitsUsed.ofTargetWrites(1));
        isStalled = false;
        batch.writes().forEach(write -> write.page().settle(kind.notDone()));
    }

    private void throttled(List<PendingWrite> writes, double estimate, long now) {
        flow.countThrottled();
        pace.throttled(estimate, now);
        if (!isStalled) {
            isStalled = true;
            stalledSince = now;
        }
        if (now - stalledSince > flow.settings().stalledAfter().toNanos()) {
            throw GaveUp.onSegment(
                    "Throttled",
                    table + " accepted no writes for "
                            + flow.settings().stalledAfter().toMinutes()
                            + " minutes because of throttling: give it more write capacity, then resume",
                    new IllegalStateException("stalled"));
        }
        for (PendingWrite write : writes) {
            write.throttled();
            write.waitUntil(now + flow.settings().afterThrottle().delayNanos(write.throttles(), flow.chance()));
            queue.putBack(write);
        }
    }

    private void faulted(Batch batch, CallFailed failure, long now) {
        flow.countRetry();
        double chance = flow.chance();
        for (PendingWrite write : batch.writes()) {
            write.faulted(now);
            if (flow.isExhausted(write.faults(), write.firstFaultAt(), now)) {
                throw flow.exhausted(table, write.faults(), failure);
            }
            // one delay for all of them, so that they are sent together again
            write.waitUntil(now + flow.settings().afterFault().delayNanos(write.faults(), chance));
            queue.putBack(write);
        }
    }

    /** One of these items caused the rejection. Halves of the batch are sent separately until that item is alone. */
    private void rejected(List<PendingWrite> writes, CallFailed failure) {
        if (writes.size() > 1) {
            int half = writes.size() / 2;
            queue.addHalf(writes.subList(0, half));
            queue.addHalf(writes.subList(half, writes.size()));
            return;
        }
        if (kind == WriteKind.DELETE_IF_SAME) {
            throw GaveUp.onSegment(
                    failure.code(), table + " does not let an item be deleted: " + failure.getMessage(), failure);
        }
        PendingWrite refused = writes.get(0);
        refused.page().refuse(new RefusedItem(refused.sourceKey(key), failure.code(), failure.said()));
    }
}
