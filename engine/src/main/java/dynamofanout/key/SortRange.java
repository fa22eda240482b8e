// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import dynamofanout.item.ItemKey;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A range of values of one sort attribute. A Query can express it with one operator. The exception is a range with two
 * ends that excludes one of them: the Query then returns the excluded value too, and {@link #leavesOut} finds it.
 *
 * @param prefix what all values of the range begin with, if the range is a prefix
 */
public record SortRange(String attribute, Optional<End> from, Optional<End> to, Optional<KeyValue> prefix) {
    /** An end of a range, and whether its value is part of the range. */
    public record End(KeyValue value, boolean isWithin) {}

    /** The range of all values with this prefix ({@code begins_with}). */
    public static SortRange beginning(String attribute, KeyValue prefix) {
        return new SortRange(
                attribute,
                Optional.of(new End(prefix, true)),
                prefix.afterPrefix().map(after -> new End(after, false)),
                Optional.of(prefix));
    }

    static SortRange between(String attribute, Optional<End> from, Optional<End> to) {
        return new SortRange(attribute, from, to, Optional.empty());
    }

    static SortRange point(String attribute, KeyValue value) {
        Optional<End> end = Optional.of(new End(value, true));
        return between(attribute, end, end);
    }

    boolean hasEnd() {
        return from.isPresent() || to.isPresent();
    }

    boolean isPoint() {
        return from.isPresent() && from.equals(to);
    }

    /** Whether the value is in the range. */
    public boolean contains(KeyValue value) {
        return from.map(end -> isOnSide(value.compareTo(end.value()), end)).orElse(true)
                && to.map(end -> isOnSide(end.value().compareTo(value), end)).orElse(true);
    }

    /** Whether answers have to be checked with {@link #leavesOut}. */
    boolean leavesOutAny() {
        return prefix.isEmpty() && from.isPresent() && to.isPresent() && ends().anyMatch(end -> !end.isWithin());
    }

    /** Whether the item's value is an end that the range excludes. */
    boolean leavesOut(Slice item) {
        var alone = new KeySchema(List.of(new KeyAttribute(attribute, "?")), List.of());
        JsonNode key =
                InputObject.parse("a key", ItemKey.of(item, alone).json()).node();
        return !contains(KeyValue.read(key.path(attribute)));
    }

    /** Writes the condition and puts its values into {@code expression}. */
    void writeTo(KeyExpression expression) {
        String name = expression.name(attribute);
        if (prefix.isPresent()) {
            expression.and("begins_with(" + name + ", " + expression.value(prefix.get()) + ")");
        } else if (from.isPresent() && to.isPresent()) {
            expression.and(name + " BETWEEN " + expression.value(from.get().value()) + " AND "
                    + expression.value(to.get().value()));
        } else {
            from.ifPresent(
                    end -> expression.and(name + (end.isWithin() ? " >= " : " > ") + expression.value(end.value())));
            to.ifPresent(
                    end -> expression.and(name + (end.isWithin() ? " <= " : " < ") + expression.value(end.value())));
        }
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("attribute", attribute);
        from.ifPresent(
                end -> json.set(end.isWithin() ? "from" : "after", end.value().json()));
        to.ifPresent(
                end -> json.set(end.isWithin() ? "to" : "before", end.value().json()));
        prefix.ifPresent(value -> json.set("prefix", value.json()));
        return json;
    }

    static SortRange read(JsonNode json) {
        return new SortRange(
                json.path("attribute").asText(),
                end(json, "from", true).or(() -> end(json, "after", false)),
                end(json, "to", true).or(() -> end(json, "before", false)),
                Optional.ofNullable(json.get("prefix")).map(KeyValue::read));
    }

    private static Optional<End> end(JsonNode json, String field, boolean isWithin) {
        return Optional.ofNullable(json.get(field)).map(value -> new End(KeyValue.read(value), isWithin));
    }

    private Stream<End> ends() {
        return Stream.concat(from.stream(), to.stream());
    }

    private static boolean isOnSide(int comparison, End end) {
        return comparison > 0 || (comparison == 0 && end.isWithin());
    }
}
