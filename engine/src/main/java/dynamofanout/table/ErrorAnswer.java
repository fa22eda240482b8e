// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.table.CallFailed.Kind;
import dynamofanout.table.CallFailed.ThrottlingReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Turns an error answer (a status other than 200) into a {@link CallFailed}. It knows the codes of DynamoDB and the
 * common errors of AWS.
 */
final class ErrorAnswer {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Set<String> THROTTLED = Set.of(
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "ThrottlingException",
            "Throttling",
            "TooManyRequestsException");
    private static final Set<String> REJECTED =
            Set.of("ValidationException", "ItemCollectionSizeLimitExceededException", "SerializationException");
    private static final Set<String> CONDITION = Set.of("ConditionalCheckFailedException");
    private static final Set<String> TRANSIENT = Set.of(
            "InternalServerError",
            "InternalFailure",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "TransactionInProgressException",
            "TransactionConflictException",
            "RequestTimeout",
            "RequestTimeoutException",
            "ReplicatedWriteConflictException");
    private static final Set<String> SKEWED =
            Set.of("RequestTimeTooSkewed", "RequestExpired", "InvalidSignatureException", "RequestInTheFuture");

    /** Used whatever code comes with it: LocalStack's code for this is the one of a broken server. */
    static final String NOT_IMPLEMENTED = "HTTP 501";

    private ErrorAnswer() {}

    static CallFailed read(String operation, int status, byte[] body) {
        JsonNode error = tree(body);
        String type = error.path("__type").asText("");
        String code = type.substring(type.lastIndexOf('#') + 1);
        String said = error.hasNonNull("message")
                ? error.path("message").asText()
                : error.path("Message").asText("");
        String shownCode = code.isEmpty() || status == 501 ? "HTTP " + status : code;
        return new CallFailed(kind(code, status), operation, shownCode, said, reasons(error));
    }

    /** Whether the service may have refused the signature because our clock is wrong. */
    static boolean mayBeSkew(CallFailed failure) {
        return SKEWED.contains(failure.code());
    }

    private static Kind kind(String code, int status) {
        if (THROTTLED.contains(code) || status == 429) {
            return Kind.THROTTLED;
        }
        if (REJECTED.contains(code) || CONDITION.contains(code) || status == 413) {
            return Kind.REJECTED;
        }
        // 408: the server gave up waiting for the request; an answer without a code comes from something in between
        if (TRANSIENT.contains(code) || status >= 500 || status == 408 || (code.isEmpty() && status != 403)) {
            return Kind.TRANSIENT;
        }
        return Kind.DENIED;
    }

    private static List<ThrottlingReason> reasons(JsonNode error) {
        JsonNode list =
                error.has("ThrottlingReasons") ? error.path("ThrottlingReasons") : error.path("throttlingReasons");
        List<ThrottlingReason> reasons = new ArrayList<>();
        for (JsonNode reason : list) {
            reasons.add(new ThrottlingReason(
                    reason.path("reason").asText(), reason.path("resource").asText()));
        }
        return reasons;
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? JSON.createObjectNode() : node;
        } catch (IOException e) {
            return JSON.createObjectNode(); // a proxy's HTML page: only the status tells anything
        }
    }
}
