// SPDX-License-Identifier: Apache-2.0
package dynamofanout.finish;

import dynamofanout.copy.GaveUp;
import dynamofanout.create.TableCreator;
import dynamofanout.create.TargetCreation;
import dynamofanout.pace.Backoff;
import dynamofanout.pace.BoundedRetry;
import dynamofanout.pace.Waiting;
import dynamofanout.request.RunId;
import dynamofanout.run.Creation;
import dynamofanout.run.PlannedCreation;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.table.CallFailed;
import dynamofanout.table.OpenTable;
import dynamofanout.worker.TableIdentityCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Sets time to live and point-in-time recovery of a target that the run has created, after all segments are done. A
 * time to live that is set earlier would delete items while they are being copied. What was set is stored in the run
 * store, so that a resumed run continues here.
 */
public final class LaterSettings {
    private static final int TRIES = 8;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(4));

    private final RunStore store;
    private final Supplier<OpenTable> target;
    private final BoundedRetry retry;

    /** @param target opens it for being created; asked only where there is something to set */
    public LaterSettings(RunStore store, Supplier<OpenTable> target, Waiting waiting, DoubleSupplier chance) {
        this.store = store;
        this.target = target;
        this.retry = new BoundedRetry(TRIES, tries -> BACKOFF.delayNanos(tries, chance.getAsDouble()), waiting);
    }

    /** What is not set yet of what the plan asks for; empty where there is nothing. */
    static Optional<String> missing(RunStore store, RunRecord record) {
        return unsettled(store, record)
                .map(creation -> "time to live or point-in-time recovery of "
                        + record.plan().target().words() + " is not set yet (" + creation.state()
                        + "): resume to set it");
    }

    /**
     * Sets what the execution's run was planned with, if all of its segments are through.
     *
     * @param identity says whether the tables are the planned ones, and may be used: a time to live deletes items
     */
    public void apply(RunId run, String execution, TableIdentityCheck identity) throws InterruptedException {
        RunRecord record = store.existing(run);
        Optional<Creation> creation = unsettled(store, record);
        boolean isDue = creation.isPresent()
                && record.control().owner().equals(execution)
                && new RunCheckpoints(record.phases(), store.checkpoints(run)).isEnded();
        if (isDue) {
            store.keepCreation(run, execution, set(record, creation.get(), identity));
        }
    }

    private static Optional<Creation> unsettled(RunStore store, RunRecord record) {
        return record.plan()
                .creation()
                .filter(planned -> planned.table().hasLaterSettings())
                .flatMap(planned -> store.creation(record.run()))
                .filter(creation -> creation.isReady() && !creation.isSettled());
    }

    private Creation set(RunRecord record, Creation creation, TableIdentityCheck identity) throws InterruptedException {
        PlannedCreation planned = record.plan().creation().orElseThrow();
        TableCreator creator = TargetCreation.creator(record, planned, target.get());
        try {
            return retry.call(CallFailed.class, CallFailed::mayPassForTable, () -> {
                identity.checkNow();
                creator.setLater();
                return creation.settled();
            });
        } catch (GaveUp refused) {
            return creation.in(refused.failure().reason());
        } catch (CallFailed failure) {
            return creation.in(String.valueOf(failure.getMessage()));
        }
    }
}
