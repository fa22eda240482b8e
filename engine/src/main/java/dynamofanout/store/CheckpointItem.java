// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.StoredJson;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A checkpoint as a part of the run table: JSON, and attributes that conditions use.
 *
 * @param token of the write that stored this version
 * @param tookOver whether its worker claimed it from one that may still be alive
 */
record CheckpointItem(Checkpoint checkpoint, String token, boolean tookOver) {
    private static final String JSON = "json";
    private static final String EPOCH = "epoch";
    private static final String WORKER = "worker";
    private static final String SEQUENCE = "sequence";
    private static final String STATE = "state";
    private static final String RELEASED = "released";
    private static final String TOKEN = "token";
    private static final String TOOK_OVER = "tookOver";

    static CheckpointItem read(RunPart part, String table) {
        Checkpoint checkpoint = StoredJson.read(
                part.key().words() + " in table " + table, part.text(JSON), Checkpoint.FORMAT, Checkpoint::read);
        return new CheckpointItem(checkpoint, part.text(TOKEN), part.isTrue(TOOK_OVER));
    }

    RunPart part(RunId run) {
        return RunPart.of(PartKey.segment(run, checkpoint.number()))
                .with(JSON, checkpoint.json().toString())
                .with(EPOCH, checkpoint.epoch())
                .with(WORKER, checkpoint.worker())
                .with(SEQUENCE, checkpoint.sequence())
                .with(STATE, checkpoint.state().name())
                .with(RELEASED, AttributeValue.fromBool(checkpoint.isReleased()))
                .with(TOKEN, token)
                .with(TOOK_OVER, AttributeValue.fromBool(tookOver));
    }

    /** Whether this very claim is the worker's, its answer having been lost. */
    boolean isHeldBy(String worker, String execution) {
        return checkpoint.worker().equals(worker)
                && checkpoint.execution().equals(execution)
                && checkpoint.state() == State.OPEN
                && !checkpoint.isReleased();
    }

    /** What stands is what was read. */
    static Condition unchanged(Optional<CheckpointItem> read) {
        return read.map(found -> Condition.is(TOKEN, found.token())).orElse(Condition.ABSENT);
    }

    /** What stands accepts {@code next}, as {@link Checkpoint#accepts} has it. */
    static Condition accepts(Checkpoint next) {
        return Condition.is(WORKER, next.worker())
                .and(EPOCH, next.epoch())
                .and(SEQUENCE, next.sequence() - 1L)
                .and(STATE, State.OPEN.name())
                .and(RELEASED, AttributeValue.fromBool(false));
    }
}
