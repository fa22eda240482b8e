// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Why a segment was given up.
 *
 * @param name the error's name, for example a service's code
 * @param reason a sentence
 */
public record Failure(String name, String reason) {
    ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("reason", reason);
    }

    public static Failure read(JsonNode json) {
        return new Failure(json.path("name").asText(), json.path("reason").asText());
    }
}
