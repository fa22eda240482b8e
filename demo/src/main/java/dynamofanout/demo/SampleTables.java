// SPDX-License-Identifier: Apache-2.0
package dynamofanout.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Small example tables of common shapes: {@code App} (one table for customers and their orders), {@code Sessions} (half
 * of them have expired) and {@code Files} (binary keys).
 */
final class SampleTables {
    private static final int CUSTOMERS = 40;
    private static final int ORDERS = 3;
    private static final int SESSIONS = 100;
    private static final int FILES = 50;
    private static final long DAY = 86_400;

    private SampleTables() {}

    /** Creates the empty tables. */
    static void create(DynamoDbClient client) {
        create(client, "App", Map.of("PK", ScalarAttributeType.S, "SK", ScalarAttributeType.S), List.of("PK", "SK"));
        create(client, "Sessions", Map.of("id", ScalarAttributeType.S), List.of("id"));
        client.updateTimeToLive(update -> update.tableName("Sessions")
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expiresAt")));
        create(client, "Files", Map.of("digest", ScalarAttributeType.B), List.of("digest"));
    }

    /** Puts their items into them. */
    static void load(DynamoDbClient client, Instant now) {
        for (int customer = 1; customer <= CUSTOMERS; customer++) {
            put(client, "App", customer(customer));
            for (int order = 1; order <= ORDERS; order++) {
                put(client, "App", order(customer, order));
            }
        }
        for (int session = 1; session <= SESSIONS; session++) {
            long expires = now.getEpochSecond() + (session % 2 == 0 ? DAY : -DAY);
            put(
                    client,
                    "Sessions",
                    Map.of(
                            "id",
                            text("session-" + session),
                            "expiresAt",
                            number(expires),
                            "user",
                            text("C-" + session)));
        }
        for (int file = 1; file <= FILES; file++) {
            byte[] digest = ByteBuffer.allocate(8)
                    .putLong(file * 0x9E37_79B9_7F4A_7C15L)
                    .array();
            put(
                    client,
                    "Files",
                    Map.of(
                            "digest",
                            AttributeValue.fromB(SdkBytes.fromByteArray(digest)),
                            "content",
                            AttributeValue.fromB(SdkBytes.fromString("file " + file, StandardCharsets.UTF_8))));
        }
    }

    private static Map<String, AttributeValue> customer(int number) {
        return Map.of(
                "PK", text("CUSTOMER#C-" + number),
                "SK", text("PROFILE"),
                "name", text("Ada Example " + number),
                "email", text("ada" + number + "@example.com"),
                "phone", text(String.format("+41 44 555 %04d", number)));
    }

    private static Map<String, AttributeValue> order(int customer, int number) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("PK", text("CUSTOMER#C-" + customer));
        item.put("SK", text("ORDER#2026-01-0" + number));
        item.put("status", text(number == 1 ? "OPEN" : "PAID"));
        item.put("total", number(10L * customer + number));
        return item;
    }

    private static void create(
            DynamoDbClient client, String table, Map<String, ScalarAttributeType> types, List<String> key) {
        List<KeySchemaElement> schema = new ArrayList<>();
        List<AttributeDefinition> definitions = new ArrayList<>();
        for (String name : key) {
            KeyType type = schema.isEmpty() ? KeyType.HASH : KeyType.RANGE;
            schema.add(
                    KeySchemaElement.builder().attributeName(name).keyType(type).build());
            definitions.add(AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(types.get(name))
                    .build());
        }
        client.createTable(create -> create.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(definitions)
                .keySchema(schema));
    }

    private static void put(DynamoDbClient client, String table, Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(table).item(item));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
