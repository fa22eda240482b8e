// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.request.RunId;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What all steps have in common that prepare a run's target: they are taken only for the execution that owns the run, not
 * once somebody has stopped it, and a failure stops it.
 */
public record TargetSteps(RunStore store) {
    /**
     * Takes a step.
     *
     * @param isNeeded whether there is anything left to do
     * @param step does it
     * @throws NotOwner if another execution owns the run
     */
    public PreparationState take(
            RunId run, String execution, Predicate<RunRecord> isNeeded, Function<RunRecord, PreparationState> step) {
        RunRecord record = store.existing(run);
        if (!isNeeded.test(record)) {
            return PreparationState.READY;
        }
        String owner = record.control().owner();
        if (!owner.equals(execution)) {
            throw new NotOwner(run, execution, owner);
        }
        return record.control().stop().isPresent() ? PreparationState.ENDED : step.apply(record);
    }

    /** Stops the run for a reason that no further step can change. */
    public PreparationState fail(RunRecord record, String sentence) {
        String execution = record.control().owner();
        var wish = new Stop(Stop.Cause.FATAL, sentence);
        store.adjust(record.run(), now -> now.stoppingIfOwnedBy(execution, wish));
        return PreparationState.ENDED;
    }
}
