package dynamofanout.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/**
 * A table as it was described.
 *
 * @param json all that the service said of it
 */
public record RawDescription(TableDescription table, JsonNode json) {
    private static final String ACTIVE = "ACTIVE";

    /** Of what the service says, or would say. */
    public static RawDescription of(JsonNode json) {
        return new RawDescription(DescribeAnswer.table(json), json);
    }

    /** Whether the table and all of its indexes are there to be used. */
    public boolean isUsable() {
        return isActive()
                && StreamSupport.stream(json.path("GlobalSecondaryIndexes").spliterator(), false)
                        .allMatch(index ->
                                index.path("IndexStatus").asText(ACTIVE).equals(ACTIVE));
    }

    /** Whether the table is there to be used, whatever its indexes are. */
    public boolean isActive() {
        return table.status().equals(ACTIVE);
    }
}
