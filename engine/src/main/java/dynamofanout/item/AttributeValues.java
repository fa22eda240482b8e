// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Converts values that people write in filters to DynamoDB JSON. A value is plain JSON, or DynamoDB JSON where the type
 * must be stated.
 */
public final class AttributeValues {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");

    private AttributeValues() {}

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new MalformedJson("an attribute value is no JSON", 0);
        }
    }

    /**
     * The value as DynamoDB JSON. An object with a single member that is named like a type is taken as DynamoDB JSON
     * already.
     */
    public static JsonNode typed(JsonNode value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode typed = nodes.objectNode();
        switch (value.getNodeType()) {
            case STRING -> typed.put("S", value.textValue());
            case NUMBER -> typed.put("N", value.decimalValue().toString());
            case BOOLEAN -> typed.put("BOOL", value.booleanValue());
            case ARRAY -> {
                ArrayNode list = typed.putArray("L");
                value.forEach(element -> list.add(typed(element)));
            }
            case OBJECT -> {
                if (value.size() == 1 && TYPES.contains(value.fieldNames().next())) {
                    return value;
                }
                ObjectNode map = typed.putObject("M");
                value.properties().forEach(entry -> map.set(entry.getKey(), typed(entry.getValue())));
            }
            default -> typed.put("NULL", true);
        }
        return typed;
    }
}
