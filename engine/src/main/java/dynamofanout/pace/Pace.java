// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import java.util.List;
import java.util.stream.Stream;

/**
 * Decides when one worker may send a call of one kind. It combines the run's ceiling with the limits that were found. A
 * call may be sent when all of them allow it.
 *
 * <p>Reads have two limits: that of the whole table, which the workers of a process share, and that of the partition
 * that this worker is in. A throttled read says which of the two applies. Writes only have this worker's own limit:
 * unprocessed items carry no reason, and a worker that keeps to its stretch of the hash is in one partition at a time.
 */
public final class Pace {
    private final Bucket ceiling;
    private final AdaptiveLimit table;
    private final AdaptiveLimit partition;
    private final int sharers;
    private final List<AdaptiveLimit> limits;
    private final List<Bucket> buckets;

    private Pace(Bucket ceiling, AdaptiveLimit table, AdaptiveLimit partition, int sharers) {
        this.ceiling = ceiling;
        this.table = table;
        this.partition = partition;
        this.sharers = sharers;
        this.limits = table == partition ? List.of(table) : List.of(table, partition);
        this.buckets = Stream.concat(Stream.of(ceiling), limits.stream().map(AdaptiveLimit::bucket))
                .toList();
    }

    /**
     * The pace of reads.
     *
     * @param ceiling of the run, shared by the workers of a process, or this worker's share of it
     * @param table shared by the workers of a process
     * @param partition this worker's own
     * @param sharers workers that share the ceiling
     */
    public static Pace ofReads(Bucket ceiling, AdaptiveLimit table, AdaptiveLimit partition, int sharers) {
        return new Pace(ceiling, table, partition, sharers);
    }

    /**
     * The pace of writes.
     *
     * @param ceiling of the run, shared by the workers of a process, or this worker's share of it
     * @param own this worker's own
     * @param sharers workers that share the ceiling
     */
    public static Pace ofWrites(Bucket ceiling, AdaptiveLimit own, int sharers) {
        return new Pace(ceiling, own, own, sharers);
    }

    /** Nanoseconds until a call may be sent. 0 means now. */
    public long waitNanos(long now) {
        long wait = 0;
        for (Bucket bucket : buckets) {
            wait = Math.max(wait, bucket.waitNanos(now));
        }
        return wait;
    }

    /** Takes the estimated units from all limits. If one of them does not allow it, takes nothing and returns false. */
    public boolean tryTake(double units, long now) {
        for (int i = 0; i < buckets.size(); i++) {
            if (!buckets.get(i).tryTake(units, now)) {
                for (int j = 0; j < i; j++) {
                    buckets.get(j).take(-units);
                }
                return false;
            }
        }
        return true;
    }

    /**
     * The largest cost that one call should have, so that no second exceeds the rate noticeably: a tenth of a second's
     * units.
     */
    public double largestCall() {
        return unitsPerSecond() / 10;
    }

    /** The current rate in units per second. Infinite if there is no limit. */
    public double unitsPerSecond() {
        double least = Double.POSITIVE_INFINITY;
        for (Bucket bucket : buckets) {
            least = Math.min(least, bucket.unitsPerSecond());
        }
        return least;
    }

    /** This worker's part of the ceiling in units per second. Infinite if there is no ceiling. */
    public double shareOfCeiling() {
        return ceiling.unitsPerSecond() / sharers;
    }

    /** Reports that a call that was estimated at {@code estimate} was answered and cost {@code actual}. */
    public void accepted(double estimate, double actual, long now) {
        ceiling.settle(estimate, actual);
        limits.forEach(limit -> limit.bucket().take(actual - estimate));
        limits.forEach(limit -> limit.accepted(actual, now));
    }

    /**
     * Reports that a read was throttled. It cost nothing, so the ceiling gets its units back. The limits that were
     * found do not, because otherwise the call would be sent again at once.
     */
    public void throttled(double units, Throttle by, long now) {
        ceiling.take(-units);
        (by == Throttle.PARTITION ? partition : table).throttled(units, now);
    }

    /** Reports that a write, or these units of it, was throttled. A write does not say who throttled it. */
    public void throttled(double units, long now) {
        throttled(units, Throttle.TABLE, now);
    }

    /** What was throttled. */
    public enum Throttle {
        /** One hot range of keys. It concerns only this worker. */
        PARTITION,
        /** The table, an index or the account. It concerns all workers. */
        TABLE
    }
}
