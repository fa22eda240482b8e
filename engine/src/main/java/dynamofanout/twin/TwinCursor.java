// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A place in both tables. Everything before it is decided and settled, and nothing after it is. Its text is the cursor
 * of a checkpoint.
 */
record TwinCursor(Position source, Position target) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TwinCursor START = new TwinCursor(Position.START, Position.START);

    String text() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        write(json, "source", source);
        write(json, "target", target);
        return json.toString();
    }

    static TwinCursor read(Optional<String> text) {
        if (text.isEmpty()) {
            return START;
        }
        try {
            JsonNode json = JSON.readTree(text.get());
            return new TwinCursor(position(json, "source"), position(json, "target"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a checkpoint's cursor must name places in both tables", e);
        }
    }

    private static void write(ObjectNode json, String side, Position position) {
        position.cursor().ifPresent(cursor -> json.put(side, cursor));
        if (position.isEnd()) {
            json.put(side + "End", true);
        }
    }

    private static Position position(JsonNode json, String side) {
        return new Position(
                Optional.ofNullable(json.path(side).textValue()),
                json.path(side + "End").asBoolean());
    }
}
