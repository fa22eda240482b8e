// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Explains in one sentence, for the summary, why an invocation failed. */
final class GivenUpCause {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 1_000;

    private GivenUpCause() {}

    /**
     * The sentence for an error.
     *
     * @param error {@code dynamofanout.copy.GaveUp}, {@code Sandbox.Timedout}, {@code Runtime.ExitError} …
     * @param cause JSON with {@code errorMessage}, or plain text
     */
    static String sentence(String error, String cause) {
        String message = message(cause);
        String sentence =
                switch (error) {
                    case "Sandbox.Timedout", "States.Timeout" ->
                        "its worker ran out of time (if it comes again, raise marginSeconds): " + message;
                    case "Runtime.OutOfMemory", "java.lang.OutOfMemoryError" ->
                        "its worker ran out of memory (raise memoryMb and deploy): " + message;
                    case "Lambda.Unknown", "Runtime.ExitError", "Runtime.Unknown", "Sandbox.Failure" ->
                        "its worker's process ended, usually for lack of memory (if it comes again, raise memoryMb): "
                                + message;
                    case "Lambda.TooManyRequestsException" ->
                        "no slot of the account's concurrency was free for its worker for about four days (lower mostWorkers,"
                                + " or have the quota raised): " + message;
                    default -> message.isBlank() ? error : message;
                };
        return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "…";
    }

    private static String message(String cause) {
        try {
            JsonNode json = JSON.readTree(cause);
            return json.path("errorMessage").asText(cause);
        } catch (JsonProcessingException e) {
            return cause;
        }
    }
}
