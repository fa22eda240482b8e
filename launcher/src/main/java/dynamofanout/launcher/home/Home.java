// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import dynamofanout.environment.Access;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.launcher.console.World;
import dynamofanout.run.RunStore;
import dynamofanout.store.ConflictRetry;
import dynamofanout.store.DynamoDbRunStore;
import dynamofanout.store.RunTableItems;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The home account of {@code fanout.json}: its state machine, functions and run table. Opening it makes no call. Each
 * AWS client is made at its first use, so that a command does not wait for clients that it does not need. Not
 * thread-safe.
 */
public final class Home implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(10);

    /** Planning reads from both tables, and a function that was just deployed takes seconds to start. */
    private static final Duration INVOCATION = Duration.ofSeconds(75);

    /** The launcher writes nothing there, so it need not know how long runs are kept ({@code keepDays}). */
    private static final Duration READS_ONLY = Duration.ZERO;

    private static final Duration MORE_TRIES = Duration.ofSeconds(15);

    private final World world;
    private final Access access;
    private final OwnFile ownFile;
    private final HomeNames names;
    private final SdkHttpClient http;
    private final HomeCalls calls;
    private @Nullable SfnClient sfn;
    private @Nullable LambdaClient lambda;
    private @Nullable DynamoDbClient dynamoDb;
    private @Nullable RunStore runs;

    public Home(World world, Configuration configuration, Configuration.Home home) {
        this.world = world;
        Environments environments = world.environments(configuration);
        this.access = environments.openHome(home);
        this.names = HomeNames.of(home);
        this.ownFile = new OwnFile(configuration, environments, names);
        this.http = world.homeHttp().get();
        this.calls = new HomeCalls(access, names);
    }

    /** The home that the file names, if it names one. */
    public static Optional<Home> of(World world, Configuration configuration) {
        return configuration.home().map(home -> new Home(world, configuration, home));
    }

    /** What this machine's {@code fanout.json} allows. */
    OwnFile ownFile() {
        return ownFile;
    }

    public HomeNames names() {
        return names;
    }

    public HomeExecutions executions() {
        if (sfn == null) {
            sfn = access.prepare(SfnClient.builder(), SfnClient.serviceMetadata(), bounded(CALL))
                    .httpClient(http)
                    .build();
        }
        return new HomeExecutions(sfn, calls);
    }

    public HomeFunctions functions() {
        if (lambda == null) {
            lambda = access.prepare(LambdaClient.builder(), LambdaClient.serviceMetadata(), bounded(INVOCATION))
                    .httpClient(http)
                    .build();
        }
        return new HomeFunctions(lambda, calls);
    }

    public RunStore runs() {
        if (runs == null) {
            dynamoDb = access.prepare(DynamoDbClient.builder(), DynamoDbClient.serviceMetadata(), bounded(CALL))
                    .httpClient(http)
                    .build();
            var conflicts = new ConflictRetry(world.waiting(), world.chance());
            var table = new RunTableItems(dynamoDb, names.deployed().runTable(), world.clock(), READS_ONLY, conflicts);
            runs = new HomeRunStore(new DynamoDbRunStore(table), calls);
        }
        return runs;
    }

    @Override
    public void close() {
        if (sfn != null) {
            sfn.close();
        }
        if (lambda != null) {
            lambda.close();
        }
        if (dynamoDb != null) {
            dynamoDb.close();
        }
        http.close();
        access.close();
    }

    private static Consumer<ClientOverrideConfiguration.Builder> bounded(Duration attempt) {
        return overrides -> overrides
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(attempt.plus(MORE_TRIES));
    }
}
