package dynamofanout.worker;

import dynamofanout.pace.AdaptiveLimit;
import dynamofanout.pace.Bucket;
import dynamofanout.pace.Pace;
import dynamofanout.request.Ceilings;
import dynamofanout.run.Control;

/**
 * The limits of a run as the workers of one process feel them: ceilings, and what the tables are found to take. A
 * process that carries out the whole run uses the ceilings as they are; one of many uses its share: the ceiling divided
 * by the planned workers while segments are unclaimed, then by the live ones. Live workers only become fewer then, so
 * the sum of all shares never passes the ceiling. Thread-safe.
 */
public final class RunPaces {
    private final Sharing sharing;
    private final int plannedWorkers;
    private final int segments;
    private final Bucket readCeiling;
    private final Bucket targetReadCeiling;
    private final Bucket writeCeiling;
    private final AdaptiveLimit tableReads;
    private final AdaptiveLimit targetTableReads;
    private final AdaptiveLimit tableWrites;

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
        this.tableWrites = AdaptiveLimit.ofOneOf(processes, now);
    }

    /** Takes ceilings and shares from control as it stands. */
    public void apply(Control control, long now) {
        int sharers = sharers(control);
        Ceilings ceilings = control.ceilings();
        readCeiling.changeRate(Ceilings.rate(ceilings.sourceReads()) / sharers, now);
        targetReadCeiling.changeRate(Ceilings.rate(ceilings.targetReads()) / sharers, now);
        writeCeiling.changeRate(Ceilings.rate(ceilings.targetWrites()) / sharers, now);
    }

    Paces ofWorker(long now) {
        return new Paces(
                pace(readCeiling, tableReads, now),
                pace(targetReadCeiling, targetTableReads, now),
                pace(writeCeiling, tableWrites, now));
    }

    private Pace pace(Bucket ceiling, AdaptiveLimit table, long now) {
        return new Pace(ceiling, table, new AdaptiveLimit(now), workersHere());
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
