// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The condition of a write: all of its terms must hold for the part. */
record Condition(List<String> terms, Map<String, String> names, Map<String, AttributeValue> values) {
    /** The part is not there yet. */
    static final Condition ABSENT = new Condition(List.of(), Map.of(), Map.of()).lacks(PartKey.RUN);

    /** The part is not there, or has no such attribute. */
    static Condition without(String attribute) {
        return new Condition(List.of(), Map.of(), Map.of()).lacks(attribute);
    }

    static Condition is(String attribute, String text) {
        return new Condition(List.of(), Map.of(), Map.of()).and(attribute, text);
    }

    Condition and(String attribute, String text) {
        return and(attribute, AttributeValue.fromS(text));
    }

    Condition and(String attribute, long number) {
        return and(attribute, AttributeValue.fromN(Long.toString(number)));
    }

    Condition and(String attribute, AttributeValue value) {
        var moreValues = new HashMap<>(values);
        moreValues.put(":if" + attribute, value);
        return new Condition(plus(attribute, "#" + attribute + " = :if" + attribute), named(attribute), moreValues);
    }

    Condition lacks(String attribute) {
        return new Condition(plus(attribute, "attribute_not_exists(#" + attribute + ")"), named(attribute), values);
    }

    String text() {
        return String.join(" AND ", terms);
    }

    /** Null for none: the service takes no empty map. */
    @Nullable
    Map<String, AttributeValue> valuesOrNull() {
        return values.isEmpty() ? null : values;
    }

    private List<String> plus(String attribute, String term) {
        if (names.containsKey("#" + attribute)) {
            throw new IllegalArgumentException("a condition must name an attribute once, got: " + attribute);
        }
        List<String> more = new ArrayList<>(terms);
        more.add(term);
        return more;
    }

    private Map<String, String> named(String attribute) {
        var more = new HashMap<>(names);
        more.put("#" + attribute, attribute);
        return more;
    }
}
