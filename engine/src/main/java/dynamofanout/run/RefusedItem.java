// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An item that the target will not accept. Only its key is kept, and no other contents.
 *
 * @param key DynamoDB JSON of the key attributes
 * @param code the service's error code
 * @param reason the service's words
 */
public record RefusedItem(String key, String code, String reason) {
    /** One line of a file of refused items: key, code and reason. */
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .<ObjectNode>set("key", StoredJson.parse("a refused item's key", key))
                .put("code", code)
                .put("reason", reason);
    }

    public static RefusedItem read(JsonNode json) {
        return new RefusedItem(
                json.path("key").toString(),
                json.path("code").asText(),
                json.path("reason").asText());
    }
}
