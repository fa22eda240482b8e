// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The backup from which the target's state before a run's first write can be restored. Nothing is written until it is
 * ready.
 *
 * @param tableArn of the target
 * @param tableId of the target; a different one means that the table was re-created
 * @param execution that made it
 * @param begunAt when that began, by the clock of the process that made it
 * @param moment of point-in-time recovery, to the second, by DynamoDB's clock
 * @param arn of an on-demand backup, once it is being made
 */
public record Backup(
        Kind kind,
        String tableArn,
        String tableId,
        String execution,
        Instant begunAt,
        Optional<Instant> moment,
        Optional<String> arn,
        boolean isReady) {
    public static final int FORMAT = 1;

    /** How the state is kept. */
    public enum Kind {
        POINT_IN_TIME,
        ON_DEMAND;

        /** The word in plans and summaries. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Kind> find(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    public Backup {
        boolean hasWhatItKeeps = kind == Kind.POINT_IN_TIME ? moment.isPresent() : arn.isPresent();
        if (isReady && !hasWhatItKeeps) {
            throw new IllegalArgumentException("a backup that is ready must have a moment or an ARN, got: " + kind);
        }
    }

    /** One that is about to be made. */
    public static Backup begun(Kind kind, PlannedTable target, String execution, Instant at) {
        return new Backup(
                kind,
                target.identity().arn(),
                target.identity().id(),
                execution,
                at,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Ready: the table as it was then. */
    public Backup at(Instant then) {
        return new Backup(kind, tableArn, tableId, execution, begunAt, Optional.of(then), arn, true);
    }

    /** Being made under this ARN. */
    public Backup as(String newArn) {
        return new Backup(kind, tableArn, tableId, execution, begunAt, moment, Optional.of(newArn), false);
    }

    public Backup ready() {
        return new Backup(kind, tableArn, tableId, execution, begunAt, moment, arn, true);
    }

    /** How long it has been in the making. */
    public Duration age(Instant now) {
        return Duration.between(begunAt, now);
    }

    /** {@code point-in-time recovery to 2026-11-24T10:15:00Z} or {@code on-demand backup arn:…}. */
    public String words() {
        return moment.map(then -> "point-in-time recovery to " + then)
                .orElseGet(
                        () -> "on-demand backup" + arn.map(name -> " " + name).orElse(""));
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("kind", kind.word())
                .put("tableArn", tableArn)
                .put("tableId", tableId)
                .put("execution", execution)
                .put("begunAt", begunAt.toString());
        moment.ifPresent(then -> json.put("moment", then.toString()));
        arn.ifPresent(name -> json.put("arn", name));
        return json.put("ready", isReady);
    }

    public static Backup read(JsonNode json) {
        return new Backup(
                Kind.find(json.path("kind").asText()).orElseThrow(),
                json.path("tableArn").asText(),
                json.path("tableId").asText(),
                json.path("execution").asText(),
                Instant.parse(json.path("begunAt").asText()),
                Optional.ofNullable(json.path("moment").textValue()).map(Instant::parse),
                Optional.ofNullable(json.path("arn").textValue()),
                json.path("ready").asBoolean());
    }
}
