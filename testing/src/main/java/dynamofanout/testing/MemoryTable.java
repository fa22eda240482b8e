// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One table of {@link MemoryDynamo}. A Scan returns items by a hash of the partition key, and within a partition by the
 * sort key. A table with a salt has another hash, so its scans return another order and its segments hold other keys.
 */
final class MemoryTable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE_BYTES = 1 << 20;
    private static final int LEAST_LIMIT = 1;

    private final String partition;
    private final Optional<String> sort;
    private final String types;
    private final String salt;
    private final TreeMap<ScanPosition, ObjectNode> items = new TreeMap<>();

    /** Where a key stands in the table. */
    private record ScanPosition(long hash, JsonNode partition, @Nullable JsonNode sort)
            implements Comparable<ScanPosition> {
        private static final Comparator<ScanPosition> ORDER = Comparator.comparingLong(ScanPosition::hash)
                .thenComparing((left, right) -> compare(left.partition, right.partition))
                .thenComparing((left, right) -> left.sort == null || right.sort == null
                        ? Boolean.compare(left.sort != null, right.sort != null)
                        : compare(left.sort, right.sort));

        @Override
        public int compareTo(ScanPosition other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param types of the key attributes, for example {@code SN} */
    MemoryTable(String partition, Optional<String> sort, String types, String salt) {
        this.partition = partition;
        this.sort = sort;
        this.types = types;
        this.salt = salt;
    }

    /** Puts an item and says whether there was one with this key. */
    boolean put(ObjectNode item) {
        ScanPosition position = position(item);
        boolean wasThere = items.remove(position) != null; // the key's spelling is replaced too
        items.put(position, item);
        return wasThere;
    }

    boolean delete(JsonNode key) {
        return items.remove(position(key)) != null;
    }

    Optional<ObjectNode> get(JsonNode key) {
        return Optional.ofNullable(items.get(position(key)));
    }

    Collection<ObjectNode> items() {
        return items.values();
    }

    /** The key as text, equal for equal keys; of a table with one key attribute of type S that attribute. */
    String key(JsonNode item) {
        String first = text(item.path(partition));
        return sort.map(name -> first + "/" + text(item.path(name))).orElse(first);
    }

    void describe(ObjectNode described) {
        ArrayNode schema = described.putArray("KeySchema");
        ArrayNode definitions = described.putArray("AttributeDefinitions");
        schema.addObject().put("AttributeName", partition).put("KeyType", "HASH");
        definitions.addObject().put("AttributeName", partition).put("AttributeType", types.substring(0, 1));
        sort.ifPresent(name -> {
            schema.addObject().put("AttributeName", name).put("KeyType", "RANGE");
            definitions.addObject().put("AttributeName", name).put("AttributeType", types.substring(1));
        });
        described.put("ItemCount", items.size());
    }

    /** @param mostItems of the page, whatever the request says */
    ObjectNode scan(JsonNode body, int mostItems) {
        long total = body.path("TotalSegments").asLong();
        long width = (1L << 32) / total + 1;
        long from = body.path("Segment").asLong() * width;
        JsonNode start = body.path("ExclusiveStartKey");
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray("Items");
        int limit = Math.max(LEAST_LIMIT, Math.min(mostItems, body.path("Limit").asInt()));
        int bytes = 0;
        @Nullable ObjectNode last = null;
        boolean isCut = false;
        var rest = start.isObject() ? items.tailMap(positionIn(from, width, start), false) : items;
        for (var entry : rest.entrySet()) {
            long hash = entry.getKey().hash();
            if (hash < from) {
                continue;
            }
            if (hash >= from + width) {
                break;
            }
            if (found.size() == limit || bytes > PAGE_BYTES) {
                isCut = true;
                break;
            }
            found.add(entry.getValue());
            bytes += entry.getValue().toString().length();
            last = entry.getValue();
        }
        if (isCut && last != null) {
            answer.set("LastEvaluatedKey", keyOf(last));
        }
        answer.put("Count", found.size()).put("ScannedCount", found.size());
        answer.putObject("ConsumedCapacity").put("CapacityUnits", Math.max(0.5, Math.ceil(bytes / 4096.0) / 2));
        return answer;
    }

    ObjectNode keyOf(JsonNode item) {
        ObjectNode key = JSON.createObjectNode();
        key.set(partition, item.path(partition));
        sort.ifPresent(name -> key.set(name, item.path(name)));
        return key;
    }

    /** Refuses keys that appear twice, as the service does. */
    void requireDifferent(Iterable<? extends JsonNode> keys) {
        Set<String> seen = new HashSet<>();
        for (JsonNode key : keys) {
            if (!seen.add(key(key))) {
                throw new IllegalStateException("a batch holds one key twice");
            }
        }
    }

    private ScanPosition positionIn(long from, long width, JsonNode start) {
        ScanPosition position = position(start);
        if (position.hash() < from || position.hash() >= from + width) {
            throw new IllegalStateException("the start key does not belong to the segment");
        }
        return position;
    }

    private ScanPosition position(JsonNode item) {
        JsonNode first = item.path(partition);
        if (first.isMissingNode() || (sort.isPresent() && item.path(sort.get()).isMissingNode())) {
            throw new IllegalStateException("an item lacks its key");
        }
        return new ScanPosition(hash(text(first)), first, sort.map(item::path).orElse(null));
    }

    private static int compare(JsonNode left, JsonNode right) {
        if (left.has("N")) {
            return number(left).compareTo(number(right));
        }
        return Arrays.compareUnsigned(bytes(left), bytes(right));
    }

    private static String text(JsonNode value) {
        return value.has("N")
                ? number(value).stripTrailingZeros().toPlainString()
                : value.has("S") ? value.path("S").asText() : value.path("B").asText();
    }

    private static BigDecimal number(JsonNode value) {
        return new BigDecimal(value.path("N").asText());
    }

    private static byte[] bytes(JsonNode value) {
        return value.has("S")
                ? value.path("S").asText().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(value.path("B").asText());
    }

    /** 0 to 2^32 − 1, spread, the same every time. */
    private long hash(String text) {
        var crc = new CRC32();
        crc.update((salt + text).getBytes(StandardCharsets.UTF_8));
        // CRC32 is linear: with a salt alone the order would be another one, but of the same kind
        return salt.isEmpty() ? crc.getValue() : Long.rotateLeft(crc.getValue() * 0x9E3779B97F4A7C15L, 20) >>> 32;
    }
}
