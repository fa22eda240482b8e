// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.JsonStrings;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.Slice;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first entity shape that an item matches. Strings are compared as they are, numbers in plain decimal
 * notation, Booleans as {@code true} and {@code false}. Values of other types match no pattern. Immutable.
 */
final class ShapeChooser {
    private final NameTable<Integer> attributes;
    private final int size;
    private final List<List<Condition>> shapes;

    /** The pattern that one attribute must match. */
    private record Condition(int attribute, Wildcard pattern) {}

    ShapeChooser(List<EntityShape> shapes) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        shapes.forEach(shape -> shape.when().keySet().forEach(name -> numbers.putIfAbsent(name, numbers.size())));
        this.attributes = new NameTable<>(numbers);
        this.size = numbers.size();
        this.shapes = shapes.stream()
                .map(shape -> shape.when().entrySet().stream()
                        .map(when -> new Condition(numbers.getOrDefault(when.getKey(), 0), when.getValue()))
                        .toList())
                .toList();
    }

    /** Index of the shape. Empty if the item matches none. */
    OptionalInt choose(Slice item) {
        @Nullable String[] values = values(item);
        for (int i = 0; i < shapes.size(); i++) {
            if (shapes.get(i).stream().allMatch(condition -> fits(condition, values[condition.attribute()]))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean fits(Condition condition, @Nullable String value) {
        return value != null && condition.pattern().fits(value);
    }

    private @Nullable String[] values(Slice item) {
        var values = new @Nullable String[size];
        var walker = new JsonWalker(item);
        walker.enterObject();
        while (walker.nextField()) {
            Integer number = attributes.find(walker.name());
            if (number == null) {
                walker.skipValue();
            } else {
                values[number] = text(walker.value());
            }
        }
        return values;
    }

    private static @Nullable String text(Slice typed) {
        var walker = new JsonWalker(typed);
        walker.enterObject();
        walker.nextField();
        return switch (ValueType.of(walker.name())) {
            case S -> JsonStrings.unescape(walker.escapedString()).text();
            case N ->
                CanonicalValue.number(new BigDecimal(walker.escapedString().text()));
            case BOOL -> walker.value().text();
            default -> null;
        };
    }
}
