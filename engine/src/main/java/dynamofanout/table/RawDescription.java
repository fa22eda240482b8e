// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/**
 * A table's description together with the JSON that it was read from.
 *
 * @param json everything that the service said about the table
 */
public record RawDescription(TableDescription table, JsonNode json) {
    private static final String ACTIVE = "ACTIVE";

    /** The description in JSON that the service returned, or would return. */
    public static RawDescription of(JsonNode json) {
        return new RawDescription(DescribeAnswer.table(json), json);
    }

    /** Whether the table and all of its indexes can be used. */
    public boolean isUsable() {
        return isActive()
                && StreamSupport.stream(json.path("GlobalSecondaryIndexes").spliterator(), false)
                        .allMatch(index ->
                                index.path("IndexStatus").asText(ACTIVE).equals(ACTIVE));
    }

    /** Whether the table can be used, whatever the state of its indexes. */
    public boolean isActive() {
        return table.status().equals(ACTIVE);
    }
}
