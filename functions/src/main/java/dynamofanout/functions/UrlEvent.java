// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A request to the function's URL and its answer, in API Gateway's payload format 2.0. The answer's body is a string
 * within JSON, so quotes in it take two characters.
 */
final class UrlEvent {
    private UrlEvent() {}

    static boolean isOne(JsonNode event) {
        return event.path("requestContext").path("http").isObject();
    }

    /** @throws BadInput if it is not a POST with a body */
    static String body(JsonNode event) {
        String method = event.path("requestContext").path("http").path("method").asText();
        String body = event.path("body").asText("");
        if (!method.equals("POST") || body.isEmpty()) {
            throw new BadInput("a query must be a POST with the request as its body, got: " + method
                    + (body.isEmpty() ? " without a body" : ""));
        }
        return event.path("isBase64Encoded").asBoolean()
                ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                : body;
    }

    static String answer(int status, String json) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("statusCode", status);
        answer.putObject("headers").put("content-type", "application/json");
        return answer.put("body", json).put("isBase64Encoded", false).toString();
    }
}
