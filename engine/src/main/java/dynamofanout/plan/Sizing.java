package dynamofanout.plan;

import dynamofanout.key.KeySelection;
import dynamofanout.key.Selected.How;
import dynamofanout.request.Ceilings;
import dynamofanout.table.ItemTable;
import dynamofanout.table.Throughput;
import java.math.BigDecimal;
import java.util.Optional;

/** How many segments and workers a copy gets where the user does not say. */
final class Sizing {
    /** What a partition of a table takes, in write units a second (service limit): one worker's worth. */
    private static final double UNITS_OF_WORKER = 1_000;

    /** Default quota of a table in units a second, for one on demand whose warm throughput is not known. */
    private static final double DEFAULT_QUOTA = 40_000;

    private static final int MOST_WORKERS = 100;

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
     * Workers for what the target can take; no more than the place carries, and so few that each has a fair share of a
     * ceiling.
     */
    static int workers(Optional<Integer> asked, Throughput target, Ceilings ceilings, WorkerHost place) {
        int wanted = asked.orElseGet(() -> {
            int byCapacity = (int) Math.ceil(capacity(target) / UNITS_OF_WORKER);
            int byCost = place.home().isPresent()
                    ? sharers(ceilings.targetWrites(), LEAST_SHARE_DEPLOYED)
                    : Integer.MAX_VALUE;
            int most = Math.min(MOST_WORKERS, place.mostWorkers());
            return Math.max(1, Math.min(most, Math.min(byCapacity, byCost)));
        });
        int byShare =
                Math.min(sharers(ceilings.sourceReads(), LEAST_SHARE), sharers(ceilings.targetWrites(), LEAST_SHARE));
        return Math.min(wanted, byShare);
    }

    /** Segments of about 128 MB, but for a smaller table so many that the workers are balanced. */
    static int segments(Optional<Integer> asked, long sizeBytes, int workers) {
        return asked.orElseGet(() -> {
            long bySize = divideUp(sizeBytes, SEGMENT_BYTES);
            long forBalance = Math.min((long) SEGMENTS_OF_WORKER * workers, divideUp(sizeBytes, LEAST_SEGMENT_BYTES));
            return (int) Math.max(1, Math.min(MOST_SEGMENTS, Math.max(bySize, forBalance)));
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
