package dynamofanout.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A secondary index.
 *
 * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param included attributes that {@code INCLUDE} names, in alphabetical order: DynamoDB describes them in any
 * @param units of a global index of a provisioned table
 */
record IndexDefinition(
        String name, List<KeyPart> key, String projection, List<String> included, Optional<Units> units) {
    IndexDefinition {
        key = List.copyOf(key);
        included = included.stream().sorted().toList();
    }

    /** A global or local index, as DescribeTable and CreateTable have it; local ones have no units of their own. */
    static IndexDefinition of(JsonNode index) {
        JsonNode projection = index.path("Projection");
        List<String> included = new ArrayList<>();
        projection.path("NonKeyAttributes").forEach(attribute -> included.add(attribute.asText()));
        return new IndexDefinition(
                index.path("IndexName").asText(),
                KeyPart.of(index.path("KeySchema")),
                projection.path("ProjectionType").asText(),
                included,
                Units.of(index.path("ProvisionedThroughput")));
    }

    IndexDefinition onDemand() {
        return new IndexDefinition(name, key, projection, included, Optional.empty());
    }
}
