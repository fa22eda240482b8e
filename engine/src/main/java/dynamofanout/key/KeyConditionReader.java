// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.KeyAttribute;
import dynamofanout.key.KeyCondition.Equality;
import dynamofanout.key.SortRange.End;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a key condition from a request, according to the key schema of a table or index: {@code {"partitionKey":
 * {ATTRIBUTE: value}, "sortKey"?: {ATTRIBUTE: value or {OPERATOR: value}}}}. A sort attribute within
 * {@code partitionKey} means equality. All failures are {@link BadInput}.
 */
public final class KeyConditionReader {
    private static final List<String> OPERATORS = List.of("=", "<", "<=", ">", ">=", "between", "begins_with");

    private final KeyOwner owner;

    public KeyConditionReader(KeyOwner owner) {
        this.owner = owner;
    }

    /** A sort attribute's condition: one value, or a range. */
    private record SortCondition(Optional<KeyValue> equal, Optional<SortRange> range) {}

    /**
     * Reads the condition of a request.
     *
     * @param holder of the fields {@code partitionKey} and {@code sortKey}
     */
    public KeyCondition read(InputObject holder) {
        InputObject partition = holder.object("partitionKey");
        Optional<InputObject> sort = holder.optionalObject("sortKey");
        Map<String, KeyValue> partitionValues = new LinkedHashMap<>();
        Map<String, SortCondition> sortConditions = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : partition.node().properties()) {
            String name = entry.getKey();
            Optional<KeyAttribute> ofPartition = find(owner.key().partition(), name);
            KeyAttribute attribute = ofPartition
                    .or(() -> find(owner.key().sort(), name))
                    .orElseThrow(() -> owner.noKey("partitionKey." + name, name));
            KeyValue value = new KeyValueReader(attribute, partition).read(entry.getValue());
            if (ofPartition.isPresent()) {
                partitionValues.put(name, value);
            } else {
                sortConditions.put(name, new SortCondition(Optional.of(value), Optional.empty()));
            }
        }
        sort.ifPresent(object -> readSort(object, sortConditions));
        return condition(partitionValues, sortConditions);
    }

    private void readSort(InputObject sort, Map<String, SortCondition> conditions) {
        for (Map.Entry<String, JsonNode> entry : sort.node().properties()) {
            String name = entry.getKey();
            if (find(owner.key().partition(), name).isPresent()) {
                throw new BadInput(
                        "sortKey." + name,
                        name + " is the partition key of " + owner.words()
                                + ": it belongs into partitionKey, by equality");
            }
            KeyAttribute attribute =
                    find(owner.key().sort(), name).orElseThrow(() -> owner.noKey("sortKey." + name, name));
            if (conditions.put(name, sortCondition(attribute, sort, entry.getValue())) != null) {
                throw new BadInput("sortKey." + name, name + " must have one condition, got two");
            }
        }
    }

    private static SortCondition sortCondition(KeyAttribute attribute, InputObject sort, JsonNode value) {
        var reader = new KeyValueReader(attribute, sort);
        boolean isOperator = value.isObject() && !KeyValueReader.isTyped(value);
        if (!isOperator) {
            return new SortCondition(Optional.of(reader.read(value)), Optional.empty());
        }
        String written = value.size() == 1 ? value.fieldNames().next() : "";
        String operator = written.toLowerCase(Locale.ROOT);
        if (!OPERATORS.contains(operator)) {
            throw sort.wrong(attribute.name(), "a value or an object with one of " + String.join(", ", OPERATORS));
        }
        JsonNode operand = value.path(written);
        return operator.equals("=")
                ? new SortCondition(Optional.of(reader.read(operand)), Optional.empty())
                : new SortCondition(Optional.empty(), Optional.of(range(attribute, sort, operator, operand, reader)));
    }

    private static SortRange range(
            KeyAttribute attribute, InputObject sort, String operator, JsonNode operand, KeyValueReader reader) {
        String name = attribute.name();
        if (operator.equals("between")) {
            if (!operand.isArray() || operand.size() != 2) {
                throw sort.wrong(name, "between two values: {\"between\": [from, to]}");
            }
            KeyValue from = reader.read(operand.get(0));
            KeyValue to = reader.read(operand.get(1));
            if (from.compareTo(to) > 0) {
                throw sort.wrong(name, "between a value and one that is not less");
            }
            return SortRange.between(name, end(from, true), end(to, true));
        }
        KeyValue value = reader.read(operand);
        if (operator.equals("begins_with")) {
            if (attribute.type().equals("N")) {
                throw sort.wrong(name, "asked for by another operator than begins_with, since it is a number");
            }
            return SortRange.beginning(name, value);
        }
        Optional<End> end = end(value, operator.endsWith("="));
        return operator.startsWith("<")
                ? SortRange.between(name, Optional.empty(), end)
                : SortRange.between(name, end, Optional.empty());
    }

    private KeyCondition condition(Map<String, KeyValue> partitionValues, Map<String, SortCondition> sortConditions) {
        List<Equality> partition = new ArrayList<>();
        for (KeyAttribute attribute : owner.key().partition()) {
            KeyValue value = Optional.ofNullable(partitionValues.get(attribute.name()))
                    .orElseThrow(() -> new BadInput(
                            "partitionKey." + attribute.name(),
                            "partitionKey must have " + attribute + ", a partition key of " + owner.words()
                                    + ", by equality"));
            partition.add(new Equality(attribute.name(), value));
        }
        List<Equality> sort = new ArrayList<>();
        Optional<SortRange> range = Optional.empty();
        String missing = "";
        for (KeyAttribute attribute : owner.key().sort()) {
            SortCondition condition = sortConditions.get(attribute.name());
            if (condition == null) {
                missing = missing.isEmpty() ? attribute.name() : missing;
                continue;
            }
            if (!missing.isEmpty() || range.isPresent()) {
                throw new BadInput("sortKey." + attribute.name(), outOfOrder(attribute.name(), missing));
            }
            condition.equal().ifPresent(value -> sort.add(new Equality(attribute.name(), value)));
            range = condition.range();
        }
        return new KeyCondition(partition, sort, range);
    }

    private String outOfOrder(String attribute, String missing) {
        return missing.isEmpty()
                ? "only the last sort attribute may have another condition than equality, got " + attribute
                        + " after one that has"
                : "a condition on " + attribute + " needs one on " + missing + " too: sort attributes of "
                        + owner.words() + " are asked for from left to right";
    }

    private static Optional<KeyAttribute> find(List<KeyAttribute> attributes, String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst();
    }

    private static Optional<End> end(KeyValue value, boolean isWithin) {
        return Optional.of(new End(value, isWithin));
    }
}
