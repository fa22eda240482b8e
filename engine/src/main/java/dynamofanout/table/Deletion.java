// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.ItemEquality;
import dynamofanout.item.ItemKey;
import dynamofanout.item.JsonStrings;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A DeleteItem call that only succeeds if the item has not changed. */
final class Deletion {
    /** Each attribute needs two of the 300 operators that an expression may have. */
    static final int MOST_CONDITIONS = 100;

    private Deletion() {}

    static String body(String quotedTable, Slice item, KeySchema key, String lastMember) {
        List<String> conditions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, Slice> attribute : new TreeMap<>(ItemEquality.attributes(item)).entrySet()) {
            int i = conditions.size();
            if (i == MOST_CONDITIONS) {
                break;
            }
            conditions.add("#n" + i + " = :v" + i);
            names.add("\"#n" + i + "\":" + JsonStrings.quoted(attribute.getKey()));
            values.add("\":v" + i + "\":" + attribute.getValue().text());
        }
        return "{\"TableName\":" + quotedTable + ",\"Key\":"
                + ItemKey.of(item, key).json() + ",\"ConditionExpression\":\"" + String.join(" AND ", conditions)
                + "\",\"ExpressionAttributeNames\":{" + String.join(",", names) + "},\"ExpressionAttributeValues\":{"
                + String.join(",", values) + "}," + lastMember + "}";
    }
}
