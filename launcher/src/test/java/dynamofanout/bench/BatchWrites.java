// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Answers BatchWriteItem: counts, refuses what the limits and chance want refused, and keeps nothing. */
final class BatchWrites {
    private static final int MOST_WRITES = 25;
    private static final int MOST_BYTES = 16 << 20;

    private final ItemStore items;
    private final Limits limits;
    private final Faults faults;
    private final Stats stats;

    BatchWrites(ItemStore items, Limits limits, Faults faults, Stats stats) {
        this.items = items;
        this.limits = limits;
        this.faults = faults;
        this.stats = stats;
    }

    Answer write(RequestHead head, ByteBuffer body) {
        WriteRequests writes = new WriteRequests(body);
        int count = writes.size();
        if (count < 1 || count > MOST_WRITES || body.remaining() > MOST_BYTES || stats.hasTwice(writes)) {
            return Answer.error("ValidationException", "Batch is empty, too large or writes a key twice: " + count, "");
        }
        String table = writes.tableName();
        if (faults.throttles()) {
            stats.throttled(count);
            return throttled(head, table, "TableWriteProvisionedThroughputExceeded");
        }
        BitSet refused = new BitSet(count);
        if (faults.leavesHalf()) {
            refused.set(count - count / 2, count);
        }
        Optional<String> reason =
                limits.admit(count, items.writeUnitsPerItem(), items.count(), writes::indexOf, refused);
        if (reason.isPresent() && refused.cardinality() == count) {
            stats.throttled(count);
            return throttled(head, table, reason.get());
        }
        int units = (count - refused.cardinality()) * items.writeUnitsPerItem();
        stats.wrote(writes, refused, units);
        return Answer.ok(answer(table, writes, refused, units, body));
    }

    private static List<ByteBuffer> answer(
            String table, WriteRequests writes, BitSet refused, int units, ByteBuffer body) {
        String consumed = asksForUnits(body)
                ? ",\"ConsumedCapacity\":[{\"CapacityUnits\":" + units + ".0,\"TableName\":\"" + table + "\"}]"
                : "";
        if (refused.isEmpty()) {
            return List.of(Answer.bytes("{\"UnprocessedItems\":{}" + consumed + "}"));
        }
        List<ByteBuffer> answer = new ArrayList<>();
        answer.add(Answer.bytes("{\"UnprocessedItems\":{\"" + table + "\":["));
        answer.addAll(writes.bytesOf(refused));
        answer.add(Answer.bytes("]}" + consumed + "}"));
        return answer;
    }

    /** Clients put the parameter before or behind all items: both ends of the body are looked at. */
    private static boolean asksForUnits(ByteBuffer body) {
        int length = body.remaining();
        int end = Math.min(200, length);
        int from = body.arrayOffset() + body.position();
        String ends = new String(body.array(), from, end, StandardCharsets.ISO_8859_1)
                + new String(body.array(), from + length - end, end, StandardCharsets.ISO_8859_1);
        return ends.contains("ReturnConsumedCapacity") && Scans.asksForUnits(ends);
    }

    private static Answer throttled(RequestHead head, String table, String reason) {
        String more = ",\"ThrottlingReasons\":[{\"reason\":\"%s\",\"resource\":\"%s\"}]"
                .formatted(reason, Descriptions.arn(head, table));
        return Answer.error("ProvisionedThroughputExceededException", "Throughput exceeds the capacity", more);
    }
}
