// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.time.Instant;
import java.util.Optional;

/**
 * An execution of the state machine as Step Functions describes it.
 *
 * @param status RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED or PENDING_REDRIVE
 * @param error its name, where it has failed
 * @param cause what goes with the error: a sentence of ours, or JSON of Lambda
 */
public record HomeExecution(
        String name, String status, Instant startedAt, Optional<String> error, Optional<String> cause) {
    /** Error of the state that ends an execution which the plan function refused. */
    private static final String REFUSED = "Refused";

    public boolean isRunning() {
        return status.equals("RUNNING") || status.equals("PENDING_REDRIVE");
    }

    boolean isAborted() {
        return status.equals("ABORTED");
    }

    /** The sentence with which it was refused, if it was. */
    Optional<String> refusal() {
        return error.filter(REFUSED::equals).flatMap(name -> cause);
    }

    /** How it ended, in a phrase: {@code timed out}, {@code failed: StoreFailed: …}. */
    String ending() {
        String word =
                switch (status) {
                    case "ABORTED" -> "was stopped";
                    case "TIMED_OUT" -> "timed out";
                    case "SUCCEEDED" -> "ended";
                    default -> "failed";
                };
        String why = error.map(name -> ": " + simpleName(name)).orElse("")
                + cause.map(text -> ": " + words(text)).orElse("");
        return word + why;
    }

    private static String simpleName(String error) {
        return error.substring(error.lastIndexOf('.') + 1);
    }

    /** Of a function's failure, which comes as JSON with a stack trace, the message. */
    private static String words(String cause) {
        if (!cause.startsWith("{")) {
            return cause;
        }
        try {
            JsonNode message = InputObject.parse("the cause", cause).node().path("errorMessage");
            return message.isTextual() ? message.textValue() : cause;
        } catch (BadInput noJson) {
            return cause;
        }
    }
}
