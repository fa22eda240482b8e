// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.RunStore;
import dynamofanout.run.StoreFailed;
import dynamofanout.worker.RunPaces.Sharing;
import java.util.function.DoubleSupplier;

/**
 * Decides after which saves a process stores a sample of the run. All processes together store one sample about every
 * {@value #SECONDS} seconds. A run that has just begun is sampled more often, and a long one less often, so that a run
 * of two weeks has about 2,000 samples. Thread-safe.
 */
public final class RunSampling {
    private static final double SECONDS = 10;

    /** A run of less than 100 seconds has samples closer than {@value #SECONDS} s. */
    private static final double SAMPLES_AT_FIRST = 10;

    /** A run of more than 50 minutes has samples further apart than {@value #SECONDS} s. */
    private static final double SAMPLES_IN_ALL = 300;

    private final RunStore store;
    private final RunId run;
    private final Sharing sharing;
    private final DoubleSupplier chance;
    private final long startedAt;
    private long due;

    /**
     * Samples a run that this process works on.
     *
     * @param sharing whether other processes work on the run too
     * @param chance from 0 to 1, so that processes that start together do not sample together
     * @param now nano time
     */
    public RunSampling(RunStore store, RunId run, Sharing sharing, DoubleSupplier chance, long now) {
        this.store = store;
        this.run = run;
        this.sharing = sharing;
        this.chance = chance;
        this.startedAt = now;
        this.due = Long.MIN_VALUE;
    }

    /**
     * Stores a sample if one is due. If that fails, the sample is skipped, because the save itself was acknowledged.
     */
    void saved(Control control, long now) {
        if (isDue(control, now)) {
            try {
                store.keepSample(run, control);
            } catch (StoreFailed notKept) {
                // if the store cannot be reached, the next save fails too
            }
        }
    }

    private synchronized boolean isDue(Control control, long now) {
        double interval = seconds(control, now) * 1e9;
        boolean isFirst = due == Long.MIN_VALUE;
        if (isFirst && sharing == Sharing.ONE_WORKER) {
            due = now + (long) (interval * chance.getAsDouble());
        }
        if (now < due) {
            return false;
        }
        due = now + (long) interval;
        return true;
    }

    /** Seconds between two samples of this process. */
    private double seconds(Control control, long now) {
        int workers = Math.max(1, control.live());
        double here = (now - startedAt) / 1e9;
        double age = Math.max(here, control.totals().effort().seconds() / workers);
        double ofRun = Math.max(Math.min(SECONDS, Math.max(1, age / SAMPLES_AT_FIRST)), age / SAMPLES_IN_ALL);
        return sharing == Sharing.WHOLE_RUN ? ofRun : ofRun * workers;
    }
}
