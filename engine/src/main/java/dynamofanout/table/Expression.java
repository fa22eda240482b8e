// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.JsonStrings;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An expression that Fanout writes, with the names and values of its placeholders.
 *
 * @param names {@code #name} to attribute name
 * @param values {@code :name} to a value as DynamoDB JSON text
 */
public record Expression(String text, Map<String, String> names, Map<String, String> values) {
    /** Prefix of our placeholders, after {@code #} or {@code :}. Placeholders of filters must not begin with it. */
    public static final String RESERVED = KeyQuery.RESERVED;

    public Expression {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }

    String nameMembers() {
        return names.entrySet().stream()
                .map(entry -> JsonStrings.quoted(entry.getKey()) + ":" + JsonStrings.quoted(entry.getValue()))
                .collect(Collectors.joining(","));
    }

    String valueMembers() {
        return values.entrySet().stream()
                .map(entry -> JsonStrings.quoted(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
