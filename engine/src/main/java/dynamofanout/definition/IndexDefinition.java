// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A secondary index.
 *
 * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param included attributes that {@code INCLUDE} names, in alphabetical order: DynamoDB describes them in any
 * @param throughput of a global index; local ones share their table's
 */
record IndexDefinition(
        String name, List<KeyPart> key, String projection, List<String> included, Throughput throughput) {
    IndexDefinition {
        key = List.copyOf(key);
        included = included.stream().sorted().toList();
    }

    /** A global or local index, as DescribeTable and CreateTable have it. */
    static IndexDefinition of(JsonNode index) {
        JsonNode projection = index.path("Projection");
        List<String> included = new ArrayList<>();
        projection.path("NonKeyAttributes").forEach(attribute -> included.add(attribute.asText()));
        return new IndexDefinition(
                index.path("IndexName").asText(),
                KeyPart.of(index.path("KeySchema")),
                projection.path("ProjectionType").asText(),
                included,
                Throughput.of(index));
    }

    /** The same, paid by what is used. */
    IndexDefinition onDemand() {
        return new IndexDefinition(name, key, projection, included, Throughput.UNLIMITED);
    }
}
