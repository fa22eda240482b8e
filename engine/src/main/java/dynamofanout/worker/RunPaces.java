// SPDX-License-Identifier: Apache-2.0
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
 * The rate limits of a run for the workers of one process: the ceilings, and the limits that were found by throttling.
 * A process that carries out the whole run uses the full ceilings. One process of many uses its share. The share is the
 * ceiling divided by the planned workers while segments are unclaimed, and then by the live workers. From then on the
 * number of live workers only falls, so the sum of all shares never exceeds the ceiling. Each worker has a limit of its
 * own for its writes. Thread-safe.
 */
public final class RunPaces {
    /** A partition takes 1,000 write units per second (service limit), and a writer tries for more now and then. */
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
        /** This process is one of several workers. */
        ONE_WORKER
    }

    /** @param segments that can be claimed, in all phases together */
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

    /** Applies the ceilings and shares of the current control. */
    public void apply(Control control, long now) {
        int sharers = sharers(control);
        Ceilings ceilings = control.ceilings();
        readCeiling.changeRate(Ceilings.rate(ceilings.sourceReads()) / sharers, now);
        targetReadCeiling.changeRate(Ceilings.rate(ceilings.targetReads()) / sharers, now);
        writeCeiling.changeRate(Ceilings.rate(ceilings.targetWrites()) / sharers, now);
    }

    /** Units that DynamoDB has charged for this process's calls so far, saved or not. */
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
     * Whether a worker that has finished its stretch should help with another one. It should if nothing limits its
     * writes, or if its limit is higher than one partition allows. Otherwise the limit is a full partition, and a
     * helper there would only take capacity from the workers that are in it.
     */
    public boolean mayHelp(int worker) {
        return writer(worker)
                .map(own -> !own.isKnown() || own.unitsPerSecond() > MORE_THAN_A_PARTITION)
                .orElse(true);
    }

    /**
     * A worker ends. The rate that it was allowed goes to its heir, the nearest worker in the hash that still works.
     */
    public void leave(int worker, Optional<Integer> heir, long now) {
        writer(worker).ifPresent(own -> {
            own.end(now);
            heir.flatMap(this::writer).ifPresent(next -> next.inherit(own, now));
        });
    }

    /**
     * The limit of a worker's writes. Absent until the worker has claimed a segment, because others may have finished
     * all segments before.
     */
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
