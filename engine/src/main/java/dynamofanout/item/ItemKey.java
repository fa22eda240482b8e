// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of one item. Two keys are equal if DynamoDB considers them equal: numbers by value, strings and binary by
 * content, however they are spelt in JSON.
 */
public final class ItemKey {
    private final List<Part> parts;

    /** Computed when it is first needed: most compared items never need it. */
    private @Nullable String identity;

    /** One key attribute: its name, its type, and its value in a form that is equal exactly when the values are. */
    public record Part(String name, String type, String value, String rawValue) {}

    private ItemKey(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * The key of an item (or of a key object).
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
        return new ItemKey(parts);
    }

    /** The key in an object that has only key attributes, in any order. */
    public static ItemKey ofObject(Slice key) {
        List<Part> parts = new ArrayList<>();
        var walker = new JsonWalker(key);
        walker.enterObject();
        while (walker.nextField()) {
            String name = walker.name().text();
            parts.add(part(name, walker.value()));
        }
        return new ItemKey(parts);
    }

    /** The key as DynamoDB JSON, with values spelt as they came: {@code {"customerId":{"S":"C-17"}}}. */
    public String json() {
        return parts.stream()
                .map(part -> JsonStrings.quoted(part.name()) + ":" + part.rawValue())
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    /** Text that is the same for all items of one partition. The first key attribute must be the partition key. */
    public String partition() {
        return parts.get(0).value();
    }

    /**
     * Compares the sort keys of two keys of one partition, in the table's order: numbers by value, strings by their
     * UTF-8 bytes, binary by its bytes, both unsigned. 0 means the same key.
     */
    public int compareSort(ItemKey other) {
        if (parts.size() < 2) {
            return 0;
        }
        String mine = parts.get(1).value();
        String theirs = other.parts.get(1).value();
        return switch (parts.get(1).type()) {
            case "N" -> new BigDecimal(mine).compareTo(new BigDecimal(theirs));
            case "B" ->
                Arrays.compareUnsigned(
                        Base64.getDecoder().decode(mine), Base64.getDecoder().decode(theirs));
            default -> compareCodePoints(mine, theirs);
        };
    }

    public List<Part> parts() {
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof ItemKey key && key.identity().equals(identity()));
    }

    @Override
    public int hashCode() {
        return identity().hashCode();
    }

    /** Names of the key attributes only: values must never get into logs. */
    @Override
    public String toString() {
        return "ItemKey" + parts.stream().map(Part::name).toList();
    }

    private String identity() {
        String made = identity;
        if (made == null) {
            made = parts.stream()
                    .map(part -> part.name().length() + part.name() + part.type()
                            + part.value().length() + ":" + part.value())
                    .sorted()
                    .collect(java.util.stream.Collectors.joining());
            identity = made;
        }
        return made;
    }

    /** UTF-8 bytes sort like code points. Java's chars sort differently above U+FFFF. */
    private static int compareCodePoints(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                boolean isOneBeyond = Character.isSurrogate(l) != Character.isSurrogate(r);
                return isOneBeyond ? (Character.isSurrogate(l) ? 1 : -1) : Character.compare(l, r);
            }
        }
        return Integer.compare(left.length(), right.length());
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
        return new Part(name, type, Canonical.scalar(type, text), typed.text());
    }
}
