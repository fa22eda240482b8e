package dynamofanout.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The key of one item. Two keys are equal if DynamoDB takes them for the same: numbers by value, strings and binary by
 * content, however they are spelt in JSON.
 */
public final class ItemKey {
    private final String json;
    private final List<Part> parts;

    /** One key attribute: name, type and the value in a form that is equal exactly when the values are. */
    record Part(String name, String type, String value, String rawValue) {}

    private ItemKey(List<Part> parts, String json) {
        this.parts = List.copyOf(parts);
        this.json = json;
    }

    /**
     * The key of an item (or a key object).
     *
     * @throws IllegalArgumentException if the item lacks a key attribute; the message names it
     */
    public static ItemKey of(Slice item, KeySchema schema) {
        List<KeyAttribute> attributes = schema.attributes();
        Optional<?>[] found = new Optional<?>[attributes.size()];
        byte[][] names = new byte[attributes.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = attributes.get(i).name().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        var walker = new JsonWalker(item);
        walker.enterObject();
        int missing = names.length;
        while (missing > 0 && walker.nextField()) {
            int index = indexOfName(walker, names);
            Slice value = walker.value();
            if (index >= 0 && found[index] == null) {
                found[index] = Optional.of(value);
                missing--;
            }
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String name = attributes.get(i).name();
            if (found[i] == null) {
                throw new IllegalArgumentException("an item lacks its key attribute " + name);
            }
            parts.add(part(name, (Slice) found[i].get()));
        }
        return new ItemKey(parts, json(parts));
    }

    /** The key that an object holds which has nothing but key attributes, in the schema's order or another. */
    public static ItemKey ofObject(Slice key) {
        List<Part> parts = new ArrayList<>();
        var walker = new JsonWalker(key);
        walker.enterObject();
        while (walker.nextField()) {
            String name = walker.name().text();
            parts.add(part(name, walker.value()));
        }
        return new ItemKey(parts, json(parts));
    }

    /** DynamoDB JSON of the key, values spelt as they came: {@code {"customerId":{"S":"C-17"}}}. */
    public String json() {
        return json;
    }

    List<Part> parts() {
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemKey key && key.identity().equals(identity());
    }

    @Override
    public int hashCode() {
        return identity().hashCode();
    }

    /** Key attributes' names only: values never stand in logs. */
    @Override
    public String toString() {
        return "ItemKey" + parts.stream().map(Part::name).toList();
    }

    private List<String> identity() {
        return parts.stream()
                .map(part -> part.name() + ":" + part.type() + ":" + part.value())
                .sorted()
                .toList();
    }

    private static int indexOfName(JsonWalker walker, byte[][] names) {
        for (int i = 0; i < names.length; i++) {
            if (walker.isNamed(names[i])) {
                return i;
            }
        }
        return -1;
    }

    private static Part part(String name, Slice typed) {
        var walker = new JsonWalker(typed);
        walker.enterObject();
        if (!walker.nextField()) {
            throw new MalformedJson("a key attribute has no value", 0);
        }
        String type = walker.name().text();
        String text = JsonStrings.unescape(walker.escapedString()).text();
        return new Part(name, type, canonical(type, text), typed.text());
    }

    private static String canonical(String type, String text) {
        return switch (type) {
            case "N" -> {
                var number = new BigDecimal(text);
                yield number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
            }
            case "B" -> Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text));
            default -> text;
        };
    }

    private static String json(List<Part> parts) {
        return parts.stream()
                .map(part -> JsonStrings.quoted(part.name()) + ":" + part.rawValue())
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }
}
