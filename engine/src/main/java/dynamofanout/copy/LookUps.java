// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.pace.Pace;
import dynamofanout.run.UnitsUsed;
import dynamofanout.table.CallFailed;
import dynamofanout.table.GetAnswer;
import dynamofanout.table.ItemTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;

/**
 * Looks up items of one table by key, with strongly consistent reads. A call has up to 100 keys, and several calls run
 * at a time. Failed calls are retried. A key that is asked for twice is looked up once.
 */
public final class LookUps {
    private static final int UNIT_BYTES = 4096;

    private final ItemTable table;
    private final KeySchema key;
    private final String words;
    private final Pace pace;
    private final DoubleFunction<UnitsUsed> sideUnits;
    private final UnitEstimate units = new UnitEstimate(1);
    private final ThrottleLog throttleLog;
    private final Flow flow;
    private final Map<ItemKey, List<Consumer<Optional<Slice>>>> fresh = new LinkedHashMap<>();
    private final PriorityQueue<Batch> putBack = new PriorityQueue<>(Comparator.comparingLong(batch -> batch.readyAt));
    private int inFlight;

    /** Keys of one call, and how often that call failed in a row. */
    private static final class Batch {
        private Map<ItemKey, List<Consumer<Optional<Slice>>>> asked;
        private int throttles;
        private int faults;
        private long since;
        private long readyAt;

        Batch(Map<ItemKey, List<Consumer<Optional<Slice>>>> asked) {
            this.asked = asked;
        }
    }

    /** @param parts pace and words of the side; its reader is not used */
    public LookUps(ItemTable table, KeySchema key, ReadParts parts, Flow flow) {
        this.table = table;
        this.key = key;
        this.words = parts.table();
        this.pace = parts.pace();
        this.sideUnits = parts.units();
        this.throttleLog = parts.throttleLog();
        this.flow = flow;
    }

    /** Queues a key. The answer comes later, on the worker's thread. */
    public void ask(ItemKey wanted, Consumer<Optional<Slice>> answer) {
        fresh.computeIfAbsent(wanted, unasked -> new ArrayList<>(1)).add(answer);
    }

    /** Keys that are not part of a call yet. */
    public int waiting() {
        return fresh.size();
    }

    public boolean isIdle() {
        return inFlight == 0 && fresh.isEmpty() && putBack.isEmpty();
    }

    /**
     * Starts all calls that may be started now.
     *
     * @param mayBePartial whether a call that is not full may be started
     * @return nano time at which more may be started; Long.MAX_VALUE if only an answer can change that
     */
    public long start(boolean mayBePartial) {
        while (inFlight < flow.settings().batchesInFlight()) {
            long now = flow.now();
            boolean isPutBack = !putBack.isEmpty() && putBack.element().readyAt <= now;
            boolean isFresh = fresh.size() >= (mayBePartial ? 1 : most());
            if (!isPutBack && !isFresh) {
                return putBack.isEmpty() ? Long.MAX_VALUE : putBack.element().readyAt;
            }
            long wait = pace.waitNanos(now);
            if (wait > 0) {
                return now + wait;
            }
            Batch batch = isPutBack ? putBack.remove() : takeFresh();
            double estimate = units.of(batch.asked.size());
            if (!pace.tryTake(estimate, now)) {
                batch.readyAt = now + 1_000_000;
                putBack.add(batch);
                return batch.readyAt;
            }
            send(batch, estimate);
        }
        return Long.MAX_VALUE;
    }

    /**
     * The most keys for the next call: the answers in flight must fit into the memory for pages, and within the share
     * of a ceiling.
     */
    private int most() {
        double bytes = units.perItem() * UNIT_BYTES;
        double byMemory =
                flow.settings().bytesInFlight() / bytes / flow.settings().batchesInFlight();
        double byPace = pace.largestCall() / units.perItem();
        return (int) Math.max(1, Math.min(ItemTable.LARGEST_GET, Math.min(byMemory, byPace)));
    }

