// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import java.util.Arrays;
import java.util.Optional;

/** Thrown when a query cannot be answered. The message is one sentence for the caller and contains no item. */
public final class NotAnswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Status status;
    private final String field;

    /** The reason, as an HTTP status. */
    public enum Status {
        /** The request cannot be understood, or does not match a key. */
        BAD_REQUEST(400),
        /** The environment is not that of the alias, or the table is not listed. */
        FORBIDDEN(403),
        /** The table does not exist. */
        NOT_FOUND(404),
        /** DynamoDB throttles. The same request may succeed in a moment. */
        THROTTLED(429),
        /** The problem is on our side. */
        FAILED(500);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }

        /** Whether the same request will never be answered. */
        public boolean isRefusal() {
            return this == BAD_REQUEST || this == FORBIDDEN || this == NOT_FOUND;
        }

        private static Status of(int number) {
            return Arrays.stream(values())
                    .filter(status -> status.number == number)
                    .findFirst()
                    .orElse(FAILED);
        }
    }

    public NotAnswered(Status status, String sentence, Throwable cause) {
        super(sentence, cause);
        this.status = status;
        this.field = "";
    }

    /** Reads what {@link #json} has written, as the deployed function answers it. */
    public static NotAnswered read(JsonNode json) {
        return new NotAnswered(
                Status.of(json.path("status").asInt()),
                json.path("field").asText(),
                json.path("error").asText());
    }

    /** @param field path of the field that is wrong */
    public NotAnswered(Status status, String field, String sentence) {
        super(sentence);
        this.status = status;
        this.field = field;
    }

    private NotAnswered(BadInput bad) {
        super(bad.sentence(), bad);
        this.status = Status.BAD_REQUEST;
        this.field = bad.field().orElse("");
    }

    public static NotAnswered badRequest(BadInput bad) {
        return new NotAnswered(bad);
    }

    public Status status() {
        return status;
    }

    /** The field that is wrong, if the problem is one field. */
    public Optional<String> field() {
        return field.isEmpty() ? Optional.empty() : Optional.of(field);
    }

    /**
     * The error as JSON, in the shape that docs/reference.md describes: {@code {"status", "error", "field"?,
     * "retryAfterSeconds"?}}.
     */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("status", status.number())
                .put("error", String.valueOf(getMessage()));
        field().ifPresent(name -> json.put("field", name));
        if (status == Status.THROTTLED) {
            json.put("retryAfterSeconds", 1);
        }
        return json;
    }
}
