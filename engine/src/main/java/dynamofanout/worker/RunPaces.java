package dynamofanout.worker;

import dynamofanout.pace.AdaptiveLimit;
import dynamofanout.pace.Bucket;
import dynamofanout.pace.Pace;
import dynamofanout.pace.SharedThrottling;
import dynamofanout.request.Ceilings;
import dynamofanout.run.Control;
import dynamofanout.run.UnitsUsed;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The limits of a run as the workers of one process feel them: ceilings, and what the tables are found to take. A
 * process that carries out the whole run uses the ceilings as they are; one of many uses its share: the ceiling divided
 * by the planned workers while segments are unclaimed, then by the live ones. Live workers only become fewer then, so
 * the sum of all shares never passes the ceiling. Each worker has a limit of its own for what it writes. Thread-safe.
 */
public final class RunPaces {
    /** A partition takes 1,000 write units a second (service limit), and a writer tries for more now and then. */
    private static final double MORE_THAN_A_PARTITION = 1_200;

    private final Sharing sharing;
    private final int plannedWorkers;
    private final int segments;
    private final Bucket readCeiling;
    private final Bucket targetReadCeiling;
    private final Bucket writeCeiling;
    private final AdaptiveLimit tableReads;
    private final AdaptiveLimit targetTableReads;
    private final SharedThrottling readThrottling;
    private final SharedThrottling targetReadThrottling;
    private final SharedThrottling writeThrottling;
    private final Map<Integer, AdaptiveLimit> writers = new ConcurrentHashMap<>();

    /** Whether this process is the only one of the run. */
    public enum Sharing {
        /** All workers of the run are in this process. */
        WHOLE_RUN,
        /** This process is one worker of many. */
        ONE_WORKER
    }

    /** @param segments that can be claimed, those of all phases together */
    public RunPaces(Sharing sharing, int plannedWorkers, int segments, long now) {
        this.sharing = sharing;
        this.plannedWorkers = plannedWorkers;
        this.segments = segments;
        this.readCeiling = new Bucket(Double.POSITIVE_INFINITY, now);
        this.targetReadCeiling = new Bucket(Double.POSITIVE_INFINITY, now);
        this.writeCeiling = new Bucket(Double.POSITIVE_INFINITY, now);
        int processes = sharing == Sharing.WHOLE_RUN ? 1 : plannedWorkers;
        this.tableReads = AdaptiveLimit.ofOneOf(processes, now);
        this.targetTableReads = AdaptiveLimit.ofOneOf(processes, now);
        this.readThrottling = SharedThrottling.ofOneOf(processes);
        this.targetReadThrottling = SharedThrottling.ofOneOf(processes);
        this.writeThrottling = SharedThrottling.ofOneOf(processes);
    }

    /** Takes ceilings and shares from control as it stands. */
    public void apply(Control control, long now) {
        int sharers = sharers(control);
        Ceilings ceilings = control.ceilings();
        readCeiling.changeRate(Ceilings.rate(ceilings.sourceReads()) / sharers, now);
        targetReadCeiling.changeRate(Ceilings.rate(ceilings.targetReads()) / sharers, now);
        writeCeiling.changeRate(Ceilings.rate(ceilings.targetWrites()) / sharers, now);
    }

    /** Units that the calls of this process were charged so far, saved or not. */
    public UnitsUsed charged() {
        return new UnitsUsed(readCeiling.charged(), targetReadCeiling.charged(), writeCeiling.charged());
    }

    /** @param worker number of a worker of this process, from 0 */
    Paces ofWorker(int worker, long now) {
        AdaptiveLimit own = AdaptiveLimit.ofWorker(plannedWorkers, writeThrottling, now);
        writers.put(worker, own);
        return new Paces(
                reads(readCeiling, tableReads, readThrottling, now),
                reads(targetReadCeiling, targetTableReads, targetReadThrottling, now),
                Pace.ofWrites(writeCeiling, own, workersHere()));
    }

    /**
     * Whether a worker that is done with its stretch is of use elsewhere: nothing holds it back, or what does is more than
     * one partition. Another worker in a full partition would only take from those that are there.
     */
    public boolean mayHelp(int worker) {
        return writer(worker)
                .map(own -> !own.isKnown() || own.unitsPerSecond() > MORE_THAN_A_PARTITION)
                .orElse(true);
    }

    /** A worker ends: what it was let through is free for its heir, the nearest one in the hash that still works. */
    public void leave(int worker, Optional<Integer> heir, long now) {
        writer(worker).ifPresent(own -> {
            own.end(now);
            heir.flatMap(this::writer).ifPresent(next -> next.inherit(own, now));
        });
    }

    /** The limit of a worker's writes; there is none until it has claimed a segment, which others may have done before. */
    private Optional<AdaptiveLimit> writer(int worker) {
        return Optional.ofNullable(writers.get(worker));
    }

    private Pace reads(Bucket ceiling, AdaptiveLimit table, SharedThrottling partitions, long now) {
        AdaptiveLimit own = AdaptiveLimit.ofWorker(plannedWorkers, partitions, now);
        return Pace.ofReads(ceiling, table, own, workersHere());
    }

    private int workersHere() {
        return sharing == Sharing.WHOLE_RUN ? Math.max(1, Math.min(plannedWorkers, segments)) : 1;
    }

    private int sharers(Control control) {
        if (sharing == Sharing.WHOLE_RUN) {
            return 1;
        }
        return Math.max(1, control.claimed() < segments ? plannedWorkers : control.live());
    }
}
