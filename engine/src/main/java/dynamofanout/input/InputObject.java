// SPDX-License-Identifier: Apache-2.0
package dynamofanout.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object that a person wrote, read field by field. Every read names the field and checks its type and range.
 * {@link #end} refuses the fields that were not read. All failures are {@link BadInput}. Not thread-safe.
 */
public final class InputObject {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Bounds for numbers such as units per second and dollars. They are far beyond any real use, and small enough to
     * calculate with.
     */
    private static final double LEAST = 1e-9;

    private static final double MOST = 1e15;

    /** Some editors put it at the beginning of UTF-8 files. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String what;
    private final String path;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    private InputObject(String what, String path, JsonNode node) {
        this.what = what;
        this.path = path;
        this.node = node;
    }

    /**
     * Reads a text as one JSON object.
     *
     * @param what how messages name the whole text, for example {@code the request} or the file's path
     */
    public static InputObject parse(String what, String json) {
        JsonNode node;
        try {
            node = JSON.readTree(json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            String line = where == null ? "" : " in line " + where.getLineNr() + ", column " + where.getColumnNr();
            String why = e instanceof MismatchedInputException
                    ? "there is more after its end" // the only possible mismatch, since any JSON is accepted
                    : firstLine(e.getOriginalMessage());
            throw new BadInput(what + " must be JSON, got an error" + line + ": " + why);
        }
        return of(what, node);
    }

    public static InputObject of(String what, JsonNode node) {
        if (!node.isObject()) {
            throw new BadInput(what + " must be a JSON object, got: " + shown(node));
        }
        return new InputObject(what, "", node);
    }

    /** Wraps another object, which messages name like this one. */
    public InputObject of(JsonNode other) {
        return new InputObject(what, path, other);
    }

    public boolean has(String field) {
        known.add(field);
        return node.hasNonNull(field);
    }

    public String string(String field) {
        return optionalString(field).orElseThrow(() -> missing(field));
    }

    public Optional<String> optionalString(String field) {
        return value(field).map(value -> {
            if (!value.isTextual() || value.textValue().isBlank()) {
                throw wrong(field, "a string that is not empty", value);
            }
            return value.textValue();
        });
    }

    public boolean flag(String field) {
        return value(field)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong(field, "true or false", value);
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    public Optional<Integer> optionalInteger(String field, int least, int most) {
        return value(field).map(value -> {
            if (!value.canConvertToExactIntegral()
                    || !value.canConvertToInt()
                    || value.intValue() < least
                    || value.intValue() > most) {
                throw wrong(field, "a whole number from " + least + " to " + most, value);
            }
            return value.intValue();
        });
    }

    /** A number above zero (0 itself is refused) that fits into a double. */
    public Optional<BigDecimal> optionalPositive(String field) {
        return value(field).map(value -> {
            if (!value.isNumber() || value.doubleValue() < LEAST || value.doubleValue() > MOST) {
                throw wrong(field, "a number above 0", value);
            }
            return value.decimalValue();
        });
    }

    /** One of the given words. */
    public Optional<String> optionalChoice(String field, List<String> words) {
        return value(field).map(value -> {
            if (!value.isTextual() || !words.contains(value.textValue())) {
                throw new BadInput(
                        at(field),
                        at(field) + " must be one of " + String.join(", ", words) + ", got: " + shown(value)
                                + Spelling.hint(value.asText(), words));
            }
            return value.textValue();
        });
    }

    public Optional<List<String>> optionalStrings(String field) {
        return value(field).map(value -> {
            if (!value.isArray()) {
                throw wrong(field, "a list of strings", value);
            }
            List<String> strings = new ArrayList<>();
            for (JsonNode element : value) {
                if (!element.isTextual() || element.textValue().isBlank()) {
                    throw wrong(field, "a list of strings that are not empty", element);
                }
                strings.add(element.textValue());
            }
            return List.copyOf(strings);
        });
    }

    public InputObject object(String field) {
        return optionalObject(field).orElseThrow(() -> missing(field));
    }

    public Optional<InputObject> optionalObject(String field) {
        return value(field).map(value -> child(field, value));
    }

    /** A map from names that the user chose to objects, in the order they were written. */
    public Map<String, InputObject> objects(String field) {
        InputObject parent = object(field);
        Map<String, InputObject> children = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : parent.node.properties()) {
            children.put(entry.getKey(), parent.child(entry.getKey(), entry.getValue()));
        }
        return children;
    }

    /** A list as an object whose fields are its positions, {@code [0]}, {@code [1]} and so on. */
    public InputObject list(String field) {
        JsonNode value = value(field).orElseThrow(() -> missing(field));
        if (!value.isArray()) {
            throw wrong(field, "a list", value);
        }
        ObjectNode positions = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < value.size(); i++) {
            positions.set("[" + i + "]", value.get(i));
        }
        return new InputObject(what, at(field), positions);
    }

    /** Names of all fields that were written, in their order. */
    public List<String> fields() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The field as it is, for values whose type only the table's schema tells. */
    public Optional<JsonNode> optionalNode(String field) {
        return value(field);
    }

    /** The whole object as it is. */
    public JsonNode node() {
        return node;
    }

    /** Refuses all fields that were not read. Call it after all reads. */
    public void end() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                String hint = Spelling.hint(name, known);
                throw new BadInput(
                        at(name),
                        "unknown field \"" + at(name) + "\" in " + what
                                + (hint.isEmpty() ? "; allowed: " + String.join(", ", known) : hint));
            }
        }
    }

    /** A failure of a rule that the caller checks: {@code <field> must be <rule>, got: <value>}. */
    public BadInput wrong(String field, String rule) {
        return wrong(field, rule, node.path(field));
    }

    private BadInput wrong(String field, String rule, JsonNode value) {
        return new BadInput(at(field), at(field) + " must be " + rule + ", got: " + shown(value));
    }

    private BadInput missing(String field) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name) && Spelling.nearest(name, List.of(field)).isPresent()) {
                return new BadInput(
                        at(name),
                        "unknown field \"" + at(name) + "\" in " + what + "; did you mean \"" + field + "\"?");
            }
        }
        return new BadInput(at(field), "field \"" + at(field) + "\" is missing in " + what);
    }

    private Optional<JsonNode> value(String field) {
        known.add(field);
        return Optional.ofNullable(node.get(field)).filter(value -> !value.isNull());
    }

    private InputObject child(String field, JsonNode value) {
        if (!value.isObject()) {
            throw wrong(field, "an object", value);
        }
        return new InputObject(what, at(field), value);
    }

    /** The field's path from the top, as messages name it. */
    public String at(String field) {
        return path.isEmpty() || field.startsWith("[") ? path + field : path + "." + field;
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    /**
     * Jackson's sentence without its second part, which says where the unfinished value began and would quote the text.
     */
    private static String firstLine(String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.isEmpty() ? "unreadable" : line.replaceFirst(" \\(start marker at .*$", "");
    }
}
