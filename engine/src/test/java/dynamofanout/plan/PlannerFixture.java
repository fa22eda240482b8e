// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static dynamofanout.plan.PlanBench.table;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.testing.LoopbackDynamoDb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** Two DynamoDB accounts between which copies are planned. */
abstract class PlannerFixture {
    static LoopbackDynamoDb db;
    static DynamoDbClient source;
    static DynamoDbClient target;
    static int tables;
    PlanBench bench;
    String name;

    @BeforeAll
    static void connect() {
        db = LoopbackDynamoDb.start();
        source = PlanBench.client(db, PlanBench.SOURCE_KEY, Region.US_EAST_1);
        target = PlanBench.client(db, PlanBench.TARGET_KEY, Region.US_EAST_1);
    }

    @BeforeEach
    void choose_a_new_table_name() {
        bench = new PlanBench(db);
        name = "Orders" + ++tables;
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @AfterAll
    static void stop() {
        source.close();
        target.close();
        db.close();
    }

    void assertRefused(String sentence) {
        assertRefused(sentence, () -> bench.plan(name));
    }

    static void assertRefused(String sentence, ThrowingCallable plan) {
        assertThatThrownBy(plan).isInstanceOf(BadInput.class).hasMessage(sentence);
    }

    String inDevelopment() {
        return "table " + name + " in development";
    }

    void createBoth(String... keys) {
        source.createTable(table(name, keys).build());
        target.createTable(table(name, keys).build());
    }

    static void createFar(CreateTableRequest.Builder table) {
        try (DynamoDbClient far = PlanBench.client(db, PlanBench.TARGET_KEY, Region.EU_NORTH_1)) {
            far.createTable(table.build());
        }
    }

    void putOrders(DynamoDbClient client, int count) {
        for (int i = 0; i < count; i++) {
            Map<String, AttributeValue> item = order(i);
            client.putItem(request -> request.tableName(name).item(item));
        }
    }

    static Map<String, AttributeValue> order(int i) {
        return Map.of(
                "customer",
                AttributeValue.fromS("customer-" + i % 97),
                "order",
                AttributeValue.fromN(String.valueOf(i)),
                "total",
                AttributeValue.fromN("12.50"));
    }

    static CreateTableRequest.Builder withIndex(
            CreateTableRequest.Builder table, String index, ProjectionType projection, String key) {
        CreateTableRequest built = table.build();
        List<AttributeDefinition> attributes = new ArrayList<>(built.attributeDefinitions());
        attributes.add(PlanBench.attribute(key));
        List<GlobalSecondaryIndex> indexes = new ArrayList<>(built.globalSecondaryIndexes());
        indexes.add(GlobalSecondaryIndex.builder()
                .indexName(index)
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key.split(":", 2)[0])
                        .keyType(KeyType.HASH)
                        .build())
                .projection(p -> p.projectionType(projection))
                .build());
        return table.attributeDefinitions(attributes).globalSecondaryIndexes(indexes);
    }

    static Consumer<ObjectNode> provisioned(int reads, int writes) {
        return table -> {
            table.remove("BillingModeSummary");
            table.putObject("ProvisionedThroughput")
                    .put("ReadCapacityUnits", reads)
                    .put("WriteCapacityUnits", writes);
        };
    }
}
