// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Reads and writes items of the run table, the DynamoDB table with the parts of runs (keys {@code run} and
 * {@code part}, TTL attribute {@code expires}). Reads are strongly consistent. Every write renews the part's time to
 * live. A write that meets a transaction is retried. Retries of throttling and broken connections, and time-outs, are
 * settings of the client. Thread-safe.
 */
public final class RunTableItems {
    /** What runs call on it, as IAM names it; a transaction asks for the single actions of its parts. */
    public static final List<String> ACTIONS = List.of(
            "dynamodb:BatchGetItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem");

    static final String EXPIRES = "expires";

    /** One for the process: two tables of one program never give the same token, whatever chance says. */
    private static final AtomicLong TOKENS = new AtomicLong();

    private final DynamoDbClient client;
    private final String name;
    private final Clock clock;
    private final Duration keep;
    private final ConflictRetry conflicts;
    private final RunReads reads;

    /** @param keep how long a part lives after it was last written */
    public RunTableItems(DynamoDbClient client, String name, Clock clock, Duration keep, ConflictRetry conflicts) {
        this.client = client;
        this.name = name;
        this.clock = clock;
        this.keep = keep;
        this.conflicts = conflicts;
        this.reads = new RunReads(client, name, conflicts);
    }

    String name() {
        return name;
    }

    Duration keep() {
        return keep;
    }

    Clock clock() {
        return clock;
    }

    ConflictRetry conflicts() {
        return conflicts;
    }

    /** A text that no other write carries, so that a write whose answer was lost is known again. */
    String newToken() {
        return Long.toString((long) (conflicts.chance() * (1L << 52)), 36) + "-" + TOKENS.incrementAndGet();
    }

    RunReads reads() {
        return reads;
    }

    /** Writes the part, whatever stood there. */
    void put(RunPart part) {
        write(
                part.key(),
                () -> client.putItem(request -> request.tableName(name).item(expiring(part))));
    }

    /**
     * Writes the part if the condition holds.
     *
     * @return whether it did
     */
    boolean put(RunPart part, Condition condition) {
        return isWritten(
                part.key(),
                () -> client.putItem(request -> request.tableName(name)
                        .item(expiring(part))
                        .conditionExpression(condition.text())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.valuesOrNull())));
    }

    /**
     * Changes the part if the condition holds.
     *
     * @return the part as it stands then; empty when the condition does not hold
     */
    Optional<RunPart> update(PartKey key, Change change, Condition condition) {
        Change renewed = change.set(EXPIRES, expires());
        try {
            var response = write(
                    key,
                    () -> client.updateItem(request -> request.tableName(name)
                            .key(key.attributes())
                            .updateExpression(renewed.text())
                            .conditionExpression(condition.text())
                            .expressionAttributeNames(renewed.names(condition))
                            .expressionAttributeValues(renewed.values(condition))
                            .returnValues(ReturnValue.ALL_NEW)));
            return Optional.of(RunPart.of(response.attributes()));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    /** Deletes the part if the condition holds. */
    void delete(PartKey key, Condition condition) {
        isWritten(
                key,
                () -> client.deleteItem(request -> request.tableName(name)
                        .key(key.attributes())
                        .conditionExpression(condition.text())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.valuesOrNull())));
    }

    RunTransaction transaction(PartKey about) {
        return new RunTransaction(client, this, about);
    }

    Map<String, AttributeValue> expiring(RunPart part) {
        return part.with(EXPIRES, expires()).attributes();
    }

    long expires() {
        return clock.instant().plus(keep).getEpochSecond();
    }

    private boolean isWritten(PartKey key, Supplier<?> call) {
        try {
            write(key, call);
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private <T> T write(PartKey key, Supplier<T> call) {
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (ConditionalCheckFailedException e) {
                throw e;
            } catch (TransactionConflictException e) {
                conflicts.pause(key, tries);
            } catch (SdkException e) {
                throw StoreFailures.of("written to", key, name, e);
            }
        }
    }
}
