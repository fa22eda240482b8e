// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What people write by hand: a thread per segment, the SDK's objects, a batch of 25 after the other, and what stayed
 * unprocessed again after a short wait.
 *
 * <p>Profiles A (source) and B (target) give Region, credentials and endpoint.
 */
final class JavaLoop {
    private static final int BATCH = 25;
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final DynamoDbClient source;
    private final DynamoDbClient target;
    private final String table;

    private JavaLoop(DynamoDbClient source, DynamoDbClient target, String table) {
        this.source = source;
        this.target = target;
        this.table = table;
    }

    public static void main(String[] words) throws InterruptedException, ExecutionException {
        Arguments arguments = new Arguments(words);
        String table = arguments.text("table").orElse("Bench");
        int threads = arguments.count("threads", 8);
        arguments.refuseUnknown();
        long written = 0;
        try (DynamoDbClient source = client("A");
                DynamoDbClient target = client("B")) {
            JavaLoop loop = new JavaLoop(source, target, table);
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Future<Long>> segments = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int segment = i;
                segments.add(pool.submit(() -> loop.copy(segment, threads)));
            }
            pool.shutdown();
            for (Future<Long> segment : segments) {
                written += segment.get();
            }
        }
        System.out.println("{\"written\":" + written + "}");
    }

    private long copy(int segment, int segments) throws InterruptedException {
        long written = 0;
        ScanRequest request = ScanRequest.builder()
                .tableName(table)
                .segment(segment)
                .totalSegments(segments)
                .build();
        ScanResponse page = source.scan(request);
        while (true) {
            List<Map<String, AttributeValue>> items = page.items();
            for (int from = 0; from < items.size(); from += BATCH) {
                write(items.subList(from, Math.min(items.size(), from + BATCH)));
            }
            written += items.size();
            if (!page.hasLastEvaluatedKey()) {
                return written;
            }
            page = source.scan(request.toBuilder()
                    .exclusiveStartKey(page.lastEvaluatedKey())
                    .build());
        }
    }

    private void write(List<Map<String, AttributeValue>> items) throws InterruptedException {
        Map<String, List<WriteRequest>> rest = Map.of(
                table,
                items.stream()
                        .map(item -> WriteRequest.builder()
                                .putRequest(PutRequest.builder().item(item).build())
                                .build())
                        .toList());
        for (long wait = 50; ; wait = Math.min(LONGEST_WAIT_MILLIS, 2 * wait)) {
            Map<String, List<WriteRequest>> asked = rest;
            BatchWriteItemResponse answer = target.batchWriteItem(builder -> builder.requestItems(asked));
            rest = answer.unprocessedItems();
            if (rest.isEmpty()) {
                return;
            }
            Thread.sleep(ThreadLocalRandom.current().nextLong(wait));
        }
    }

    private static DynamoDbClient client(String profile) {
        return DynamoDbClient.builder()
                .overrideConfiguration(override -> override.defaultProfileName(profile))
                .credentialsProvider(ProfileCredentialsProvider.create(profile))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
