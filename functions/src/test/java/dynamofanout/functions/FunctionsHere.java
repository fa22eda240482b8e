// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dynamofanout.store.DynamoDbRunStore;
import dynamofanout.store.RunTables;
import dynamofanout.testing.Actions;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.LoopbackDynamoDb;
import dynamofanout.testing.LoopbackSecrets;
import dynamofanout.testing.LoopbackSts;
import dynamofanout.testing.RecordedCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * What the deployed functions stand in, on this machine: DynamoDB Local with the run table in the home account, an STS
 * whose sessions lead to the environments' accounts, a fanout.json. Executions are what the test says.
 */
public final class FunctionsHere implements AutoCloseable {
    public static final String HOME = "999999999999";
    public static final String STATE_MACHINE = "arn:aws:states:eu-west-1:" + HOME + ":stateMachine:fanout";

    public final LoopbackDynamoDb dynamo;
    public final LoopbackSts sts = LoopbackSts.start();
    public final LoopbackSecrets secrets = LoopbackSecrets.start();
    public final List<String> log = new CopyOnWriteArrayList<>();
    private volatile int unreserved = 900;
    private final Actions actions = new Actions(sts);
    private final SdkHttpClient plainHttp = new FaultyHttp(UrlConnectionHttpClient.create(), actions);
    private final Path directory;

    /** @param directory gets the fanout.json */
    public FunctionsHere(Path directory, String fanoutJson) {
        this(directory, fanoutJson, LoopbackDynamoDb.start());
    }

    /** On a DynamoDB that is closed with it. */
    public FunctionsHere(Path directory, String fanoutJson, LoopbackDynamoDb dynamo) {
        this.dynamo = dynamo;
        this.directory = directory;
        try {
            Files.writeString(directory.resolve("fanout.json"), fanoutJson);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RunTables.create(dynamo.client(HOME));
    }

    /** Settings with short durations, as the environment variables say them. */
    public static Map<String, String> variables(Path directory) {
        return Map.ofEntries(
                Map.entry("FANOUT_RUNS_TABLE", "FanoutRuns"),
                Map.entry("FANOUT_STATE_MACHINE", STATE_MACHINE),
                Map.entry("FANOUT_SAVE_SECONDS", "1"),
                Map.entry("FANOUT_LEASE_SECONDS", "3"),
                Map.entry("FANOUT_CALL_SECONDS", "2"),
                Map.entry("FANOUT_TAKE_OVER_SECONDS", "5"),
                Map.entry("FANOUT_MARGIN_SECONDS", "2"),
                Map.entry("FANOUT_MOST_WORKERS", "16"),
                Map.entry("FANOUT_KEEP_DAYS", "90"),
                Map.entry("FANOUT_MEMORY_MB", "512"),
                Map.entry("LAMBDA_TASK_ROOT", directory.toString()));
    }

    /**
     * What the process of some function sees.
     *
     * @param faults put on top of the HTTP client of the path of items
     */
    public Deployment deployment(SfnClient states, UnaryOperator<SdkHttpClient> faults) {
        return deployment("function", states, faults);
    }

    /**
     * What one function's process sees.
     *
     * @param function as which it assumes roles
     * @param faults put on top of the HTTP client of the path of items
     */
    public Deployment deployment(String function, SfnClient states, UnaryOperator<SdkHttpClient> faults) {
        Map<String, String> variables = variables(directory);
        return Deployment.of(
                FunctionSettings.of(variables::get),
                variables::get,
                () -> profiles(function),
                faults.apply(plainHttp),
                runs(),
                () -> states,
                new AccountConcurrency(() -> new LambdaClient() {
                    @Override
                    public GetAccountSettingsResponse getAccountSettings() {
                        return GetAccountSettingsResponse.builder()
                                .accountLimit(limit -> limit.unreservedConcurrentExecutions(unreserved))
                                .build();
                    }

                    @Override
                    public String serviceName() {
                        return "lambda";
                    }

                    @Override
                    public void close() {}
                }),
                log::add);
    }

    /** From now on so many functions of the home account may run at a time. */
    public void unreserved(int newUnreserved) {
        unreserved = newUnreserved;
    }

    /** What was called so far in an account, as IAM names it: {@code dynamodb:Scan}. */
    public Set<String> actions(String account) {
        return actions.of(account);
    }

    /** Every call to a table of an environment so far, and by which role and session policy it came. */
    public Set<RecordedCall> calls() {
        return actions.recorded();
    }

    /** Leads to the run table. */
    public DynamoDbClient runs() {
        return DynamoDbClient.builder()
                .endpointOverride(dynamo.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(HOME, "secret")))
                .httpClient(plainHttp)
                .build();
    }

    /** Invokes a handler with so much time left. */
    public static String invoke(RequestStreamHandler handler, String event, Duration timeLeft) {
        var out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new TimeLeft(timeLeft));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The run table as the functions have it. */
    public DynamoDbRunStore store() {
        return new DynamoDbRunStore(RunTables.open(runs(), Clock.systemUTC()));
    }

    private ProfileFile profiles(String function) {
        String config = String.join(
                "\n",
                "[default]",
                "region = eu-west-1",
                "aws_access_key_id = " + function,
                "aws_secret_access_key = secret",
                "services = here",
                "[services here]",
                "dynamodb =",
                "  endpoint_url = " + dynamo.endpoint(),
                "sts =",
                "  endpoint_url = " + sts.endpoint(),
                "ssm =",
                "  endpoint_url = " + secrets.endpoint(),
                "");
        return ProfileFile.builder()
                .content(config)
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
    }

    @Override
    public void close() {
        dynamo.close();
        sts.close();
        secrets.close();
        plainHttp.close();
    }

    /** Changes the text of a part of the run table, as somebody with UpdateItem there could. */
    void tamper(String run, String part, UnaryOperator<String> change) {
        List<Map<String, AttributeValue>> parts = runs().scan(of -> of.tableName("FanoutRuns")).items().stream()
                .filter(item -> Objects.requireNonNull(item.get("run")).s().equals(run)
                        && Objects.requireNonNull(item.get("part")).s().startsWith(part))
                .toList();
        assertThat(parts).isNotEmpty();
        boolean isChanged = false;
        for (Map<String, AttributeValue> item : parts) {
            var changed = new HashMap<>(item);
            changed.replaceAll((name, value) -> value.s() == null || name.equals("part") || name.equals("run")
                    ? value
                    : AttributeValue.fromS(change.apply(value.s())));
            isChanged |= !changed.equals(item);
            runs().putItem(of -> of.tableName("FanoutRuns").item(changed));
        }
        assertThat(isChanged).isTrue();
    }
}
