// SPDX-License-Identifier: Apache-2.0
package dynamofanout.scale;

import dynamofanout.testing.FaultyHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * A source whose segments have given sizes, and a target of partitions that each take 1,000 units/s, with a limit of the
 * whole table besides; a fifth of a second's units may come at once. A segment's items lie in one partition, as ranges of the key's hash do. One
 * call in a hundred is throttled for no reason, one in five hundred fails. Only what the engine looks at is in answers.
 */
final class SimulatedTables implements SdkHttpClient {
    static final double UNITS_OF_PARTITION = 1_000;
    private static final double THROTTLED = 0.01;
    private static final double FAILED = 0.002;
    private static final String KEY_START = "\"id\":{\"S\":\"";
    private static final double READ_UNITS_OF_WRITE_UNIT = 0.125;

    private final List<Segment> segments;
    private final Tokens[] partitions;
    private final Tokens table;
    private final LongSupplier now;
    private final DoubleSupplier chance;
    private final BitSet[] written;
    private final PerSecond reads = new PerSecond();
    private final PerSecond writes = new PerSecond();
    private final PerSecond writeCalls = new PerSecond();
    private final PerSecond throttledWriteCalls = new PerSecond();
    private long puts;

    /** How many items a segment has, and how many write units each costs. */
    record Segment(int items, int unitsPerItem) {
        double units() {
            return (double) items * unitsPerItem;
        }
    }

    SimulatedTables(
            List<Segment> segments, int partitions, double tableLimit, LongSupplier now, DoubleSupplier chance) {
        this.segments = List.copyOf(segments);
        this.partitions = new Tokens[partitions];
        for (int i = 0; i < partitions; i++) {
            this.partitions[i] = new Tokens(UNITS_OF_PARTITION);
        }
        this.table = new Tokens(tableLimit);
        this.now = now;
        this.chance = chance;
        this.written = new BitSet[segments.size()];
        for (int i = 0; i < written.length; i++) {
            written[i] = new BitSet();
        }
    }

    /** Items that arrived, each counted once. */
    long arrived() {
        long sum = 0;
        for (BitSet segment : written) {
            sum += segment.cardinality();
        }
        return sum;
    }

    /** Puts that were accepted, repeated ones too. */
    long puts() {
        return puts;
    }

    /** Units. */
    PerSecond reads() {
        return reads;
    }

    /** Units. */
    PerSecond writes() {
        return writes;
    }

    /** Of the write calls from one second to before another, those that were throttled, wholly or in part. */
    double throttledShare(int from, int to) {
        return throttledWriteCalls.sum(from, to) / writeCalls.sum(from, to);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
                    String text = new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
                    return answer(FaultyHttp.operation(request), text);
                }
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    private HttpExecuteResponse answer(String operation, String body) {
        if (operation.equals("DescribeTable")) {
            return response(200, describe(body));
        }
        double fate = chance.getAsDouble();
        boolean isWrite = operation.equals("BatchWriteItem");
        if (fate < FAILED) {
            return response(500, "{\"__type\":\"x#InternalServerError\",\"message\":\"injected\"}");
        }
        if (fate < FAILED + THROTTLED) {
            countCall(isWrite, true);
            return throttled("TableWriteMaxOnDemandThroughputExceeded");
        }
        return isWrite ? write(body) : response(200, scan(body));
    }

