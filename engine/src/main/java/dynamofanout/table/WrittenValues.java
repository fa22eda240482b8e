// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.Base64Text;
import dynamofanout.input.InputObject;
import dynamofanout.item.AttributeValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Reads values that people write: plain JSON or DynamoDB JSON. It refuses what looks like DynamoDB JSON but is not. */
final class WrittenValues {
    private static final Pattern LIKE_A_TYPE = Pattern.compile("[A-Z]{1,4}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    /** An example of each type. */
    private static final Map<String, String> TYPES = examples();

    private WrittenValues() {}

    /**
     * The value in DynamoDB JSON.
     *
     * @param holder the object with the field, for messages
     * @throws dynamofanout.input.BadInput if it looks like DynamoDB JSON but is not
     */
    static JsonNode typed(InputObject holder, String field, JsonNode value) {
        refuseLookAlike(holder, field, value);
        return AttributeValues.typed(value);
    }

    private static void refuseLookAlike(InputObject holder, String field, JsonNode value) {
        String type = value.isObject() && value.size() == 1 ? value.fieldNames().next() : "";
        if (TYPES.containsKey(type)) {
            if (!isTyped(value)) {
                throw holder.wrong(field, "DynamoDB JSON such as " + TYPES.get(type));
            }
        } else if (LIKE_A_TYPE.matcher(type).matches()) {
            throw holder.wrong(
                    field,
                    "plain JSON or DynamoDB JSON of one of the types " + String.join(", ", TYPES.keySet())
                            + " (a map whose only name is " + type + " is {\"M\": {\"" + type + "\": …}})");
        } else {
            value.forEach(element -> refuseLookAlike(holder, field, element));
        }
    }

    /** Whether it is completely DynamoDB JSON. */
    private static boolean isTyped(JsonNode value) {
        if (!value.isObject() || value.size() != 1) {
            return false;
        }
        String type = value.fieldNames().next();
        JsonNode inner = value.path(type);
        return switch (type) {
            case "S", "N", "B" -> isScalar(type, inner);
            case "BOOL" -> inner.isBoolean();
            case "NULL" -> inner.isBoolean() && inner.booleanValue();
            case "SS", "NS", "BS" ->
                inner.isArray() && !inner.isEmpty() && all(inner, each -> isScalar(type.substring(0, 1), each));
            case "L" -> inner.isArray() && all(inner, WrittenValues::isTyped);
            case "M" -> inner.isObject() && all(inner, WrittenValues::isTyped);
            default -> false;
        };
    }

    private static boolean all(Iterable<JsonNode> elements, Predicate<JsonNode> rule) {
        return StreamSupport.stream(elements.spliterator(), false).allMatch(rule);
    }

    private static boolean isScalar(String type, JsonNode value) {
        if (!value.isTextual()) {
            return false;
        }
        return switch (type) {
            case "N" -> NUMBER.matcher(value.textValue()).matches();
            case "B" -> Base64Text.isCanonical(value.textValue());
            default -> true;
        };
    }

    private static Map<String, String> examples() {
        Map<String, String> examples = new LinkedHashMap<>();
        examples.put("S", "{\"S\": \"text\"}");
        examples.put("N", "{\"N\": \"17\"}");
        examples.put("B", "{\"B\": \"AQID\"} (base64)");
        examples.put("BOOL", "{\"BOOL\": true}");
        examples.put("NULL", "{\"NULL\": true}");
        examples.put("L", "{\"L\": [{\"S\": \"text\"}]}");
        examples.put("M", "{\"M\": {\"name\": {\"S\": \"text\"}}}");
        examples.put("SS", "{\"SS\": [\"text\"]}");
        examples.put("NS", "{\"NS\": [\"17\"]}");
        examples.put("BS", "{\"BS\": [\"AQID\"]} (base64)");
        return Collections.unmodifiableMap(examples);
    }
}
