// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers Scan: pages of the segments of the source, and of a target that is empty or has the same keys. */
final class Scans {
    private static final int PAGE_BYTES = 1 << 20;
    private static final Pattern KEY = Pattern.compile("\"ExclusiveStartKey\"\\s*:\\s*(\\{)");

    private final ItemStore ofSource;
    private final Optional<ItemStore> ofTarget;
    private final Stats stats;

    /** @param ofTarget absent for an empty one */
    Scans(ItemStore ofSource, Optional<ItemStore> ofTarget, Stats stats) {
        this.ofSource = ofSource;
        this.ofTarget = ofTarget;
        this.stats = stats;
    }

    Answer scan(boolean isTarget, String body) {
        long segment = number(body, "Segment", 0);
        long segments = number(body, "TotalSegments", 1);
        long limit = number(body, "Limit", Integer.MAX_VALUE);
        if (segments < 1 || segments > 1_000_000 || segment < 0 || segment >= segments || limit < 1) {
            return invalid("Segment, TotalSegments or Limit is out of range");
        }
        ItemStore items = isTarget ? ofTarget.orElse(ofSource) : ofSource;
        int count = isTarget && ofTarget.isEmpty() ? 0 : items.count();
        int from = boundary(segment, segments, count);
        int to = boundary(segment + 1, segments, count);
        Matcher key = KEY.matcher(body);
        if (key.find()) {
            int start = ItemStore.indexOfKey(body.substring(key.start(1)));
            if (start < from || start >= to) {
                return invalid("The provided starting key is outside the range of the segment");
            }
            from = start + 1;
        }
        int asked = (int) Math.min(limit, Math.max(1, PAGE_BYTES / items.itemSizeBytes()));
        int end = Math.min(to, from + asked);
        if (!isTarget) {
            stats.read(end - from);
        }
        return Answer.ok(page(items, from, end, end - from == asked, body));
    }

    private List<ByteBuffer> page(ItemStore items, int from, int end, boolean isCut, String body) {
        int count = end - from;
        List<ByteBuffer> page = new ArrayList<>();
        page.add(Answer.bytes("{" + consumed(count, body) + "\"Count\":" + count + ",\"Items\":["));
        page.addAll(items.slices(from, end));
        String last = isCut ? ",\"LastEvaluatedKey\":" + ItemStore.keyJson(end - 1) : "";
        page.add(Answer.bytes("]" + last + ",\"ScannedCount\":" + count + "}"));
        return page;
    }

    private String consumed(int count, String body) {
        if (!asksForUnits(body)) {
            return "";
        }
        double blocks = Math.max(1, Math.ceil((double) count * ofSource.itemSizeBytes() / 4096));
        double units = body.matches("(?s).*\"ConsistentRead\"\\s*:\\s*true.*") ? blocks : blocks / 2;
        return "\"ConsumedCapacity\":{\"CapacityUnits\":" + units + ",\"TableName\":\"" + tableName(body) + "\"},";
    }

    static boolean asksForUnits(String body) {
        return body.contains("\"TOTAL\"") || body.contains("\"INDEXES\"");
    }

    /** A table's name, also where the request gives its ARN. */
    static String tableName(String body) {
        Matcher matcher = Pattern.compile("\"TableName\"\\s*:\\s*\"(?:[^\"]*/)?([^\"]*)\"")
                .matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static int boundary(long segment, long segments, int count) {
        return (int) ((segment * count + segments - 1) / segments);
    }

    private static long number(String body, String field, long otherwise) {
        Matcher matcher =
                Pattern.compile("\"" + field + "\"\\s*:\\s*(\\d{1,10})").matcher(body);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    private static Answer invalid(String message) {
        return Answer.error("ValidationException", message, "");
    }
}
