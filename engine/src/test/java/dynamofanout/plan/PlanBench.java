// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.input.InputObject;
import dynamofanout.masking.MaskFiles;
import dynamofanout.masking.RunMasks;
import dynamofanout.masking.SecretReader;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Request;
import dynamofanout.run.Plan;
import dynamofanout.table.TableOpener;
import dynamofanout.testing.EditedHttp;
import dynamofanout.testing.LoopbackDynamoDb;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/**
 * A planner over DynamoDB Local. Profiles: {@code production} and {@code development} in us-east-1, {@code admin} with
 * production's key, {@code far} in eu-north-1, {@code empty} without credentials.
 */
final class PlanBench implements AutoCloseable {
    static final String SOURCE_KEY = "prodkey";
    static final String TARGET_KEY = "devkey";

    final EditedHttp http = new EditedHttp(UrlConnectionHttpClient.create());

    private final LoopbackDynamoDb db;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Random random = new Random(7);
    private WorkerHost place = WorkerHost.local(16);
    private Configuration configuration = Configuration.EMPTY;
    private Path maskDirectory = Path.of("");

    PlanBench(LoopbackDynamoDb db) {
        this.db = db;
    }

    static DynamoDbClient client(LoopbackDynamoDb db, String key, Region region) {
        return DynamoDbClient.builder()
                .endpointOverride(db.endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** An on-demand table whose keys are written {@code name:TYPE}, the partition key first. */
    static CreateTableRequest.Builder table(String name, String... keys) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        Arrays.stream(keys).map(PlanBench::attribute).toList())
                .keySchema(IntStream.range(0, keys.length)
                        .mapToObj(i -> KeySchemaElement.builder()
                                .attributeName(keys[i].split(":", 2)[0])
                                .keyType(i == 0 ? KeyType.HASH : KeyType.RANGE)
                                .build())
                        .toList());
    }

    static AttributeDefinition attribute(String key) {
        String[] parts = key.split(":", 2);
        return AttributeDefinition.builder()
                .attributeName(parts[0])
                .attributeType(parts[1])
                .build();
    }

    void configure(String fanoutJson) {
        configuration = Configuration.parse("fanout.json", fanoutJson);
    }

    /** The plan of a copy from production to development, changed by further members of the request. */
    Plan plan(String table, String... members) {
        return planFromTo("production", table, "development", table, members);
    }

    Plan planFromTo(String from, String table, String to, String targetTable, String... members) {
        return planner().plan(request(from, table, to, targetTable, members));
    }

    static CopyRequest request(String from, String table, String to, String targetTable, String... members) {
        String json = "{\"source\":{\"environment\":\"" + from + "\",\"table\":\"" + table
                + "\"},\"target\":{\"environment\":\"" + to + "\",\"table\":\"" + targetTable + "\"}"
                + (members.length == 0 ? "" : "," + String.join(",", members)) + "}";
        return (CopyRequest) Request.read(InputObject.parse("the request", json));
    }

    /** Where planned runs are carried out; here unless a test says otherwise. */
    void runsAt(WorkerHost newPlace) {
        place = newPlace;
    }

    Planner planner() {
        var policy = new TargetPolicy(configuration, environments());
        return new Planner(
                opener(), policy, masks(policy), Prices.inJar(), (messages, nanos) -> null, random::nextDouble, place);
    }

    private RunMasks masks(TargetPolicy policy) {
        return new RunMasks(
                policy,
                new MaskFiles(maskDirectory),
                new MaskFiles(maskDirectory),
                SecretReader.ofMachine(
                        name -> name.equals("FANOUT_MASK_SECRET") ? "0123456789abcdef0123456789abcdef" : null,
                        Optional.empty()),
                Optional.empty());
    }

    /** Where the mask files are that the configuration names. */
    void masksIn(Path directory) {
        maskDirectory = directory;
    }

    TableOpener opener() {
        return new TableOpener(
                environments(), http, timer, Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(10));
    }

    void describe(String table, Consumer<ObjectNode> edit) {
        http.describe(table, edit);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        http.close();
    }

    private Environments environments() {
        String profiles = profile("production", SOURCE_KEY, "us-east-1")
                + profile("admin", SOURCE_KEY, "us-east-1")
                + profile("development", TARGET_KEY, "us-east-1")
                + profile("far", TARGET_KEY, "eu-north-1")
                + "[profile empty]\nregion = us-east-1\nendpoint_url = " + db.endpoint() + "\n";
        ProfileFile file = ProfileFile.builder()
                .content(profiles)
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        return new Environments(configuration, () -> file, name -> null);
    }

    private String profile(String name, String key, String region) {
        return db.profile(name, key).replace("eu-west-1", region) + "\n";
    }
}
