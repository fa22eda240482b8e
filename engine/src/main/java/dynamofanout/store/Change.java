// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An update of a part: attributes that are set, removed, or increased by a number. Not thread-safe. */
final class Change {
    private final Map<String, AttributeValue> sets = new TreeMap<>();
    private final List<String> removes = new ArrayList<>();
    private final Map<String, BigDecimal> adds = new TreeMap<>();

    Change set(String attribute, String text) {
        return set(attribute, AttributeValue.fromS(text));
    }

    Change set(String attribute, long number) {
        return set(attribute, AttributeValue.fromN(Long.toString(number)));
    }

    Change set(String attribute, AttributeValue value) {
        sets.put(attribute, value);
        return this;
    }

    Change remove(String attribute) {
        removes.add(attribute);
        return this;
    }

    /** Growing by nothing is no change. */
    Change add(String attribute, BigDecimal more) {
        if (more.signum() != 0) {
            adds.put(attribute, more);
        }
        return this;
    }

    String text() {
        return Stream.of(
                        clause("SET ", sets.keySet().stream().map(name -> "#" + name + " = :to" + name)),
                        clause("REMOVE ", removes.stream().map(name -> "#" + name)),
                        clause("ADD ", adds.keySet().stream().map(name -> "#" + name + " :by" + name)))
                .filter(clause -> !clause.isEmpty())
                .reduce((left, right) -> left + " " + right)
                .orElse("");
    }

    /** With those of the condition. */
    Map<String, String> names(Condition condition) {
        var names = new HashMap<>(condition.names());
        Stream.of(sets.keySet().stream(), removes.stream(), adds.keySet().stream())
                .flatMap(attributes -> attributes)
                .forEach(attribute -> names.put("#" + attribute, attribute));
        return names;
    }

    /** With those of the condition. */
    Map<String, AttributeValue> values(Condition condition) {
        var values = new HashMap<>(condition.values());
        sets.forEach((attribute, value) -> values.put(":to" + attribute, value));
        adds.forEach((attribute, more) -> values.put(":by" + attribute, AttributeValue.fromN(more.toPlainString())));
        return values;
    }

    private static String clause(String verb, Stream<String> parts) {
        List<String> all = parts.toList();
        return all.isEmpty() ? "" : verb + String.join(", ", all);
    }
}