    private Batch takeFresh() {
        Map<ItemKey, List<Consumer<Optional<Slice>>>> taken = new HashMap<>();
        int most = most();
        Iterator<Map.Entry<ItemKey, List<Consumer<Optional<Slice>>>>> keys =
                fresh.entrySet().iterator();
        while (keys.hasNext() && taken.size() < most) {
            Map.Entry<ItemKey, List<Consumer<Optional<Slice>>>> next = keys.next();
            taken.put(next.getKey(), next.getValue());
            keys.remove();
        }
        return new Batch(taken);
    }

    private void send(Batch batch, double estimate) {
        List<ItemKey> keys = List.copyOf(batch.asked.keySet());
        inFlight++;
        flow.inbox()
                .start(
                        () -> table.get(keys),
                        answer -> {
                            inFlight--;
                            answered(batch, answer, estimate);
                        },
                        failure -> {
                            inFlight--;
                            failed(batch, Inbox.callFailure(failure), estimate);
                        });
    }

    private void answered(Batch batch, GetAnswer answer, double estimate) {
        long now = flow.now();
        flow.used(sideUnits.apply(answer.units()));
        int asked = batch.asked.size();
        Map<ItemKey, List<Consumer<Optional<Slice>>>> left = new HashMap<>();
        for (Slice unprocessed : answer.unprocessedKeys()) {
            ItemKey open = ItemKey.ofObject(unprocessed);
            List<Consumer<Optional<Slice>>> waiting = batch.asked.remove(open);
            if (waiting != null) {
                left.put(open, waiting);
            }
        }
        units.learn(answer.units(), asked - left.size());
        double estimateOfAnswered = estimate * (asked - left.size()) / asked;
        pace.accepted(estimateOfAnswered, answer.units(), now);
        Map<ItemKey, Slice> found = new HashMap<>();
        answer.items().forEach(item -> found.put(ItemKey.of(item, key), item));
        Map<ItemKey, List<Consumer<Optional<Slice>>>> settled = batch.asked;
        if (!left.isEmpty()) {
            batch.asked = left;
            batch.throttles = settled.isEmpty() ? batch.throttles : 0;
            throttleLog.addUnprocessed(words, now);
            putBackThrottled(batch, CallFailed.throttled("BatchGetItem left keys unprocessed"), 0, now);
        }
        settled.forEach((each, waiting) -> {
            Optional<Slice> item = Optional.ofNullable(found.get(each));
            waiting.forEach(answerOne -> answerOne.accept(item));
        });
    }

    private void failed(Batch batch, CallFailed failure, double estimate) {
        long now = flow.now();
        switch (failure.kind()) {
            case THROTTLED -> {
                throttleLog.add(words, failure, now);
                putBackThrottled(batch, failure, estimate, now);
            }
            case TRANSIENT, NOT_SENT -> putBackFaulted(batch, failure, now);
            case REJECTED ->
                throw GaveUp.onRun(failure.code(), words + " cannot be looked up in: " + failure.getMessage(), failure);
            case DENIED -> throw flow.denied(words, failure);
        }
    }

    private void putBackThrottled(Batch batch, CallFailed failure, double estimate, long now) {
        flow.countThrottled();
        batch.faults = 0;
        if (estimate > 0) {
            pace.throttled(estimate, Flow.throttle(failure), now);
        }
        if (batch.throttles++ == 0) {
            batch.since = now;
        }
        if (now - batch.since > flow.settings().stalledAfter().toNanos()) {
            throw flow.stalled(words + " could not be looked up in", "read", failure);
        }
        batch.readyAt = now + flow.settings().afterThrottle().delayNanos(batch.throttles, flow.chance());
        putBack.add(batch);
    }

    private void putBackFaulted(Batch batch, CallFailed failure, long now) {
        flow.countRetry();
        batch.throttles = 0;
        if (batch.faults++ == 0) {
            batch.since = now;
        }
        if (flow.isExhausted(batch.faults, batch.since, now)) {
            throw flow.exhausted(words, batch.faults, failure);
        }
        batch.readyAt = now + flow.settings().afterFault().delayNanos(batch.faults, flow.chance());
        putBack.add(batch);
    }
}
