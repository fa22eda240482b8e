package dynamofanout.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.Base64Text;
import dynamofanout.input.InputObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Values that people write in filters: plain JSON, or DynamoDB JSON where the type must be said. */
final class AttributeValues {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Pattern LIKE_A_TYPE = Pattern.compile("[A-Z]{1,4}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    /** An example of each type. */
    private static final Map<String, String> TYPES = examples();

    private AttributeValues() {}

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

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new MalformedJson("an attribute value is no JSON", 0);
        }
    }

    /**
     * The value in DynamoDB JSON. An object with one member named like a type is taken as that already.
     *
     * @param holder whose field it is, for messages
     * @throws dynamofanout.input.BadInput if it looks like DynamoDB JSON but is none
     */
    static JsonNode typed(InputObject holder, String field, JsonNode value) {
        if (value.isObject() && value.size() == 1) {
            String type = value.fieldNames().next();
            if (TYPES.containsKey(type)) {
                if (!isTyped(value)) {
                    throw holder.wrong(field, "DynamoDB JSON such as " + TYPES.get(type));
                }
                return value;
            }
            if (LIKE_A_TYPE.matcher(type).matches()) {
                throw holder.wrong(
                        field,
                        "plain JSON or DynamoDB JSON of one of the types " + String.join(", ", TYPES.keySet())
                                + " (a map whose only name is " + type + " is {\"M\": {\"" + type + "\": …}})");
            }
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode typed = nodes.objectNode();
        switch (value.getNodeType()) {
            case STRING -> typed.put("S", value.textValue());
            case NUMBER -> typed.put("N", value.decimalValue().toString());
            case BOOLEAN -> typed.put("BOOL", value.booleanValue());
            case ARRAY -> {
                ArrayNode list = typed.putArray("L");
                value.forEach(element -> list.add(typed(holder, field, element)));
            }
            case OBJECT -> {
                ObjectNode map = typed.putObject("M");
                value.properties().forEach(entry -> map.set(entry.getKey(), typed(holder, field, entry.getValue())));
            }
            default -> typed.put("NULL", true);
        }
        return typed;
    }

    /** Whether it is DynamoDB JSON through and through. */
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
            case "L" -> inner.isArray() && all(inner, AttributeValues::isTyped);
            case "M" -> inner.isObject() && all(inner, AttributeValues::isTyped);
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
}
