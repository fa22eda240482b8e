// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.environment.Configuration;
import dynamofanout.infra.Durations;
import dynamofanout.infra.FunctionsCode;
import dynamofanout.infra.MaskRules;
import dynamofanout.infra.Settings;
import dynamofanout.infra.Sizes;
import dynamofanout.launcher.Tables;
import dynamofanout.launcher.Terminal;
import dynamofanout.mask.SecretLocation;
import dynamofanout.pace.Waiting;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.RunStore;
import dynamofanout.store.ConflictRetry;
import dynamofanout.store.DynamoDbRunStore;
import dynamofanout.store.RunTableItems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The stacks in three accounts, and what tests do there. */
final class Home implements AutoCloseable {
    static final String ACCOUNT = "333333333333";
    static final String PRODUCTION = "111111111111";
    static final String DEVELOPMENT = "222222222222";
    static final String SANDBOX = "555555555555";

    /** What reaches the sandbox from production. */
    static final String MASK_FILE = "masks/sandbox.json";

    static final String FANOUT_JSON =
            """
            {"home": {"account": "333333333333", "region": "us-east-1", "profile": "tooling", "functionUrl": true},
             "environments": {
               "production": {"account": "111111111111", "region": "us-east-1", "protected": true,
                              "tables": ["*"],
                              "copyTo": ["development", {"environment": "sandbox", "mask": "masks/sandbox.json"}],
                              "queryCallers": ["444444444444"]},
               "development": {"account": "222222222222", "region": "us-west-2", "tables": ["*"],
                               "create": {}},
               "sandbox": {"account": "555555555555", "region": "us-east-1", "tables": ["*"], "create": {}}}}
            """;

    private static final String SECRET = "/fanout/mask";

    private static final String MASK =
            """
            {"format": 1, "secret": {"parameter": "/fanout/mask"},
             "tables": {
               "People": {"attributes": {"id": {"token": "person"}, "email": {"email": "person"}, "city": "keep"}},
               "Purchases": {"attributes": {"id": "keep", "buyer": {"token": "person"}, "total": "keep"}}}}
            """;

    /** As short as Durations allows where two cores run everything. */
    static final Durations SHORT = new Durations(
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(4),
            Duration.ofSeconds(13));

    private static final String STATE_MACHINE = "arn:aws:states:us-east-1:" + ACCOUNT + ":stateMachine:fanout";

    private final Path directory;
    private final LocalStack localStack;
    private final Terminal terminal;
    private final DynamoDbClient production;
    private final DynamoDbClient development;
    private final DynamoDbClient sandbox;
    private final DynamoDbClient runTable;
    private final RunStore runs;
    private final SfnClient states;
    private final LambdaClient lambda;

    private Home(LocalStack localStack, Path directory) {
        this.directory = directory;
        this.localStack = localStack;
        this.terminal = new Terminal(directory);
        this.production = localStack.client(DynamoDbClient.builder(), PRODUCTION, Region.US_EAST_1);
        this.development = localStack.client(DynamoDbClient.builder(), DEVELOPMENT, Region.US_WEST_2);
        this.sandbox = localStack.client(DynamoDbClient.builder(), SANDBOX, Region.US_EAST_1);
        this.runTable = localStack.client(DynamoDbClient.builder(), ACCOUNT, Region.US_EAST_1);
        this.runs = new DynamoDbRunStore(new RunTableItems(
                runTable,
                "FanoutRuns",
                Clock.systemUTC(),
                Duration.ofDays(1),
                new ConflictRetry(Waiting.REAL, Math::random)));
        this.lambda = localStack.client(LambdaClient.builder(), ACCOUNT, Region.US_EAST_1);
        this.states = localStack.client(SfnClient.builder(), ACCOUNT, Region.US_EAST_1);
    }

