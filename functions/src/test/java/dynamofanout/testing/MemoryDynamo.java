package dynamofanout.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * A DynamoDB in memory behind the seam of {@link SdkHttpClient}: no network, no waiting, as exact as the engine needs.
 * Tables have a string key {@code id}; a Scan goes by a hash of it, as the service's does. Accepted puts are counted per
 * key. Thread-safe.
 */
public final class MemoryDynamo implements SdkHttpClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE_BYTES = 1 << 20;

    private final Map<String, NavigableMap<Long, ObjectNode>> tables = new HashMap<>();
    private final Map<String, Integer> puts = new HashMap<>();
    private String generation = "1";

    /** Creates an empty table. */
    public synchronized MemoryDynamo withTable(String name) {
        tables.put(name, new TreeMap<>());
        return this;
    }

    /** Puts an item as if another client had. */
    public synchronized void put(String table, ObjectNode item) {
        items(table).put(hash(id(item)), item);
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
        items(table).values().forEach(item -> contents.put(id(item), item));
        return contents;
    }

    /** How often a put of this key was accepted. */
    public synchronized int puts(String id) {
        return puts.getOrDefault(id, 0);
    }

    public synchronized int allPuts() {
        return puts.values().stream().mapToInt(Integer::intValue).sum();
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
                    return ok(answer(FaultyHttp.operation(request), JSON.readTree(body))
                            .toString());
                }
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    private synchronized JsonNode answer(String operation, JsonNode body) {
        return switch (operation) {
            case "DescribeTable" -> describe(body.path("TableName").asText());
            case "Scan" -> scan(body);
            case "BatchWriteItem" -> write(body);
            case "BatchGetItem" -> get(body);
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
                .put("CreationDateTime", 1_700_000_000.5)
                .put("ItemCount", items(table).size());
        described.putArray("KeySchema").addObject().put("AttributeName", "id").put("KeyType", "HASH");
        described
                .putArray("AttributeDefinitions")
                .addObject()
                .put("AttributeName", "id")
                .put("AttributeType", "S");
        return answer;
    }

    private JsonNode scan(JsonNode body) {
        long total = body.path("TotalSegments").asLong();
        long width = (1L << 32) / total + 1;
        long from = body.path("Segment").asLong() * width;
        JsonNode start = body.path("ExclusiveStartKey").path("id").path("S");
        long after = start.isTextual() ? hash(start.asText()) + 1 : from;
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray("Items");
        int bytes = 0;
        String last = "";
        boolean isCut = false;
        for (ObjectNode item : items(body.path("TableName").asText())
                .subMap(Math.max(after, from), Math.max(after, from + width))
                .values()) {
            if (found.size() == body.path("Limit").asInt() || bytes > PAGE_BYTES) {
                isCut = true;
                break;
            }
            found.add(item);
            bytes += item.toString().length();
            last = id(item);
        }
        if (isCut) {
            answer.putObject("LastEvaluatedKey").putObject("id").put("S", last);
        }
        answer.put("Count", found.size()).put("ScannedCount", found.size());
        answer.putObject("ConsumedCapacity").put("CapacityUnits", Math.max(0.5, bytes / 8192.0));
        return answer;
    }

    private JsonNode write(JsonNode body) {
        String table = body.path("RequestItems").fieldNames().next();
        List<String> ids = new ArrayList<>();
        for (JsonNode write : body.path("RequestItems").path(table)) {
            ObjectNode item = (ObjectNode) write.path("PutRequest").path("Item");
            if (ids.contains(id(item))) {
                throw new IllegalStateException("a batch holds two writes to one key");
            }
            ids.add(id(item));
            items(table).put(hash(id(item)), item);
            puts.merge(id(item), 1, Integer::sum);
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("UnprocessedItems");
        answer.putArray("ConsumedCapacity").addObject().put("CapacityUnits", ids.size());
        return answer;
    }

    private JsonNode get(JsonNode body) {
        String table = body.path("RequestItems").fieldNames().next();
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putObject("Responses").putArray(table);
        for (JsonNode key : body.path("RequestItems").path(table).path("Keys")) {
            ObjectNode item = items(table).get(hash(key.path("id").path("S").asText()));
            if (item != null) {
                found.add(item);
            }
        }
        answer.putObject("UnprocessedKeys");
        return answer;
    }

    private NavigableMap<Long, ObjectNode> items(String table) {
        NavigableMap<Long, ObjectNode> items = tables.get(table);
        if (items == null) {
            throw new IllegalArgumentException("no table " + table);
        }
        return items;
    }

    private static String id(JsonNode item) {
        return item.path("id").path("S").asText();
    }

    /** 0 to 2^32 − 1, spread, the same every time, and different for each of a test's ids. */
    private static long hash(String id) {
        var crc = new java.util.zip.CRC32();
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    private static HttpExecuteResponse ok(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(200)
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }
}
