package dynamofanout.definition;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;

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

    static IndexDefinition of(GlobalSecondaryIndexDescription index) {
        return new IndexDefinition(
                index.indexName(),
                KeyPart.of(index.keySchema()),
                index.projection().projectionTypeAsString(),
                index.projection().nonKeyAttributes(),
                Units.of(index.provisionedThroughput()));
    }

    static IndexDefinition of(LocalSecondaryIndexDescription index) {
        Projection projection = index.projection();
        return new IndexDefinition(
                index.indexName(),
                KeyPart.of(index.keySchema()),
                projection.projectionTypeAsString(),
                projection.nonKeyAttributes(),
                Optional.empty());
    }

    IndexDefinition onDemand() {
        return new IndexDefinition(name, key, projection, included, Optional.empty());
    }
}
