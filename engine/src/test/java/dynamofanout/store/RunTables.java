// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.pace.Waiting;
import dynamofanout.testing.LoopbackDynamoDb;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table FanoutRuns as the stack makes it, at DynamoDB Local. */
public final class RunTables {
    public static final String NAME = "FanoutRuns";
    public static final Duration KEEP = Duration.ofDays(90);

    private RunTables() {}

    public static void create(DynamoDbClient client) {
        client.createTable(request -> request.tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("run"), attribute("part"))
                .keySchema(key("run", KeyType.HASH), key("part", KeyType.RANGE)));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** With waits that are as short as they can be. */
    public static RunTableItems open(DynamoDbClient client, Clock clock) {
        Waiting brief = (messages, nanos) -> Waiting.REAL.next(messages, nanos / 50);
        return open(client, clock, brief);
    }

    public static RunTableItems open(DynamoDbClient client, Clock clock, Waiting waiting) {
        var conflicts =
                new ConflictRetry(waiting, () -> ThreadLocalRandom.current().nextDouble());
        return new RunTableItems(client, NAME, clock, KEEP, conflicts);
    }

    /** An ordinary client that sends through {@code http} and gives up after so many tries. */
    public static DynamoDbClient client(LoopbackDynamoDb db, String account, SdkHttpClient http, int tries) {
        return DynamoDbClient.builder()
                .endpointOverride(db.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .httpClient(http)
                .overrideConfiguration(override -> override.retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(tries)
                        .backoffStrategy(attempt -> Duration.ofMillis(1))
                        .throttlingBackoffStrategy(attempt -> Duration.ofMillis(1))
                        .build()))
                .build();
    }
}
