// SPDX-License-Identifier: Apache-2.0
package dynamofanout.filter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects names and values of an expression, and assigns placeholders to them. Not thread-safe. */
final class Placeholders {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    String path(AttributePath path) {
        return path.expression("f", names);
    }

    String string(String value) {
        return value(typed().put("S", value));
    }

    String number(BigDecimal value) {
        return value(typed().put("N", value.toString()));
    }

    String bool(String word) {
        return value(typed().put("BOOL", Boolean.parseBoolean(word)));
    }

    String none() {
        return value(typed().put("NULL", true));
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, String> values() {
        return values;
    }

    private static ObjectNode typed() {
        return JsonNodeFactory.instance.objectNode();
    }

    private String value(ObjectNode value) {
        String placeholder = ":f" + values.size();
        values.put(placeholder, value.toString());
        return placeholder;
    }
}
