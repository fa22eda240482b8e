// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Tables to copy and items to put into them. */
public final class Tables {
    private static final int LARGEST_BATCH_BYTES = 1 << 20;

    private Tables() {}

    /** Creates a table; keys are written {@code name:TYPE}, the partition key first. */
    public static void create(DynamoDbClient client, String table, String... keys) {
        client.createTable(request(table, keys).build());
    }

    /** The same with the index {@code ByStatus} on one attribute, written {@code name:TYPE}. */
    public static void createWithIndex(DynamoDbClient client, String table, String indexed, String... keys) {
        createWithIndexNamed("ByStatus", client, table, indexed, keys);
    }

    /** The same with an index of another name, whose attributes are parted by blanks. */
    public static void createWithIndexNamed(
            String index, DynamoDbClient client, String table, String indexed, String... keys) {
        List<AttributeDefinition> attributes = new ArrayList<>(definitions(keys));
        attributes.addAll(definitions(indexed.split(" ", -1)));
        GlobalSecondaryIndex described = GlobalSecondaryIndex.builder()
                .indexName(index)
                .keySchema(keySchema(indexed.split(" ", -1)))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
        client.createTable(request(table, keys)
                .attributeDefinitions(attributes)
                .globalSecondaryIndexes(List.of(described))
                .build());
    }

    public static void put(DynamoDbClient client, String table, Collection<Map<String, AttributeValue>> items) {
        List<WriteRequest> batch = new ArrayList<>();
        long bytes = 0;
        for (Map<String, AttributeValue> item : items) {
            long size = item.toString().length();
            if (batch.size() == 25 || bytes + size > LARGEST_BATCH_BYTES) {
                flush(client, table, batch);
                bytes = 0;
            }
            batch.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
            bytes += size;
        }
        flush(client, table, batch);
    }

    /** Everything that the table holds, sets without order. */
    public static Set<Map<String, Object>> items(DynamoDbClient client, String table) {
        Set<Map<String, Object>> items = new HashSet<>();
        client.scanPaginator(scan -> scan.tableName(table).limit(1_000).consistentRead(true))
                .items()
                .forEach(item -> items.add(plain(item)));
        return items;
    }

    /** An item by its parts: name, value, name, value … */
    public static Map<String, AttributeValue> item(Object... namesAndValues) {
        Map<String, AttributeValue> item = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            item.put(String.valueOf(namesAndValues[i]), value(namesAndValues[i + 1]));
        }
        return item;
    }

    /** Items 0 to n-1 for a table with the key {@code id:S}. */
    public static List<Map<String, AttributeValue>> numbered(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> item("id", "item-" + i, "number", i, "text", "the text of item " + i))
                .toList();
    }

    static AttributeValue value(Object value) {
        if (value instanceof AttributeValue typed) {
            return typed;
        }
        if (value instanceof Number number) {
            return AttributeValue.fromN(number.toString());
        }
        if (value instanceof byte[] bytes) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
        }
        return AttributeValue.fromS(String.valueOf(value));
    }

    private static Map<String, Object> plain(Map<String, AttributeValue> item) {
        Map<String, Object> plain = new HashMap<>();
        item.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(AttributeValue value) {
        return switch (value.type()) {
            case SS -> Map.entry("SS", Set.copyOf(value.ss()));
            case NS -> Map.entry("NS", Set.copyOf(value.ns()));
            case BS -> Map.entry("BS", Set.copyOf(value.bs()));
            case L -> value.l().stream().map(Tables::plain).toList();
            case M -> plain(value.m());
            default -> value;
        };
    }

    private static void flush(DynamoDbClient client, String table, List<WriteRequest> batch) {
        if (!batch.isEmpty()) {
            client.batchWriteItem(request -> request.requestItems(Map.of(table, List.copyOf(batch))));
            batch.clear();
        }
    }

    static CreateTableRequest.Builder request(String table, String... keys) {
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(definitions(keys))
                .keySchema(keySchema(keys));
    }

    private static List<AttributeDefinition> definitions(String... keys) {
        return Arrays.stream(keys)
                .map(key -> AttributeDefinition.builder()
                        .attributeName(name(key))
                        .attributeType(key.substring(key.indexOf(':') + 1))
                        .build())
                .toList();
    }

    private static List<KeySchemaElement> keySchema(String... keys) {
        return IntStream.range(0, keys.length)
                .mapToObj(i -> KeySchemaElement.builder()
                        .attributeName(name(keys[i]))
                        .keyType(i == 0 ? KeyType.HASH : KeyType.RANGE)
                        .build())
                .toList();
    }

    private static String name(String key) {
        return key.substring(0, key.indexOf(':'));
    }
}
