// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.environment.AwsProfileFiles;
import dynamofanout.launcher.console.Interrupts;
import dynamofanout.launcher.console.ItemHttp;
import dynamofanout.launcher.console.ProgramRunner;
import dynamofanout.launcher.console.World;
import dynamofanout.network.HttpClients;
import dynamofanout.network.ProfileBundles;
import dynamofanout.pace.Waiting;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The command {@code fanout} in this JVM, with a home directory and two accounts of DynamoDB Local of its own for each
 * test: the profile {@code production} leads to one, {@code development} to the other.
 */
final class Cli implements BeforeEachCallback, AfterEachCallback {
    static final String PRODUCTION = "111111111111";
    static final String DEVELOPMENT = "222222222222";

    /** Kept, since a logger that nobody holds forgets its filter: it tells of every table that a test deletes. */
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, Throwable> failing = new HashMap<>();
    private UnaryOperator<SdkHttpClient> wire = UnaryOperator.identity();
    private Duration patience = Duration.ofSeconds(30);
    private UnaryOperator<SdkHttpClient> homeWire = UnaryOperator.identity();
    private Function<String, Optional<String>> programs = name -> Optional.empty();
    private ProgramRunner runner = (call, lines) -> OptionalInt.empty();
    private Optional<Path> installation = Optional.empty();
    private Interrupts interrupts = Interrupts.none();
    private long hurry = 1;
    private boolean isTerminal;
    private Path home = Path.of("");
    private final LoopbackDynamoDb server;
    private DynamoDbClient source;
    private DynamoDbClient target;

    /** What a command answered. */
    record Ran(int exit, String out, String err) {
        /** The last line of standard output. */
        JsonNode json() {
            String last = out.lines().reduce("", (before, line) -> line);
            try {
                return JSON.readTree(last);
            } catch (JsonProcessingException e) {
                throw new AssertionError("the last line of standard output must be JSON, got: " + last, e);
            }
        }

        /** Both outputs, for assertions on what must be nowhere. */
        String all() {
            return out + err;
        }
    }

    Cli() {
        this(LoopbackDynamoDb.start());
    }

    /** On a DynamoDB that is closed with it. */
    Cli(LoopbackDynamoDb server) {
        SQLITE.setFilter(record -> false);
        this.server = server;
        source = server.client(PRODUCTION);
        target = server.client(DEVELOPMENT);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("fanout-cli");
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(
                awsConfig(), server.profile("production", PRODUCTION) + server.profile("development", DEVELOPMENT));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        source.close();
        target.close();
        server.close();
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    DynamoDbClient source() {
        return source;
    }

    DynamoDbClient target() {
        return target;
    }

    LoopbackDynamoDb server() {
        return server;
    }

    Path home() {
        return home;
    }

    Path awsConfig() {
        return home.resolve(".aws").resolve("config");
    }

    /** Where the runs are kept. */
    Path runs() {
        return home.resolve(".local/state/fanout/runs");
    }

    Path runDirectory(String run) {
        return runs().resolve(run);
    }

    /** From now on calls for items go through what this makes of the real client. */
    void wire(UnaryOperator<SdkHttpClient> newWire) {
        wire = newWire;
    }

    /** From now on both environments are in a Region whose prices are known. */
    void priced() throws IOException {
        source = server.client(PRODUCTION, Region.US_EAST_1);
        target = server.client(DEVELOPMENT, Region.US_EAST_1);
        Files.writeString(awsConfig(), Files.readString(awsConfig()).replace("eu-west-1", "us-east-1"));
    }

    void patience(Duration newPatience) {
        patience = newPatience;
    }

    void variable(String name, String value) {
        variables.put(name, value);
    }

    /** From now on it fails to look the variable up. */
    void variableFails(String name, Throwable failure) {
        failing.put(name, failure);
    }

    /** More sections of the AWS config file. */
    void profiles(String sections) throws IOException {
        Files.writeString(awsConfig(), Files.readString(awsConfig()) + sections);
    }

    /**
     * Gives {@code fanout.json} a home whose account is at this DynamoDB, as the others are from now on; whoever waits for
     * it does so a hundred times faster.
     *
     * @param newWire makes the HTTP client of calls into the home account
     */
    void home(LoopbackDynamoDb dynamo, UnaryOperator<SdkHttpClient> newWire) throws IOException {
        homeWire = newWire;
        hurry = 100;
        source = dynamo.client(PRODUCTION);
        target = dynamo.client(DEVELOPMENT);
        Files.writeString(
                awsConfig(),
                dynamo.profile("production", PRODUCTION)
                        + dynamo.profile("development", DEVELOPMENT)
                        + dynamo.profile("tooling", HomeDouble.ACCOUNT));
        fanoutJson(HomeDouble.FANOUT_JSON);
    }

    /** Whoever waits for the home does so by this factor faster. */
    void hurry(long factor) {
        hurry = factor;
    }

    void fanoutJson(String json) throws IOException {
        Files.writeString(home.resolve("fanout.json"), json);
    }

    /** From now on these programs are there; each answers its version. */
    void programs(Function<String, Optional<String>> newPrograms) {
        programs = newPrograms;
    }

    /** From now on {@code fanout} is installed there, and this runs other programs. */
    void installed(Path directory, ProgramRunner newRunner) {
        installation = Optional.of(directory);
        runner = newRunner;
    }

    /** From now on interrupts come from the test. */
    void interrupts(Interrupts newInterrupts) {
        interrupts = newInterrupts;
    }

    /** Runs {@code fanout} with somebody at the terminal who types this. */
    Ran typing(String typed, String... arguments) {
        InputStream before = System.in;
        isTerminal = true;
        try {
            System.setIn(new java.io.ByteArrayInputStream(typed.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return run(arguments);
        } finally {
            isTerminal = false;
            System.setIn(before);
        }
    }

    /** Runs {@code fanout} behind a pipe that brings this. */
    Ran reading(String text, String... arguments) {
        InputStream before = System.in;
        try {
            System.setIn(new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    /** Copies between the two accounts, with consent. */
    Ran copy(String table, String... more) {
        List<String> copy = List.of(
                "copy", "--source", "production", "--target", "development", "--local", "--yes", "--table", table);
        return run(CommandLineWords.with(copy, more));
    }

    /** Runs {@code fanout}: {@code run("copy --mode missing --local")}. */
    Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        World world = world();
        CommandLine command = Main.commandLine(world);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        int exit = Main.execute(world, command, CommandLineWords.of(arguments));
        return new Ran(exit, out.toString(), err.toString());
    }

    private World world() {
        var bundles = new ProfileBundles();
        Supplier<HttpClients> clients = () -> HttpClients.of(variables::get, bundles);
        return new World(
                Clock.systemUTC(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                this::variable,
                home,
                Optional.of(home),
                isTerminal,
                this::profileFile,
                clients,
                connections -> wire.apply(ItemHttp.client(clients.get(), connections)),
                () -> homeWire.apply(clients.get()
                        .urlConnection(new HttpClients.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(30)))),
                command -> programs.apply(command.get(0)),
                runner,
                installation,
                (messages, nanos) -> Waiting.REAL.next(messages, nanos / hurry),
                patience,
                interrupts);
    }

    private @Nullable String variable(String name) {
        Throwable failure = failing.get(name);
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return variables.get(name);
    }

    private ProfileFile profileFile() {
        return AwsProfileFiles.ofConfig(awsConfig()).get();
    }
}
