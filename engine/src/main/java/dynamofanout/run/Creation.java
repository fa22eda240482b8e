// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.table.TableDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The progress of creating a run's target. Nothing is written until the target is ready.
 *
 * @param execution that works on it
 * @param since when that execution began, by its own clock
 * @param made the table, once it is known to exist and to be this run's own
 * @param isReady whether the table and its indexes can be used
 * @param isSettled whether the settings that follow the copy are made
 * @param state what it is waiting for, or what went wrong last
 */
public record Creation(
        String execution, Instant since, Optional<Made> made, boolean isReady, boolean isSettled, String state) {
    public static final int FORMAT = 1;

    /** What tells the table from any other. */
    public record Made(String arn, String id, String createdAt) {
        public static Made of(TableDescription table) {
            return new Made(table.arn(), table.id(), table.createdAt().toString());
        }
    }

    public Creation {
        if (isReady && made.isEmpty()) {
            throw new IllegalArgumentException("a table that is ready must be known, got: none");
        }
    }

    /** One that is about to begin. */
    public static Creation begun(String execution, Instant at) {
        return new Creation(execution, at, Optional.empty(), false, false, "not begun");
    }

    /** Gone on with by another execution. */
    public Creation by(String other, Instant at) {
        return new Creation(other, at, made, isReady, isSettled, state);
    }

    /** The table is there, and it is the run's own. */
    public Creation of(Made table) {
        return new Creation(execution, since, Optional.of(table), false, false, state);
    }

    public Creation ready() {
        return new Creation(execution, since, made, true, isSettled, "ACTIVE");
    }

    public Creation settled() {
        return new Creation(execution, since, made, isReady, true, state);
    }

    /** The same with what is waited for, or went wrong. */
    public Creation in(String newState) {
        return new Creation(execution, since, made, isReady, isSettled, newState);
    }

    /** How long this execution has been at it. */
    public Duration age(Instant now) {
        return Duration.between(since, now);
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("execution", execution)
                .put("since", since.toString());
        made.ifPresent(
                table -> json.put("arn", table.arn()).put("id", table.id()).put("createdAt", table.createdAt()));
        return json.put("ready", isReady).put("settled", isSettled).put("state", state);
    }

    /** Reads what {@link #json} has written. */
    public static Creation read(JsonNode json) {
        return new Creation(
                json.path("execution").asText(),
                Instant.parse(json.path("since").asText()),
                json.has("arn")
                        ? Optional.of(new Made(
                                json.path("arn").asText(),
                                json.path("id").asText(),
                                json.path("createdAt").asText()))
                        : Optional.empty(),
                json.path("ready").asBoolean(),
                json.path("settled").asBoolean(),
                json.path("state").asText());
    }
}
