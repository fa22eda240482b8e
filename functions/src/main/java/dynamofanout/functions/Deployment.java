// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.guard.TargetGuard;
import dynamofanout.masking.HomeSecrets;
import dynamofanout.masking.MaskFiles;
import dynamofanout.masking.RunMasks;
import dynamofanout.masking.SecretReader;
import dynamofanout.network.HttpClients;
import dynamofanout.pace.Waiting;
import dynamofanout.store.ConflictRetry;
import dynamofanout.store.DynamoDbRunStore;
import dynamofanout.store.RunTableItems;
import dynamofanout.store.TargetLock;
import dynamofanout.table.DaemonThreads;
import dynamofanout.table.TableConnections;
import dynamofanout.table.TableOpener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Everything that a function's process gets from outside: clients, settings, clock, log. Accounts, roles and tables
 * only come from the fanout.json that was deployed with the code, so that neither an event nor a row of the run table
 * can refer to others.
 *
 * @param masks as the deployed fanout.json names them
 * @param calls carries out calls, several at a time
 */
public record Deployment(
        FunctionSettings settings,
        Configuration configuration,
        Environments environments,
        TableOpener opener,
        DynamoDbRunStore store,
        TargetLock lock,
        RunningExecutions executions,
        AccountConcurrency concurrency,
        RunMasks masks,
        ExecutorService calls,
        Clock clock,
        LongSupplier nanoTime,
        DoubleSupplier chance,
        FunctionLog log) {
    /** The deployment in Lambda: SDK clients find Region, credentials and endpoint in its environment. */
    public static Deployment real() {
        ProfileFile noProfiles = ProfileFile.aggregator().build();
        SdkHttpClient http = HttpClients.of(System::getenv)
                .urlConnection(new HttpClients.Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(10)));
        FunctionSettings settings = FunctionSettings.of(System::getenv);
        ClientOverrideConfiguration patience = patience(settings.call());
        DynamoDbClient runs = DynamoDbClient.builder()
                .httpClient(http)
                .overrideConfiguration(patience)
                .build();
        var states = new Lazy<>(() -> SfnClient.builder()
                .httpClient(http)
                .overrideConfiguration(patience)
                .build());
        var functions = new AccountConcurrency(new Lazy<>(() -> LambdaClient.builder()
                .httpClient(http)
                .overrideConfiguration(patience)
                .build()));
        return of(
                settings,
                System::getenv,
                () -> noProfiles,
                http,
                runs,
                states,
                functions,
                LambdaRuntime.getLogger()::log);
    }

    /**
     * A deployment with other surroundings, for tests.
     *
     * @param variables looks up an environment variable; null: not set
     * @param profiles AWS profiles, which Lambda has none of
     * @param http client for calls to tables
     * @param runs leads to the run table
     * @param lines where the log goes
     */
    public static Deployment of(
            FunctionSettings settings,
            Function<String, @Nullable String> variables,
            Supplier<ProfileFile> profiles,
            SdkHttpClient http,
            DynamoDbClient runs,
            Supplier<SfnClient> states,
            AccountConcurrency concurrency,
            Consumer<String> lines) {
        Configuration configuration = configuration(settings).deployed();
        var environments = new Environments(configuration, profiles, variables);
        Clock clock = Clock.systemUTC();
        LongSupplier nanoTime = System::nanoTime;
        DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
        var table = new RunTableItems(
                runs, settings.runsTable(), clock, settings.keep(), new ConflictRetry(Waiting.REAL, chance));
        return new Deployment(
                settings,
                configuration,
                environments,
                new TableConnections(http, clock, nanoTime, settings.call()).opener(environments),
                new DynamoDbRunStore(table),
                new TargetLock(table),
                new RunningExecutions(states, settings.stateMachine()),
                concurrency,
                masks(settings, configuration, environments, http, clock),
                Executors.newCachedThreadPool(new DaemonThreads("call")),
                clock,
                nanoTime,
                chance,
                new FunctionLog(
                        clock, lines, configuration.home().orElseThrow().names().metrics(), Map.of()));
    }

    /** The rules are deployed with fanout.json. The secret is where only the functions' roles can read it. */
    private static RunMasks masks(
            FunctionSettings settings,
            Configuration configuration,
            Environments environments,
            SdkHttpClient http,
            Clock clock) {
        MaskFiles files = maskFiles(settings);
        var secrets = new Lazy<>(() ->
                new HomeSecrets(environments.openHome(configuration.home().orElseThrow()), http, clock, Waiting.REAL));
        return new RunMasks(
                new TargetPolicy(configuration, environments),
                files,
                files,
                SecretReader.ofFunction(secrets),
                Optional.empty());
    }

    /** The mask files that were deployed with the functions. */
    MaskFiles maskFiles() {
        return maskFiles(settings);
    }

    private static MaskFiles maskFiles(FunctionSettings settings) {
        return new MaskFiles(settings.configuration().toAbsolutePath().resolveSibling(""));
    }

    /** The policy of the deployed {@code fanout.json}: which table may be copied where. */
    TargetPolicy policy() {
        return new TargetPolicy(configuration, environments);
    }

    /**
     * The check whether the tables of a run may be copied.
     *
     * @param session name of the session in which tables are described
     */
    TargetGuard guard(String session) {
        return new TargetGuard(policy(), opener.inSession(session));
    }

    /** A new unique id. */
    public String newId() {
        return UUID.randomUUID().toString();
    }

    /** A save must be answered within the time limit of a call, or the lease could end unnoticed. */
    private static ClientOverrideConfiguration patience(Duration call) {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(call)
                .apiCallAttemptTimeout(call.dividedBy(3))
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .build();
    }

    private static Configuration configuration(FunctionSettings settings) {
        try {
            return Configuration.parse("fanout.json", Files.readString(settings.configuration()));
        } catch (IOException e) {
            throw new UncheckedIOException("fanout.json must lie beside the function's code", e);
        }
    }
}
