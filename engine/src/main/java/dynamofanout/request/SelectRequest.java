// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys whose items are to be copied, as the user wrote them. They are not checked here, because only the table's
 * schema has their types.
 *
 * @param index whose keys they are; absent: the table's
 * @param keys 1 to {@value #MOST_KEYS}, each {@code {"partitionKey", "sortKey"?}}
 */
public record SelectRequest(Optional<String> index, List<ObjectNode> keys) {
    public static final int MOST_KEYS = 100_000;

    public SelectRequest {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new BadInput(
                    "select.keys", "select.keys must be a list of 1 to 100,000 keys, got: " + keys.size() + " of them");
        }
    }

    static SelectRequest read(InputObject select) {
        Optional<String> index = select.optionalString("index");
        Optional<JsonNode> given = select.optionalNode("keys");
        if (given.isEmpty() || !given.get().isArray()) {
            throw select.wrong("keys", "a list of keys such as {\"partitionKey\": {\"customerId\": \"C-17\"}}");
        }
        select.end();
        List<ObjectNode> keys = new ArrayList<>();
        for (JsonNode key : given.get()) {
            if (!(key instanceof ObjectNode object)) {
                throw select.wrong("keys", "a list of objects such as {\"partitionKey\": {\"customerId\": \"C-17\"}}");
            }
            keys.add(object);
        }
        return new SelectRequest(index, keys);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        index.ifPresent(name -> json.put("index", name));
        json.putArray("keys").addAll(keys);
        return json;
    }
}