    private String describe(String body) {
        String name = between(body, "\"TableName\":\"", "\"");
        return "{\"Table\":{\"TableName\":\"" + name + "\",\"TableArn\":\"arn:" + name + "\",\"TableId\":\"" + name
                + "\",\"TableStatus\":\"ACTIVE\",\"CreationDateTime\":1700000000,"
                + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}],"
                + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]}}";
    }

    private String scan(String body) {
        int number = Integer.parseInt(between(body, "\"Segment\":", ","));
        int limit = Integer.parseInt(between(body, "\"Limit\":", ","));
        Segment segment = segments.get(number);
        int from = body.contains("\"ExclusiveStartKey\"") ? index(keys(body).get(0)) + 1 : 0;
        // a page has at most 1 MB
        int most = Math.min(limit, Math.max(1, 1_000 / segment.unitsPerItem()));
        int to = Math.min(segment.items(), from + most);
        var answer = new StringBuilder("{\"Items\":[");
        for (int i = from; i < to; i++) {
            answer.append(i == from ? "" : ",").append(item(number + "-" + i));
        }
        double units = Math.max(0.5, (to - from) * segment.unitsPerItem() * READ_UNITS_OF_WRITE_UNIT);
        reads.add(now.getAsLong(), units);
        answer.append("],\"Count\":")
                .append(to - from)
                .append(",\"ScannedCount\":")
                .append(to - from);
        if (to < segment.items()) {
            answer.append(",\"LastEvaluatedKey\":").append(item(number + "-" + (to - 1)));
        }
        return answer + ",\"ConsumedCapacity\":{\"CapacityUnits\":" + units + "}}";
    }

    private HttpExecuteResponse write(String body) {
        long at = now.getAsLong();
        List<String> ids = keys(body);
        var unprocessed = new StringBuilder();
        double taken = 0;
        boolean isPartitionFull = false;
        for (String id : ids) {
            int number = Integer.parseInt(id.substring(0, id.indexOf('-')));
            int units = segments.get(number).unitsPerItem();
            Tokens partition = partitions[(int) ((long) number * partitions.length / segments.size())];
            boolean isTableFull = !table.has(units, at);
            if (!isTableFull && partition.has(units, at)) {
                table.take(units);
                partition.take(units);
                taken += units;
                puts++;
                written[number].set(index(id));
            } else {
                isPartitionFull |= !isTableFull;
                unprocessed
                        .append(unprocessed.length() == 0 ? "" : ",")
                        .append("{\"PutRequest\":{\"Item\":")
                        .append(item(id))
                        .append("}}");
            }
        }
        writes.add(at, taken);
        countCall(true, unprocessed.length() > 0);
        if (taken == 0) {
            return throttled(
                    isPartitionFull
                            ? "TableWriteKeyRangeThroughputExceeded"
                            : "TableWriteMaxOnDemandThroughputExceeded");
        }
        String members = unprocessed.length() == 0 ? "" : "\"Target\":[" + unprocessed + "]";
        return response(
                200,
                "{\"UnprocessedItems\":{" + members + "},\"ConsumedCapacity\":[{\"CapacityUnits\":" + taken + "}]}");
    }

    private void countCall(boolean isWrite, boolean isThrottled) {
        if (isWrite) {
            writeCalls.add(now.getAsLong(), 1);
            throttledWriteCalls.add(now.getAsLong(), isThrottled ? 1 : 0);
        }
    }

    /** Units per second, and what was not used in the last fifth of a second. */
    private static final class Tokens {
        private static final double BURST_SECONDS = 0.2;

        private final double perSecond;
        private double tokens;
        private long filledAt;

        Tokens(double perSecond) {
            this.perSecond = perSecond;
            this.tokens = perSecond * BURST_SECONDS;
        }

        boolean has(double units, long now) {
            tokens = Math.min(perSecond * BURST_SECONDS, tokens + (now - filledAt) / 1e9 * perSecond);
            filledAt = now;
            return tokens >= units;
        }

        void take(double units) {
            tokens -= units;
        }
    }

    private static String item(String id) {
        return "{" + KEY_START + id + "\"}}";
    }

    private static int index(String id) {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    private static List<String> keys(String body) {
        List<String> keys = new ArrayList<>();
        int at = body.indexOf(KEY_START);
        while (at >= 0) {
            int start = at + KEY_START.length();
            keys.add(body.substring(start, body.indexOf('"', start)));
            at = body.indexOf(KEY_START, start);
        }
        return keys;
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    private static HttpExecuteResponse throttled(String reason) {
        return response(
                400,
                "{\"__type\":\"x#ProvisionedThroughputExceededException\",\"message\":\"full\",\"ThrottlingReasons\":"
                        + "[{\"reason\":\"" + reason + "\",\"resource\":\"arn:aws:dynamodb:x:1:table/Target\"}]}");
    }

    private static HttpExecuteResponse response(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }
}
