// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.key.KeySelection;
import dynamofanout.key.Selected.How;
import dynamofanout.request.Ceilings;
import dynamofanout.table.ItemTable;
import dynamofanout.table.Throughput;
import java.math.BigDecimal;
import java.util.Optional;

/** Chooses the number of segments and workers of a copy if the user gives none. */
final class Sizing {
    /** What a partition of a table takes, in write units a second (service limit): one worker's worth. */
    private static final double UNITS_OF_WORKER = 1_000;

    /** Default quota of a table in units a second, for one on demand whose warm throughput is not known. */
    private static final double DEFAULT_QUOTA = 40_000;

    private static final int MOST_WORKERS = 100;

    /** What a partition of a table holds (service limit). */
    private static final long PARTITION_BYTES = 10L << 30;

    /** Of a local copy: tables of more than 32 partitions are rare, and 32 connections cost little. */
    private static final int LOCAL_WORKERS = 32;

    /** A share below this is too small to be paced well. */
    private static final double LEAST_SHARE = 25;

    /** A deployed worker is paid for while it waits: below this it costs over 2 % of what it writes (docs/cost.md). */
    private static final double LEAST_SHARE_DEPLOYED = 500;

    private static final long SEGMENT_BYTES = 128L << 20;
    private static final long LEAST_SEGMENT_BYTES = 4L << 20;
    private static final int MOST_SEGMENTS = 10_000;
    private static final int SEGMENTS_OF_WORKER = 4;
    private static final int KEYS_OF_SEGMENT = 1_000;
    private static final int QUERIES_OF_SEGMENT = 100;

    private Sizing() {}

    /** Write units a second that the target can take. */
    static double capacity(Throughput target) {
        if (target.writeUnits() > 0) {
            return target.writeUnits();
        }
        return target.warmWriteUnits() > 0 ? target.warmWriteUnits() : DEFAULT_QUOTA;
    }

    /**
     * Workers of a copy: as many as the target may have partitions, so that each partition is filled; no more than the
     * place carries, and so few that each has a fair share of a ceiling.
     *
     * @param sizeBytes of what is copied
     */
    static int workers(
            Optional<Integer> asked, Throughput target, long sizeBytes, Ceilings ceilings, WorkerHost place) {
        int wanted = asked.map(workers -> Math.min(workers, place.mostAsked())).orElseGet(() -> {
            int most = Math.min(MOST_WORKERS, place.mostWorkers());
            int usual = place.home().isPresent() ? deployed(target, ceilings) : local(target, sizeBytes);
            return Math.max(1, Math.min(most, usual));
        });
        int byShare =
                Math.min(sharers(ceilings.sourceReads(), LEAST_SHARE), sharers(ceilings.targetWrites(), LEAST_SHARE));
        return Math.min(wanted, byShare);
    }

    /** Each is paid for while it waits, so there are no more than what the target is known to take is enough for. */
    private static int deployed(Throughput target, Ceilings ceilings) {
        int byCapacity = (int) Math.ceil(capacity(target) / UNITS_OF_WORKER);
        return Math.min(byCapacity, sharers(ceilings.targetWrites(), LEAST_SHARE_DEPLOYED));
    }

    /** More workers than partitions cost nothing here, and how many partitions a table has is not told. */
    private static int local(Throughput target, long sizeBytes) {
        double told = Math.max(target.writeUnits(), target.warmWriteUnits());
        int bySize = (int) Math.min(MOST_WORKERS, divideUp(sizeBytes, PARTITION_BYTES));
        int byCapacity = (int) Math.min(MOST_WORKERS, Math.ceil(told / UNITS_OF_WORKER));
        int wanted = Math.max(LOCAL_WORKERS, Math.max(bySize, byCapacity));
        return target.writeUnits() > 0
                ? (int) Math.max(1, Math.min(wanted, target.writeUnits() / LEAST_SHARE))
                : wanted;
    }

    /**
     * Segments of about 128 MB, but for a smaller table so many that the workers are balanced; the same number for each
     * worker.
     */
    static int segments(Optional<Integer> asked, long sizeBytes, int workers) {
        return asked.orElseGet(() -> {
            long bySize = divideUp(sizeBytes, SEGMENT_BYTES);
            long forBalance = Math.min((long) SEGMENTS_OF_WORKER * workers, divideUp(sizeBytes, LEAST_SEGMENT_BYTES));
            long wanted = Math.max(1, Math.max(bySize, forBalance));
            long even = wanted < workers ? wanted : divideUp(wanted, workers) * workers;
            return (int) Math.min(even, (long) MOST_SEGMENTS / workers * workers);
        });
    }

    /**
     * Segments of a selection: about so many keys in each that one takes seconds, but so many segments that the workers are
     * balanced.
     */
    static int segments(Optional<Integer> asked, KeySelection selection, int workers) {
        int all = selection.selected().size();
        int keys = selection.count(How.GET);
        long bySize = divideUp(keys, KEYS_OF_SEGMENT) + divideUp(all - keys, QUERIES_OF_SEGMENT);
        long forBalance =
                Math.min((long) SEGMENTS_OF_WORKER * workers, divideUp(keys, ItemTable.LARGEST_GET) + (all - keys));
        int wanted = asked.orElseGet(() -> (int) Math.min(MOST_SEGMENTS, Math.max(bySize, forBalance)));
        return Math.max(1, Math.min(wanted, all));
    }

    private static int sharers(Optional<BigDecimal> ceiling, double leastShare) {
        return ceiling.map(units -> (int) Math.max(1, Math.min(1_000, units.doubleValue() / leastShare)))
                .orElse(Integer.MAX_VALUE);
    }

    private static long divideUp(long bytes, long step) {
        return (bytes + step - 1) / step;
    }
}
