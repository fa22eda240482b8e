// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import dynamofanout.table.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a KeyConditionExpression. Its placeholders have a prefix of their own, so they never clash with those of a
 * filter.
 */
final class KeyExpression {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    String name(String attribute) {
        String placeholder = "#" + Expression.RESERVED + names.size();
        names.put(placeholder, attribute);
        return placeholder;
    }

    String value(KeyValue value) {
        String placeholder = ":" + Expression.RESERVED + values.size();
        values.put(placeholder, value.json().toString());
        return placeholder;
    }

    void and(String condition) {
        conditions.add(condition);
    }

    Expression written() {
        return new Expression(String.join(" AND ", conditions), names, values);
    }
}