    /** @param directory becomes a user's home directory */
    static Home deploy(Path directory) {
        LocalStack localStack = LocalStack.start(Map.of("fanout.json", FANOUT_JSON, MASK_FILE, MASK));
        write(directory.resolve("fanout.json"), FANOUT_JSON);
        write(directory.resolve(MASK_FILE), MASK);
        write(
                directory.resolve(".aws").resolve("config"),
                """
                [profile tooling]
                region = us-east-1
                endpoint_url = %s
                aws_access_key_id = %s
                aws_secret_access_key = secret
                """
                        .formatted(localStack.endpoint(), ACCOUNT));
        try (SsmClient ssm = localStack.client(SsmClient.builder(), ACCOUNT, Region.US_EAST_1)) {
            ssm.putParameter(put -> put.name(SECRET)
                    .type(ParameterType.SECURE_STRING)
                    .value("a secret of the tests, of more than 32 characters"));
        }
        var home = new Home(localStack, directory.toAbsolutePath());
        new Stacks(localStack, directory.resolve("cdk.out")).deploy(settings());
        return home;
    }

    private static Settings settings() {
        return new Settings(
                Configuration.parse("fanout.json", FANOUT_JSON),
                new FunctionsCode(Path.of(System.getProperty("functions.jar")), FANOUT_JSON, masks()),
                SHORT,
                Sizes.DEFAULT,
                false,
                Optional.empty());
    }

    private static MaskRules masks() {
        return new MaskRules(Map.of(MASK_FILE, MASK), List.of(new SecretLocation.Parameter(SECRET, Optional.empty())));
    }

    /** A user's home directory, with the fanout.json. */
    Path directory() {
        return directory;
    }

    /** Runs the command {@code fanout}. */
    Terminal.Ran fanout(String... arguments) {
        return terminal.run(arguments);
    }

    /** Runs {@code fanout copy} from production to development, with consent; JSON comes last. */
    Terminal.Ran copy(String table, String run, String... more) {
        String[] fixed = {
            "copy",
            "--source",
            "production",
            "--target",
            "development",
            "--yes",
            "--json",
            "--table",
            table,
            "--run-id",
            run
        };
        return fanout(Stream.of(fixed, more).flatMap(Stream::of).toArray(String[]::new));
    }

    /** Creates a table with the key {@code id} in both environments, and items 0 to n-1 in production. */
    void tables(String name, int n) {
        Tables.create(production, name, "id:S");
        Tables.create(development, name, "id:S");
        Tables.put(production, name, Tables.numbered(n));
    }

    /** Both tables hold the same items. */
    void requireEqual(String table) {
        assertThat(Tables.items(development, table)).isEqualTo(Tables.items(production, table));
    }

    /** Starts an execution as the console does, and waits for its end. */
    DescribeExecutionResponse execute(String name, String input) {
        start(name, input);
        return ended(name);
    }

    void start(String name, String input) {
        states.startExecution(
                start -> start.stateMachineArn(STATE_MACHINE).name(name).input(input));
    }

    DescribeExecutionResponse ended(String name) {
        return Until.present("the end of execution " + name, () -> Optional.of(
                        states.describeExecution(describe -> describe.executionArn(arn(name))))
                .filter(execution -> execution.status() != ExecutionStatus.RUNNING));
    }

    /** Waits until the run has written more than so many items. */
    void awaitWritten(String run, long items) {
        Until.so("run " + run + " to write " + items + " items", () -> runs.find(new RunId(run))
                .filter(record -> record.control().totals().counts().written() > items)
                .isPresent());
    }

    /** How long the Map of an execution took. */
    Duration mapTime(String name) {
        var events = states.getExecutionHistory(
                        history -> history.executionArn(arn(name)).maxResults(1_000))
                .events();
        return Duration.between(
                time(events, HistoryEventType.MAP_STATE_ENTERED), time(events, HistoryEventType.MAP_STATE_EXITED));
    }

    /** Names of the states that an execution entered, in order. */
    List<String> states(String name) {
        return states
                .getExecutionHistory(history -> history.executionArn(arn(name)).maxResults(1_000))
                .events()
                .stream()
                .filter(event -> event.stateEnteredEventDetails() != null)
                .map(event -> event.stateEnteredEventDetails().name())
                .toList();
    }

