// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.environment.Access;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.input.BadInput;
import dynamofanout.network.FailureWords;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Calls DynamoDB about one table with the user's own credentials. A failure becomes one sentence for the user. */
public final class TableCalls {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration ALL_TRIES = Duration.ofSeconds(30);

    private final Access access;
    private final DynamoDbClient client;

    public TableCalls(Access access, DynamoDbClient client) {
        this.access = access;
        this.client = client;
    }

    public static DynamoDbClient client(Access access, SdkHttpClient http) {
        return access.prepare(DynamoDbClient.builder(), DynamoDbClient.serviceMetadata(), overrides -> overrides
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                        .apiCallAttemptTimeout(CALL)
                        .apiCallTimeout(ALL_TRIES))
                .httpClient(http)
                .build();
    }

    public DynamoDbClient client() {
        return client;
    }

    /** Empty where there is no such table. */
    public Optional<TableDescription> describe(String table) {
        return call("DescribeTable", table, () -> {
            try {
                return Optional.of(client.describeTable(request -> request.tableName(table))
                        .table());
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Makes a call.
     *
     * @throws BadInput when it fails
     */
    public <T> T call(String action, String table, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw new BadInput(sentence(action, table, failure));
        }
    }

    public String sentence(String action, String table, SdkException failure) {
        Optional<String> login = CredentialFailure.sentence(access, failure);
        if (login.isPresent()) {
            return login.get();
        }
        String code = FailureWords.code(failure).orElse("");
        String said = FailureWords.of(failure);
        if (code.isEmpty()) {
            return "dynamodb:" + action + " for table " + table + " in " + access.environment() + " failed: " + said;
        }
        return code.equals("AccessDeniedException")
                ? "no permission for dynamodb:" + action + " on table " + table + " in " + access.environment()
                        + ": allow it for these credentials (" + said + ")"
                : "dynamodb:" + action + " for table " + table + " in " + access.environment() + " was answered with "
                        + code + ": " + said;
    }
}
