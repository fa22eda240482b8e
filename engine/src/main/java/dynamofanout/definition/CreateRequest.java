package dynamofanout.definition;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * The call that creates a table of a definition: everything but TTL and point-in-time recovery, which are set once the
 * table is there. Local indexes can only be created together with their table.
 */
public final class CreateRequest {
    private CreateRequest() {}

    public static CreateTableRequest of(TableDefinition table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name())
                .attributeDefinitions(table.attributes().entrySet().stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(attribute.getValue())
                                .build())
                        .toList())
                .keySchema(key(table.key()))
                .tableClass(table.tableClass())
                .deletionProtectionEnabled(table.features().isDeletionProtected())
                .billingMode(table.units().isPresent() ? BillingMode.PROVISIONED : BillingMode.PAY_PER_REQUEST);
        table.units().ifPresent(units -> request.provisionedThroughput(throughput(units)));
        if (!table.localIndexes().isEmpty()) {
            request.localSecondaryIndexes(
                    table.localIndexes().stream().map(CreateRequest::local).toList());
        }
        if (!table.globalIndexes().isEmpty()) {
            request.globalSecondaryIndexes(
                    table.globalIndexes().stream().map(CreateRequest::global).toList());
        }
        table.streamView()
                .ifPresent(view -> request.streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(view)));
        table.features()
                .kmsKey()
                .ifPresent(key -> request.sseSpecification(
                        sse -> sse.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(key)));
        if (!table.features().tags().isEmpty()) {
            request.tags(table.features().tags().entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        return request.build();
    }

    private static LocalSecondaryIndex local(IndexDefinition index) {
        return LocalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(key(index.key()))
                .projection(projection(index))
                .build();
    }

    private static GlobalSecondaryIndex global(IndexDefinition index) {
        GlobalSecondaryIndex.Builder global = GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(key(index.key()))
                .projection(projection(index));
        index.units().ifPresent(units -> global.provisionedThroughput(throughput(units)));
        return global.build();
    }

    private static Projection projection(IndexDefinition index) {
        Projection.Builder projection = Projection.builder().projectionType(index.projection());
        if (!index.included().isEmpty()) {
            projection.nonKeyAttributes(index.included());
        }
        return projection.build();
    }

    private static List<KeySchemaElement> key(List<KeyPart> key) {
        return key.stream()
                .map(part -> KeySchemaElement.builder()
                        .attributeName(part.attribute())
                        .keyType(part.isPartition() ? KeyType.HASH : KeyType.RANGE)
                        .build())
                .toList();
    }

    private static ProvisionedThroughput throughput(Units units) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(units.reads())
                .writeCapacityUnits(units.writes())
                .build();
    }
}
