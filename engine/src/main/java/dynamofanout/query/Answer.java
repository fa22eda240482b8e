// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import java.util.List;
import java.util.Optional;

/**
 * One page of the answer to a query.
 *
 * @param items each as JSON text in the format that was asked for; none if only numbers were asked for
 * @param count items that match: those returned, or counted
 * @param unique an attribute's values with the number of items in this page that have them, if that was asked for
 * @param units read units the service charged
 * @param nextPageToken absent at the end
 */
public record Answer(
        Wants wants,
        List<String> items,
        long count,
        List<UniqueValue> unique,
        double units,
        Optional<String> nextPageToken) {
    /** Which fields an answer has. */
    public enum Wants {
        ITEMS,
        COUNT,
        UNIQUE
    }

    /**
     * A value of the attribute, and how many items have it.
     *
     * @param value JSON text in the format that was asked for
     */
    public record UniqueValue(String value, long count) {}

    public Answer {
        items = List.copyOf(items);
        unique = List.copyOf(unique);
    }

    /**
     * The answer as JSON, in the shape that docs/reference.md describes: {@code {"items"?, "count", "unique"?, "units",
     * "nextPageToken"?}}.
     */
    public String json() {
        var json = new StringBuilder("{");
        if (wants == Wants.ITEMS) {
            json.append("\"items\":[").append(String.join(",", items)).append("],");
        }
        json.append("\"count\":").append(count);
        if (wants == Wants.UNIQUE) {
            json.append(",\"unique\":[");
            for (int i = 0; i < unique.size(); i++) {
                json.append(i == 0 ? "" : ",")
                        .append("{\"value\":")
                        .append(unique.get(i).value());
                json.append(",\"count\":").append(unique.get(i).count()).append('}');
            }
            json.append(']');
        }
        json.append(",\"units\":").append(units);
        nextPageToken.ifPresent(
                token -> json.append(",\"nextPageToken\":\"").append(token).append('"'));
        return json.append('}').toString();
    }
}
