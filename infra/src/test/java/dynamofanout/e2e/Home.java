package dynamofanout.e2e;

import dynamofanout.environment.Configuration;
import dynamofanout.infra.Durations;
import dynamofanout.infra.FunctionsCode;
import dynamofanout.infra.Settings;
import dynamofanout.infra.Sizes;
import dynamofanout.launcher.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The stacks in three accounts, and what tests do there. */
final class Home implements AutoCloseable {
    static final String ACCOUNT = "333333333333";
    static final String PRODUCTION = "111111111111";
    static final String DEVELOPMENT = "222222222222";

    static final String FANOUT_JSON =
            """
            {"home": {"account": "333333333333", "region": "eu-west-1", "profile": "tooling"},
             "environments": {
               "production": {"account": "111111111111", "region": "eu-west-1", "protected": true,
                              "tables": ["*"], "copyTo": ["development"]},
               "development": {"account": "222222222222", "region": "eu-central-1", "tables": ["*"]}}}
            """;

    /** As short as Durations allows where two cores run everything. */
    static final Durations SHORT = new Durations(
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(4),
            Duration.ofSeconds(13));

    private final LocalStack localStack;
    private final Stacks stacks;
    private final Terminal terminal;
    private final DynamoDbClient production;
    private final DynamoDbClient development;
    private final SfnClient states;

    private Home(LocalStack localStack, Path directory) {
        this.localStack = localStack;
        this.stacks = new Stacks(localStack, directory.resolve("cdk.out"));
        this.terminal = new Terminal(directory);
        this.production = localStack.client(DynamoDbClient.builder(), PRODUCTION, Region.EU_WEST_1);
        this.development = localStack.client(DynamoDbClient.builder(), DEVELOPMENT, Region.EU_CENTRAL_1);
        this.states = localStack.client(SfnClient.builder(), ACCOUNT, Region.EU_WEST_1);
    }

    /** @param directory becomes a user's home directory */
    static Home deploy(Path directory) {
        LocalStack localStack = LocalStack.start(FANOUT_JSON);
        write(directory.resolve("fanout.json"), FANOUT_JSON);
        write(
                directory.resolve(".aws").resolve("config"),
                """
                [profile tooling]
                region = eu-west-1
                endpoint_url = %s
                aws_access_key_id = %s
                aws_secret_access_key = secret
                """
                        .formatted(localStack.endpoint(), ACCOUNT));
        var home = new Home(localStack, directory.toAbsolutePath());
        home.stacks.deploy(settings(Sizes.DEFAULT));
        return home;
    }

    static Settings settings(Sizes sizes) {
        return new Settings(
                Configuration.parse("fanout.json", FANOUT_JSON),
                new FunctionsCode(Path.of(System.getProperty("functions.jar")), FANOUT_JSON),
                SHORT,
                sizes,
                false);
    }

    Terminal.Ran fanout(String... arguments) {
        return terminal.run(arguments);
    }

    DynamoDbClient production() {
        return production;
    }

    DynamoDbClient development() {
        return development;
    }

    LocalStack localStack() {
        return localStack;
    }

    @Override
    public void close() {
        production.close();
        development.close();
        states.close();
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
