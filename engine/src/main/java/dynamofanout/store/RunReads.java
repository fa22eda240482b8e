// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads the run table. All reads are strongly consistent. */
final class RunReads {
    private final DynamoDbClient client;
    private final String name;
    private final ConflictRetry conflicts;

    RunReads(DynamoDbClient client, String name, ConflictRetry conflicts) {
        this.client = client;
        this.name = name;
        this.conflicts = conflicts;
    }

    Optional<RunPart> get(PartKey key) {
        var response = read(
                key,
                () -> client.getItem(
                        request -> request.tableName(name).key(key.attributes()).consistentRead(true)));
        return response.hasItem() ? Optional.of(RunPart.of(response.item())) : Optional.empty();
    }

    /** Of these parts those that are there, in one call. At most 100, with answers of at most 16 MB. */
    Map<PartKey, RunPart> getAll(List<PartKey> keys) {
        Map<PartKey, RunPart> found = new HashMap<>();
        Map<String, KeysAndAttributes> wanted = Map.of(
                name,
                KeysAndAttributes.builder()
                        .keys(keys.stream().map(PartKey::attributes).toList())
                        .consistentRead(true)
                        .build());
        for (int tries = 1; !wanted.isEmpty(); tries++) {
            Map<String, KeysAndAttributes> now = wanted;
            BatchGetItemResponse response =
                    read(keys.get(0), () -> client.batchGetItem(request -> request.requestItems(now)));
            response.responses().getOrDefault(name, List.of()).stream()
                    .map(RunPart::of)
                    .forEach(part -> found.put(part.key(), part));
            wanted = response.unprocessedKeys();
            if (!wanted.isEmpty()) {
                conflicts.pause(keys.get(0), tries);
            }
        }
        return found;
    }

    /** All parts of a run whose names begin so, in the names' order. */
    List<RunPart> startingWith(String run, String prefix) {
        return query(
                new PartKey(run, prefix),
                request -> request.keyConditionExpression("#run = :run AND begins_with(#part, :part)"),
                Integer.MAX_VALUE);
    }

    /** The parts of a run that DynamoDB deletes before that second. */
    List<PartKey> expiringBefore(RunId run, long second) {
        List<PartKey> found = new ArrayList<>();
        Map<String, AttributeValue> start = Map.of();
        do {
            QueryRequest.Builder request = QueryRequest.builder()
                    .tableName(name)
                    .keyConditionExpression("#run = :run")
                    .filterExpression("#expires < :before")
                    .projectionExpression("#run, #part")
                    .expressionAttributeNames(
                            Map.of("#run", PartKey.RUN, "#part", PartKey.PART, "#expires", RunTableItems.EXPIRES))
                    .expressionAttributeValues(Map.of(
                            ":run", AttributeValue.fromS(run.text()),
                            ":before", AttributeValue.fromN(Long.toString(second))));
            if (!start.isEmpty()) {
                request.exclusiveStartKey(start);
            }
            var response = read(PartKey.control(run), () -> client.query(request.build()));
            response.items().stream().map(RunPart::of).map(RunPart::key).forEach(found::add);
            start = response.lastEvaluatedKey();
        } while (!start.isEmpty());
        return found;
    }

    /** Parts whose names come before that one, the last ones first. */
    List<RunPart> before(PartKey end, int most) {
        return query(
                end,
                request -> request.keyConditionExpression("#run = :run AND #part < :part")
                        .scanIndexForward(false)
                        .limit(Math.min(most, 1_000)),
                most);
    }

    private List<RunPart> query(PartKey key, Consumer<QueryRequest.Builder> condition, int most) {
        List<RunPart> found = new ArrayList<>();
        Map<String, AttributeValue> start = Map.of();
        do {
            QueryRequest.Builder request = QueryRequest.builder()
                    .tableName(name)
                    .consistentRead(true)
                    .expressionAttributeNames(Map.of("#run", PartKey.RUN, "#part", PartKey.PART))
                    .expressionAttributeValues(
                            Map.of(":run", AttributeValue.fromS(key.run()), ":part", AttributeValue.fromS(key.part())));
            condition.accept(request);
            if (!start.isEmpty()) {
                request.exclusiveStartKey(start);
            }
            var response = read(key, () -> client.query(request.build()));
            response.items().stream().map(RunPart::of).forEach(found::add);
            start = response.lastEvaluatedKey();
        } while (!start.isEmpty() && found.size() < most);
        return found.size() > most ? found.subList(0, most) : found;
    }

    private <T> T read(PartKey key, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw StoreFailures.of("read from", key, name, e);
        }
    }
}
