// SPDX-License-Identifier: Apache-2.0
package dynamofanout.finish;

import dynamofanout.copy.GaveUp;
import dynamofanout.pace.BoundedRetry;
import dynamofanout.pace.Waiting;
import dynamofanout.run.Plan;
import dynamofanout.table.CallFailed;
import dynamofanout.worker.TableIdentityCheck;
import java.time.Duration;
import java.util.Optional;

/**
 * Result of the last check of the tables' identity, at the end of an execution.
 *
 * @param changed why a table is no longer the planned one, if so; the run cannot be resumed then
 * @param unknown why the check was not possible, if so; a run that is otherwise done is not complete then
 */
public record FinalIdentityCheck(Optional<String> changed, Optional<String> unknown) {
    public static final FinalIdentityCheck SAME = new FinalIdentityCheck(Optional.empty(), Optional.empty());

    private static final int TRIES = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /**
     * Looks, a few times if need be: a table re-created never ends a run well. A run that has not created its target
     * wrote nothing, and has nothing to look at.
     */
    public static FinalIdentityCheck at(Plan plan, TableIdentityCheck identity, Waiting waiting)
            throws InterruptedException {
        if (!plan.target().identity().isKnown()) {
            return SAME;
        }
        var retry = new BoundedRetry(TRIES, tries -> BETWEEN_TRIES.toNanos(), waiting);
        try {
            return retry.call(CallFailed.class, failure -> true, () -> {
                identity.checkNow();
                return SAME;
            });
        } catch (GaveUp changed) {
            String sentence = changed.failure().reason();
            return changed.saysTableIsAnother() ? changed(sentence) : unknown(sentence);
        } catch (CallFailed failure) {
            return unknown("the tables could not be checked: " + failure.getMessage() + "; resume to look again");
        }
    }

    public static FinalIdentityCheck changed(String sentence) {
        return new FinalIdentityCheck(Optional.of(sentence), Optional.empty());
    }

    public static FinalIdentityCheck unknown(String sentence) {
        return new FinalIdentityCheck(Optional.empty(), Optional.of(sentence));
    }
}
