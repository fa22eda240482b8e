// SPDX-License-Identifier: Apache-2.0
package dynamofanout.create;

import dynamofanout.request.RunId;
import dynamofanout.run.Creation;
import dynamofanout.run.NotOwner;
import dynamofanout.run.PlannedCreation;
import dynamofanout.run.PreparationState;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.TargetSteps;
import dynamofanout.table.CallFailed;
import dynamofanout.table.KeyDenial;
import dynamofanout.table.OpenTable;
import dynamofanout.table.RawDescription;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Creates the target that a run's plan asks for, in steps. The process that carries out the run takes one step after
 * another, with a pause in between, until a step reports that the target is ready. Progress is stored in the run store,
 * and a tag of the table says which run it belongs to, so the process may end after any step. A step makes a few calls
 * and does not wait.
 */
public final class TargetCreation {
    /** How long DynamoDB may refuse to create it for reasons that pass, and how long a table may take to be usable. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final RunStore store;
    private final TargetSteps steps;
    private final OpenTable target;
    private final Clock clock;

    /** @param target opened for being created */
    public TargetCreation(RunStore store, OpenTable target, Clock clock) {
        this.store = store;
        this.steps = new TargetSteps(store);
        this.target = target;
        this.clock = clock;
    }

    /** Whether a run still lacks the target that it was planned to create. */
    public static boolean isNeeded(RunStore store, RunRecord record) {
        return record.plan().creation().isPresent()
                && store.creation(record.run()).filter(Creation::isReady).isEmpty();
    }

    /**
     * What creates, or has created, the target of a run.
     *
     * @param target opened for being created
     */
    public static TableCreator creator(RunRecord record, PlannedCreation planned, OpenTable target) {
        return new TableCreator(target, planned.table(), record.run().text(), record.startedAt());
    }

    /**
     * Takes the next step.
     *
     * @throws NotOwner if another execution owns the run
     */
    public PreparationState step(RunId run, String execution) {
        return steps.take(run, execution, record -> isNeeded(store, record), this::step);
    }

    private PreparationState step(RunRecord record) {
        Creation creation = begun(record);
        TableCreator creator = creator(record, record.plan().creation().orElseThrow(), target);
        try {
            return creation.made().isPresent()
                    ? look(record, creation, creator.find())
                    : begin(record, creation, creator.begin());
        } catch (CallFailed failure) {
            return failure.mayPassForTable()
                    ? waitOrFail(record, creation, String.valueOf(failure.getMessage()))
                    : steps.fail(record, sentence(record, failure));
        }
    }

    private Creation begun(RunRecord record) {
        String execution = record.control().owner();
        Optional<Creation> kept = store.creation(record.run());
        if (kept.filter(own -> own.execution().equals(execution)).isPresent()) {
            return kept.get();
        }
        return keep(
                record,
                kept.map(earlier -> earlier.by(execution, clock.instant()))
                        .orElseGet(() -> Creation.begun(execution, clock.instant())));
    }

    private PreparationState begin(RunRecord record, Creation creation, CreationStep step) {
        if (step instanceof CreationStep.Taken taken) {
            return steps.fail(record, record.plan().target().words() + " " + taken.why() + "; nothing was written");
        }
        if (step instanceof CreationStep.Made made) {
            Creation known =
                    keep(record, creation.of(Creation.Made.of(made.table().table())));
            return look(record, known, Optional.of(made.table()));
        }
        return waitOrFail(record, creation, ((CreationStep.Unknown) step).why());
    }

    private PreparationState look(RunRecord record, Creation creation, Optional<RawDescription> found) {
        if (found.isEmpty()) { // DescribeTable may not tell yet of a table that is being created
            return waitOrFail(record, creation, "not visible yet");
        }
        if (!Creation.Made.of(found.get().table()).equals(creation.made().orElseThrow())) {
            return steps.fail(
                    record,
                    record.plan().target().words()
                            + " is not the one that the run has created: it was deleted and re-created; nothing was"
                            + " written, start a new copy");
        }
        if (found.get().isUsable()) {
            keep(record, creation.ready());
            return PreparationState.READY;
        }
        return waitOrFail(record, creation, found.get().table().status());
    }

    private PreparationState waitOrFail(RunRecord record, Creation creation, String why) {
        if (creation.age(clock.instant()).compareTo(LONGEST) >= 0) {
            return steps.fail(
                    record,
                    record.plan().target().words() + " was not ready after " + LONGEST.toHours() + " h (" + why
                            + "): nothing was written; resume to wait for it again");
        }
        if (!creation.state().equals(why)) {
            keep(record, creation.in(why));
        }
        return PreparationState.WAITING;
    }

    private static String sentence(RunRecord record, CallFailed failure) {
        String table = record.plan().target().words();
        Optional<String> key = KeyDenial.sentence(table, failure);
        if (key.isPresent()) {
            return key.get() + ": nothing was written; then resume";
        }
        return failure.code().equals("AccessDeniedException")
                ? "no permission to create " + table + " (dynamodb:CreateTable, dynamodb:TagResource,"
                        + " dynamodb:DescribeTable): nothing was written; allow it and resume (" + failure.said() + ")"
                : table + " cannot be created, so nothing was written: " + failure.getMessage();
    }

    private Creation keep(RunRecord record, Creation creation) {
        store.keepCreation(record.run(), record.control().owner(), creation);
        return creation;
    }
}
