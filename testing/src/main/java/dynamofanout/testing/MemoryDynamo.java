// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * An in-memory DynamoDB behind the interface {@code SdkHttpClient}: no network, no waiting, and as exact as the engine
 * needs. It counts the accepted puts and deletes of each key. Thread-safe.
 */
public final class MemoryDynamo implements SdkHttpClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, MemoryTable> tables = new HashMap<>();
    private final Map<String, Integer> puts = new HashMap<>();
    private final Map<String, Integer> deletes = new HashMap<>();
    private final Map<String, Double> readUnits = new HashMap<>();
    private final Map<String, Double> writeUnits = new HashMap<>();
    private BooleanSupplier isLeftUnprocessed = () -> false;
    private IntSupplier pageItems = () -> Integer.MAX_VALUE;
    private String generation = "1";

    /** Creates an empty table with the key {@code id:S}. */
    public synchronized MemoryDynamo withTable(String name) {
        tables.put(name, new MemoryTable("id", Optional.empty(), "S", ""));
        return this;
    }

    /**
     * Creates an empty table with the keys {@code id} and {@code at}.
     *
     * @param types of the two, for example {@code SN}
     * @param salt other than "" for a table whose scans come in an order of its own
     */
    public synchronized MemoryDynamo withTable(String name, String types, String salt) {
        tables.put(name, new MemoryTable("id", Optional.of("at"), types, salt));
        return this;
    }

    /** From now on each key of a BatchGetItem may be handed back unprocessed. */
    public void leaveUnprocessed(BooleanSupplier decides) {
        isLeftUnprocessed = decides;
    }

    /** From now on a page has at most so many items. */
    public void cutPages(IntSupplier most) {
        pageItems = most;
    }

    /** Puts an item as if another client had. */
    public synchronized void put(String table, ObjectNode item) {
        table(table).put(item);
    }

    /** Deletes an item as if another client had. */
    public synchronized void delete(String table, ObjectNode item) {
        table(table).delete(item);
    }

    /** Items {@code item-0} to {@code item-(count - 1)} with a payload of so many characters. */
    public MemoryDynamo withItems(String table, int count, int payload) {
        for (int i = 0; i < count; i++) {
            put(table, item("item-" + i, "x".repeat(payload)));
        }
        return this;
    }

    public static ObjectNode item(String id, String payload) {
        ObjectNode item = JSON.createObjectNode();
        item.putObject("id").put("S", id);
        item.putObject("payload").put("S", payload);
        return item;
    }

    /** What the table holds, by key. */
    public synchronized Map<String, ObjectNode> contents(String table) {
        Map<String, ObjectNode> contents = new HashMap<>();
        table(table).items().forEach(item -> contents.put(table(table).key(item), item));
        return contents;
    }

    /** A key as {@link #contents} has it. */
    public synchronized String key(String table, JsonNode item) {
        return table(table).key(item);
    }

    /** How often a put of this key was accepted. */
    public synchronized int puts(String id) {
        return puts.getOrDefault(id, 0);
    }

    /** How often a delete of this key was accepted. */
    public synchronized int deletes(String key) {
        return deletes.getOrDefault(key, 0);
    }

    public synchronized int allDeletes() {
        return deletes.values().stream().mapToInt(Integer::intValue).sum();
    }

    public synchronized int allPuts() {
        return puts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Units that answers of this table have said for reads. */
    public synchronized double readUnits(String table) {
        return readUnits.getOrDefault(table, 0.0);
    }

    /** Units that answers of this table have said for puts and deletes. */
    public synchronized double writeUnits(String table) {
        return writeUnits.getOrDefault(table, 0.0);
    }

    /** How often each key that was put at all was put. */
    public synchronized List<Integer> putsOfEach() {
        return List.copyOf(puts.values());
    }

    /** From now on every table is another one of the same name. */
    public synchronized void recreateTables() {
        generation = generation + "+";
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
                    return answer(FaultyHttp.operation(request), JSON.readTree(body));
                }
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    private synchronized HttpExecuteResponse answer(String operation, JsonNode body) {
        return switch (operation) {
            case "DescribeTable" -> ok(describe(body.path("TableName").asText()));
            case "Scan" ->
                ok(charged(
                        readUnits,
                        body.path("TableName").asText(),
                        table(body.path("TableName").asText()).scan(body, pageItems.getAsInt())));
            case "BatchWriteItem" -> ok(write(body));
            case "BatchGetItem" -> ok(get(body));
            case "PutItem" -> putIfAbsent(body);
            case "DeleteItem" -> deleteIfEqual(body);
            default -> throw new IllegalArgumentException("not in this fake: " + operation);
        };
    }

    private JsonNode describe(String table) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode described = answer.putObject("Table")
                .put("TableName", table)
                .put("TableArn", "arn:aws:dynamodb:eu-west-1:111111111111:table/" + table)
                .put("TableId", generation)
                .put("TableStatus", "ACTIVE")
                .put("CreationDateTime", 1_700_000_000.5);
        table(table).describe(described);
        return answer;
    }

    private JsonNode write(JsonNode body) {
        String name = body.path("RequestItems").fieldNames().next();
        MemoryTable table = table(name);
        var items = body.path("RequestItems").path(name).findValues("Item");
        table.requireDifferent(items);
        for (JsonNode item : items) {
            table.put((ObjectNode) item);
            puts.merge(table.key(item), 1, Integer::sum);
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("UnprocessedItems");
        answer.putArray("ConsumedCapacity").addObject().put("CapacityUnits", items.size());
        return charged(writeUnits, name, answer);
    }

    /** The one condition that the engine puts: attribute_not_exists of the partition key. */
    private HttpExecuteResponse putIfAbsent(JsonNode body) {
        if (!body.path("ConditionExpression").asText().equals("attribute_not_exists(#key)")) {
            throw new IllegalArgumentException("not in this fake: " + body.path("ConditionExpression"));
        }
        MemoryTable table = table(body.path("TableName").asText());
        ObjectNode item = (ObjectNode) body.path("Item");
        if (table.get(item).isPresent()) {
            return conditionFailed();
        }
        table.put(item);
        puts.merge(table.key(item), 1, Integer::sum);
        return ok(charged(writeUnits, body.path("TableName").asText(), consumed()));
    }

    /** Conditions {@code #n0 = :v0 AND …} as the engine puts them. */
    private HttpExecuteResponse deleteIfEqual(JsonNode body) {
        MemoryTable table = table(body.path("TableName").asText());
        JsonNode key = body.path("Key");
        Optional<ObjectNode> found = table.get(key);
        for (String condition : body.path("ConditionExpression").asText().split(" AND ", -1)) {
            String[] sides = condition.split(" = ", -1);
            String name = body.path("ExpressionAttributeNames").path(sides[0]).asText();
            JsonNode value = body.path("ExpressionAttributeValues").path(sides[1]);
            if (found.isEmpty() || !Values.areEqual(found.get().path(name), value)) {
                return conditionFailed();
            }
        }
        table.delete(key);
        deletes.merge(table.key(key), 1, Integer::sum);
        return ok(charged(writeUnits, body.path("TableName").asText(), consumed()));
    }

    private JsonNode get(JsonNode body) {
        String name = body.path("RequestItems").fieldNames().next();
        MemoryTable table = table(name);
        JsonNode keys = body.path("RequestItems").path(name).path("Keys");
        table.requireDifferent(keys);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putObject("Responses").putArray(name);
        ObjectNode unprocessed = answer.putObject("UnprocessedKeys");
        int looked = 0;
        for (JsonNode key : keys) {
            if (isLeftUnprocessed.getAsBoolean()) {
                unprocessed.withObject("/" + name).withArray("Keys").add(key);
            } else {
                looked++;
                table.get(key).ifPresent(found::add);
            }
        }
        answer.putArray("ConsumedCapacity").addObject().put("CapacityUnits", looked);
        return charged(readUnits, name, answer);
    }

    private static JsonNode charged(Map<String, Double> units, String table, JsonNode answer) {
        double said = answer.findValue("CapacityUnits").asDouble();
        units.merge(table, said, Double::sum);
        return answer;
    }

    private static ObjectNode consumed() {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("ConsumedCapacity").put("CapacityUnits", 1);
        return answer;
    }

    private MemoryTable table(String name) {
        MemoryTable table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("no table " + name);
        }
        return table;
    }

    private static HttpExecuteResponse conditionFailed() {
        return response(
                400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
                        + "\"message\":\"The conditional request failed\"}");
    }

    private static HttpExecuteResponse ok(JsonNode body) {
        return response(200, body.toString());
    }

    private static HttpExecuteResponse response(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }
}