    private static Instant time(List<HistoryEvent> events, HistoryEventType type) {
        return events.stream()
                .filter(event -> event.type() == type)
                .findFirst()
                .orElseThrow()
                .timestamp();
    }

    /** The Map of an execution as Step Functions describes it. */
    DescribeMapRunResponse mapRun(String name) {
        String mapRun = states.listMapRuns(list -> list.executionArn(arn(name)))
                .mapRuns()
                .get(0)
                .mapRunArn();
        return states.describeMapRun(describe -> describe.mapRunArn(mapRun));
    }

    private static String arn(String execution) {
        return STATE_MACHINE.replace(":stateMachine:", ":execution:") + ":" + execution;
    }

    /** Number of the version that the state machine calls. */
    String liveVersion(String function) {
        return lambda.getAlias(alias -> alias.functionName(function).name("live"))
                .functionVersion();
    }

    /** Name of the execution that carries the run out. */
    String owner(String run) {
        return runs.control(new RunId(run)).owner();
    }

    /** Invokes the query function as other services do. */
    String query(String alias, String request) {
        return lambda.invoke(invoke ->
                        invoke.functionName("fanout-query").qualifier(alias).payload(SdkBytes.fromUtf8String(request)))
                .payload()
                .asUtf8String();
    }

    /** POSTs to the URL of the query function's alias; answers the status, a blank and the body. */
    String queryByUrl(String alias, String request) {
        String url = lambda.getFunctionUrlConfig(
                        get -> get.functionName("fanout-query").qualifier(alias))
                .functionUrl();
        return localStack.post(URI.create(url), request);
    }

    /** Resource policy of the query function's alias. */
    String queryPolicy(String alias) {
        return lambda.getPolicy(get -> get.functionName("fanout-query").qualifier(alias))
                .policy();
    }

    List<Checkpoint> checkpoints(String run) {
        return runs.checkpoints(new RunId(run));
    }

    /**
     * Gives every function a new version of another size, and moves its alias there. The same as an update of the stack
     * does, by Lambda's API: LocalStack's CloudFormation cannot move an alias. The code is the same, but sent again: when a
     * version ends, LocalStack may delete the code that others share with it.
     */
    void update(int memoryMb) {
        SdkBytes code = code();
        for (String function : List.of("fanout-plan", "fanout-segment", "fanout-finish")) {
            lambda.updateFunctionConfiguration(
                    update -> update.functionName(function).memorySize(memoryMb));
            lambda.waiter().waitUntilFunctionUpdatedV2(wait -> wait.functionName(function));
            lambda.updateFunctionCode(update -> update.functionName(function).zipFile(code));
            lambda.waiter().waitUntilFunctionUpdatedV2(wait -> wait.functionName(function));
            String version = lambda.publishVersion(publish -> publish.functionName(function))
                    .version();
            lambda.waiter().waitUntilFunctionActiveV2(wait -> wait.functionName(function)
                    .qualifier(version));
            lambda.updateAlias(
                    alias -> alias.functionName(function).name("live").functionVersion(version));
        }
    }

    /** The functions' code as it was synthesized. */
    private SdkBytes code() {
        try (Stream<Path> files = Files.list(directory.resolve("cdk.out"))) {
            Path zip = files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow();
            return SdkBytes.fromByteArray(Files.readAllBytes(zip));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DynamoDbClient production() {
        return production;
    }

    DynamoDbClient development() {
        return development;
    }

    /** Takes production's items by a mask only. */
    DynamoDbClient sandbox() {
        return sandbox;
    }

    LocalStack localStack() {
        return localStack;
    }

    @Override
    public void close() {
        write(directory.resolve("localstack.log"), localStack.log());
        write(directory.resolve("functions.log"), localStack.shell("cat /tmp/lambda-*.log"));
        production.close();
        development.close();
        sandbox.close();
        runTable.close();
        states.close();
        lambda.close();
        localStack.close();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
