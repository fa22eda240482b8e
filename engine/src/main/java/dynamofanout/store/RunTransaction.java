// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** A transaction of the run table: writes to several parts that succeed or fail together. Not thread-safe. */
final class RunTransaction {
    private static final Set<String> PASSING =
            Set.of("None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private final DynamoDbClient client;
    private final RunTableItems table;
    private final PartKey about;
    private final List<TransactWriteItem> writes = new ArrayList<>();

    /** @param about the part that sentences name */
    RunTransaction(DynamoDbClient client, RunTableItems table, PartKey about) {
        this.client = client;
        this.table = table;
        this.about = about;
    }

    RunTransaction put(RunPart part) {
        return add(TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table.name())
                        .item(table.expiring(part))
                        .build())
                .build());
    }

    RunTransaction put(RunPart part, Condition condition) {
        return add(TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table.name())
                        .item(table.expiring(part))
                        .conditionExpression(condition.text())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.valuesOrNull())
                        .build())
                .build());
    }

    RunTransaction update(PartKey key, Change change, Condition condition) {
        Change renewed = change.set(RunTableItems.EXPIRES, table.expires());
        return add(TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table.name())
                        .key(key.attributes())
                        .updateExpression(renewed.text())
                        .conditionExpression(condition.text())
                        .expressionAttributeNames(renewed.names(condition))
                        .expressionAttributeValues(renewed.values(condition))
                        .build())
                .build());
    }

    RunTransaction delete(PartKey key) {
        return add(TransactWriteItem.builder()
                .delete(Delete.builder()
                        .tableName(table.name())
                        .key(key.attributes())
                        .build())
                .build());
    }

    /**
     * Carries it out; tries again while others are in the way. The SDK sends one token with all tries of a call, so that
     * one whose answer was lost is not carried out twice.
     *
     * @return false when a condition does not hold
     */
    boolean commit() {
        for (int tries = 1; ; tries++) {
            try {
                client.transactWriteItems(request -> request.transactItems(writes));
                return true;
            } catch (TransactionCanceledException e) {
                List<String> reasons = e.cancellationReasons().stream()
                        .map(reason -> String.valueOf(reason.code()))
                        .toList();
                if (reasons.contains("ConditionalCheckFailed")) {
                    return false;
                }
                if (reasons.isEmpty() || !PASSING.containsAll(reasons)) {
                    throw StoreFailures.of("written to", about, table.name(), e);
                }
            } catch (TransactionInProgressException e) {
                // the service still works on an earlier try of this call
            } catch (SdkException e) {
                throw StoreFailures.of("written to", about, table.name(), e);
            }
            table.conflicts().pause(about, tries);
        }
    }

    private RunTransaction add(TransactWriteItem write) {
        writes.add(write);
        return this;
    }
}
