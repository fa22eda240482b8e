// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.ItemKey;
import dynamofanout.item.JsonStrings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the Query that reads one item by its whole key. It is used where a filter is needed, because BatchGetItem has
 * none.
 */
final class KeyQuery {
    /** Prefix of the key's placeholders. Placeholders of filters must not begin with it. */
    static final String RESERVED = "fanoutKey";

    private KeyQuery() {}

    static String body(String quotedTable, ItemKey key, ReadOptions options, String lastMember) {
        List<String> conditions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        int i = 0;
        for (ItemKey.Part part : key.parts()) {
            String placeholder = RESERVED + i++;
            conditions.add("#" + placeholder + " = :" + placeholder);
            names.add("\"#" + placeholder + "\":" + JsonStrings.quoted(part.name()));
            values.add("\":" + placeholder + "\":" + part.rawValue());
        }
        Optional<Filter> filter = options.filter();
        filter.filter(f -> !f.names().isEmpty()).ifPresent(f -> names.add(f.nameMembers()));
        filter.filter(f -> !f.values().isEmpty()).ifPresent(f -> values.add(f.valueMembers()));
        return "{\"TableName\":" + quotedTable + ",\"KeyConditionExpression\":\"" + String.join(" AND ", conditions)
                + "\","
                + filter.map(f -> "\"FilterExpression\":" + JsonStrings.quoted(f.expression()) + ",")
                        .orElse("")
                + "\"ExpressionAttributeNames\":{" + String.join(",", names) + "},\"ExpressionAttributeValues\":{"
                + String.join(",", values) + "},\"ConsistentRead\":" + options.isConsistent() + "," + lastMember + "}";
    }
}
