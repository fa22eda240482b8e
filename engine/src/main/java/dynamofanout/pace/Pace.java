package dynamofanout.pace;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one worker asks before it sends a call of one kind: the run's ceiling, and the limits that were found. A call passes
 * when all of them let it.
 *
 * <p>Reads have the limit of the whole table, which the workers of a process share, and the limit of the one partition
 * that this worker is in: a throttled read says who throttles. Writes have one limit, this worker's own: items that are
 * left unprocessed carry no reason, and a worker that keeps to its stretch of the hash is in one partition at a time.
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
     * Of reads.
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
     * Of writes.
     *
     * @param ceiling of the run, shared by the workers of a process, or this worker's share of it
     * @param own this worker's own
     * @param sharers workers that share the ceiling
     */
    public static Pace ofWrites(Bucket ceiling, AdaptiveLimit own, int sharers) {
        return new Pace(ceiling, own, own, sharers);
    }

    /** Nanoseconds until a call may be sent, 0 for now. */
    public long waitNanos(long now) {
        long wait = 0;
        for (Bucket bucket : buckets) {
            wait = Math.max(wait, bucket.waitNanos(now));
        }
        return wait;
    }

    /** Takes the estimated units everywhere, or nowhere and answers false. */
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

    /** The largest estimate that one call should have, so that no second stands out: a tenth of a second's units. */
    public double largestCall() {
        return unitsPerSecond() / 10;
    }

    /** What may be sent per second at present; infinite when nothing limits it. */
    public double unitsPerSecond() {
        double least = Double.POSITIVE_INFINITY;
        for (Bucket bucket : buckets) {
            least = Math.min(least, bucket.unitsPerSecond());
        }
        return least;
    }

    /** This worker's part of the ceiling in units a second; infinite when there is none. */
    public double shareOfCeiling() {
        return ceiling.unitsPerSecond() / sharers;
    }

    /** A call that was estimated at {@code estimate} was answered and cost {@code actual}. */
    public void accepted(double estimate, double actual, long now) {
        ceiling.settle(estimate, actual);
        limits.forEach(limit -> limit.bucket().take(actual - estimate));
        limits.forEach(limit -> limit.accepted(actual, now));
    }

    /**
     * A read was throttled. It cost nothing, so the ceiling gets it back; the limits that were found
     * do not, else what is turned away would be sent again at once, without any limit.
     */
    public void throttled(double units, Throttle by, long now) {
        ceiling.take(-units);
        (by == Throttle.PARTITION ? partition : table).throttled(units, now);
    }

    /** A write, or this part of it, was throttled, whoever throttles: otherwise the same. */
    public void throttled(double units, long now) {
        throttled(units, Throttle.TABLE, now);
    }

    /** Who throttles. */
    public enum Throttle {
        /** One hot range of keys: this worker's own affair. */
        PARTITION,
        /** The table, an index or the account: every worker's affair. */
        TABLE
    }
}
