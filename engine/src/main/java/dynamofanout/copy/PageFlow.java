// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.pace.Pace;
import dynamofanout.run.UnitsUsed;
import dynamofanout.table.CallFailed;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;

/** Reads the pages of a segment in order, one page ahead of the writes. Failed reads are retried. */
public final class PageFlow {
    /** Largest limit of a Scan: with items of 1 KB this is a page of 1 MB, the most that DynamoDB returns. */
    private static final int MOST_ITEMS = 1_000;

    /**
     * A page holds at most what is written in this time, so that a killed worker causes no more repeated writes than
     * that.
     */
    private static final double SECONDS_OF_WRITING = 5;

    private final PageReader reader;
    private final String table;
    private final Pace pace;
    private final Flow flow;
    private final UnitEstimate units;
    private final DoubleFunction<UnitsUsed> sideUnits;
    private final ThrottleLog throttleLog;
    private Optional<String> cursor;
    private boolean isAtEnd;
    private boolean isReading;
    private int mostItems = MOST_ITEMS;
    private int throttles;
    private int faults;
    private long firstFaultAt;
    private long notBefore;
    private long throttledSince;

    public PageFlow(ReadParts parts, Optional<String> cursor, Flow flow) {
        this.reader = parts.reader();
        this.table = parts.table();
        this.pace = parts.pace();
        this.flow = flow;
        this.units = new UnitEstimate(parts.unitsPerItem());
        this.sideUnits = parts.units();
        this.throttleLog = parts.throttleLog();
        this.cursor = cursor;
        this.notBefore = flow.now();
    }

    /** Marks that there is nothing left to read. */
    public void end() {
        isAtEnd = true;
    }

    public boolean isAtEnd() {
        return isAtEnd;
    }

    public boolean isReading() {
        return isReading;
    }

    /** How many items the next page should have, given how many are written per second. */
    public int limit(double itemsPerSecond) {
        double most = Math.min(mostItems, SECONDS_OF_WRITING * itemsPerSecond);
        most = Math.min(most, pace.largestCall() / units.perItem());
        return (int) Math.max(1, Math.min(MOST_ITEMS, most));
    }

    /**
     * Starts the next read if it may start now.
     *
     * @return nano time at which it may start; Long.MAX_VALUE if only an answer can change that
     */
    public long start(int limit, Consumer<ReadPage> arrived) {
        if (isAtEnd || isReading) {
            return Long.MAX_VALUE;
        }
        long now = flow.now();
        long wait = Math.max(notBefore - now, pace.waitNanos(now));
        if (wait > 0) {
            return now + wait;
        }
        double estimate = units.of(limit);
        if (!pace.tryTake(estimate, now)) {
            return now + 1_000_000;
        }
        isReading = true;
        Optional<String> from = cursor;
        flow.inbox()
                .start(
                        () -> reader.read(from, limit),
                        page -> {
                            isReading = false;
                            answered(page, estimate);
                            arrived.accept(page);
                        },
                        failure -> {
                            isReading = false;
                            failed(Inbox.callFailure(failure), estimate);
                        });
        return Long.MAX_VALUE;
    }

    private void answered(ReadPage page, double estimate) {
        long now = flow.now();
        throttles = 0;
        faults = 0;
        mostItems = Math.min(MOST_ITEMS, mostItems * 2);
        cursor = page.next();
        isAtEnd = page.next().isEmpty();
        flow.used(sideUnits.apply(page.units()));
        units.learn(page.units(), page.read());
        pace.accepted(estimate, page.units() > 0 ? page.units() : units.of(page.read()), now);
    }

    private void failed(CallFailed failure, double estimate) {
        long now = flow.now();
        switch (failure.kind()) {
            case THROTTLED -> throttled(failure, estimate, now);
            case TRANSIENT, NOT_SENT -> faulted(failure, now);
            case REJECTED ->
                throw GaveUp.onRun(
                        failure.code(), table + " cannot be read as asked: " + failure.getMessage(), failure);
            case DENIED -> throw flow.denied(table, failure);
        }
    }

    private void throttled(CallFailed failure, double estimate, long now) {
        flow.countThrottled();
        faults = 0; // the service answered, even though the answer was "later"
        throttleLog.add(table, failure, now);
        pace.throttled(estimate, Flow.throttle(failure), now);
        if (throttles == 0) {
            throttledSince = now;
        }
        if (now - throttledSince > flow.settings().stalledAfter().toNanos()) {
            throw flow.stalled(table + " could not be read", "read", failure);
        }
        notBefore = now + flow.settings().afterThrottle().delayNanos(++throttles, flow.chance());
    }

    private void faulted(CallFailed failure, long now) {
        flow.countRetry();
        if (faults++ == 0) {
            firstFaultAt = now;
        }
        if (flow.isExhausted(faults, firstFaultAt, now)) {
            throw flow.exhausted(table, faults, failure);
        }
        if (failure.code().equals("TimedOut")) {
            mostItems = Math.max(1, mostItems / 2); // a smaller page may arrive in time
        }
        notBefore = now + flow.settings().afterFault().delayNanos(faults, flow.chance());
    }
}
