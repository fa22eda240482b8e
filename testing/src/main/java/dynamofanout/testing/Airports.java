// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * 28,298 real airports as a table: partition key {@code country} (44 % of the items are in one partition), sort key
 * {@code icao}, and a sparse index on {@code iata}.
 */
public final class Airports {
    public static final String TABLE = "Airports";

    private static final List<String> NUMBERS = List.of("elevation", "lat", "lon");

    private Airports() {}

    /** Creates the empty table. */
    @SuppressWarnings("unchecked") // the SDK's varargs of lambdas
    public static void createTable(DynamoDbClient client) {
        client.createTable(table -> table.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        a -> a.attributeName("country").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("icao").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("iata").attributeType(ScalarAttributeType.S))
                .keySchema(k -> k.attributeName("country").keyType(KeyType.HASH), k -> k.attributeName("icao")
                        .keyType(KeyType.RANGE))
                .globalSecondaryIndexes(index -> index.indexName("ByIata")
                        .keySchema(k -> k.attributeName("iata").keyType(KeyType.HASH))
                        .projection(p -> p.projectionType(ProjectionType.ALL))));
    }

    /** Puts the first {@code most} airports into the table. */
    public static void load(DynamoDbClient client, int most) {
        List<Map<String, AttributeValue>> items = items();
        List<Map<String, AttributeValue>> wanted = items.subList(0, Math.min(most, items.size()));
        IntStream.range(0, (wanted.size() + 24) / 25).parallel().forEach(batch -> {
            List<WriteRequest> writes = wanted.subList(batch * 25, Math.min(wanted.size(), batch * 25 + 25)).stream()
                    .map(item -> WriteRequest.builder()
                            .putRequest(put -> put.item(item))
                            .build())
                    .toList();
            client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, writes)));
        });
    }

    /** All airports as items. */
    public static List<Map<String, AttributeValue>> items() {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        try (@Nullable InputStream raw = Airports.class.getResourceAsStream("airports.csv.gz")) {
            if (raw == null) {
                throw new IllegalStateException("airports.csv.gz must be beside the class");
            }
            var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8));
            List<String> names = fields(String.valueOf(reader.readLine()));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                items.add(item(names, fields(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    private static Map<String, AttributeValue> item(List<String> names, List<String> values) {
        Map<String, AttributeValue> item = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String value = values.get(i);
            if (!value.isEmpty()) {
                item.put(
                        names.get(i),
                        NUMBERS.contains(names.get(i)) ? AttributeValue.fromN(value) : AttributeValue.fromS(value));
            }
        }
        return item;
    }

    /** Fields of a CSV line; quotes within quoted fields are doubled. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        var field = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean isDoubled = isQuoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (isDoubled) {
                field.append('"');
                i++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
