// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Compares attribute values as DynamoDB does: numbers by value, sets without order. It is written independently of the
 * engine, so that one can test the other.
 */
public final class Values {
    private Values() {}

    /** Equality of typed values: numbers by value, sets without order. */
    public static boolean areEqual(JsonNode left, JsonNode right) {
        return plain(left).equals(plain(right));
    }

    /** A whole item or map, without what old global tables keep in it. */
    public static Object plainItem(JsonNode attributes) {
        Map<String, Object> plain = new HashMap<>();
        attributes.properties().forEach(entry -> {
            if (!entry.getKey().startsWith("aws:rep:")) {
                plain.put(entry.getKey(), plain(entry.getValue()));
            }
        });
        return plain;
    }

    private static Object plain(JsonNode typed) {
        if (typed.size() != 1) {
            return typed;
        }
        String type = typed.fieldNames().next();
        JsonNode value = typed.path(type);
        return switch (type) {
            case "N" -> Map.of("N", number(value));
            case "NS" -> {
                Set<Object> set = new HashSet<>();
                value.forEach(each -> set.add(number(each)));
                yield Map.of("NS", set);
            }
            case "SS", "BS" -> {
                Set<Object> set = new HashSet<>();
                value.forEach(each -> set.add(each.asText()));
                yield Map.of(type, set);
            }
            case "L" -> {
                java.util.List<Object> list = new java.util.ArrayList<>();
                value.forEach(each -> list.add(plain(each)));
                yield Map.of("L", list);
            }
            case "M" -> {
                Map<String, Object> map = new HashMap<>();
                value.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
                yield Map.of("M", map);
            }
            default -> typed;
        };
    }

    private static Object number(JsonNode text) {
        var number = new BigDecimal(text.asText());
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
