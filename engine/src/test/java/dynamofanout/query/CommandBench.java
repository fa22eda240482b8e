// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.testing.LoopbackDynamoDb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What a person waits for in a shell, against DynamoDB Local in this process: {@code fanout query} from its start to its
 * first line, and 1,000 keys of 1 KB items copied by one {@code fanout copy --keys-file}, by a loop of GetItem and
 * PutItem with the SDK in a process of its own, and by commands for one key each.
 *
 * <p>Arguments: the command {@code fanout}, how often each is measured.
 */
final class CommandBench {
    private static final String SOURCE = "111111111111";
    private static final String TARGET = "222222222222";
    private static final String TABLE = "Orders";
    private static final int KEYS = 1_000;

    private final String fanout;
    private final int times;
    private final Path directory;

    private CommandBench(String fanout, int times) throws IOException {
        this.fanout = fanout;
        this.times = times;
        this.directory = Files.createTempDirectory("command-bench");
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("loop")) {
            loop(URI.create(arguments[1]));
            return;
        }
        try (LoopbackDynamoDb dynamo = LoopbackDynamoDb.start()) {
            new CommandBench(arguments[0], Integer.parseInt(arguments[1])).measure(dynamo);
        }
        System.exit(0); // DynamoDB Local leaves threads behind
    }

    private void measure(LoopbackDynamoDb dynamo) throws Exception {
        prepare(dynamo);
        List<String> query = List.of(fanout, "query", "production", TABLE, "id=id-17");
        List<String> copy = List.of(
                fanout,
                "copy",
                "--source=production",
                "--target=development",
                "--table=" + TABLE,
                "--local",
                "--yes",
                "--keys-file=keys.jsonl");
        List<String> loop = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CommandBench.class.getName(),
                "loop",
                dynamo.endpoint().toString());
        for (List<String> warmUp : List.of(query, copy, loop)) {
            run(warmUp);
        }
        var first = new ArrayList<Long>();
        var whole = new ArrayList<Long>();
        var copies = new ArrayList<Long>();
        var loops = new ArrayList<Long>();
        for (int i = 0; i < times; i++) {
            Ran asked = run(query);
            first.add(asked.firstLine());
            whole.add(asked.whole());
            copies.add(run(copy).whole());
            loops.add(run(loop).whole());
        }
        print("fanout query, from its start to its first line", first);
        print("fanout query, to its end", whole);
        print("fanout copy --keys-file of 1,000 keys", copies);
        print("1,000 times GetItem and PutItem, one after the other, with the SDK", loops);
    }

    private static void print(String what, List<Long> millis) {
        System.out.printf(
                "%s: median %d ms of %s%n",
                what, millis.stream().sorted().toList().get(millis.size() / 2), millis);
    }

    private record Ran(long firstLine, long whole) {}

    private Ran run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("stderr").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_CONFIG_FILE", directory.resolve("config").toString(),
                        "AWS_SHARED_CREDENTIALS_FILE",
                                directory.resolve("credentials").toString(),
                        "XDG_STATE_HOME", directory.resolve("state").toString()));
        long started = System.nanoTime();
        Process process = builder.start();
        long firstLine;
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.readLine();
            firstLine = System.nanoTime() - started;
            lines.lines().forEach(rest -> {});
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(directory.resolve("stderr")));
        }
        return new Ran(firstLine / 1_000_000, (System.nanoTime() - started) / 1_000_000);
    }

    private void prepare(LoopbackDynamoDb dynamo) throws IOException {
        for (String account : List.of(SOURCE, TARGET)) {
            try (DynamoDbClient client = dynamo.client(account)) {
                client.createTable(table -> table.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build()));
            }
        }
        try (DynamoDbClient client = dynamo.client(SOURCE)) {
            for (int from = 0; from < KEYS; from += 25) {
                List<WriteRequest> writes = IntStream.range(from, from + 25)
                        .mapToObj(CommandBench::item)
                        .map(item -> WriteRequest.builder()
                                .putRequest(PutRequest.builder().item(item).build())
                                .build())
                        .toList();
                client.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, writes)));
            }
        }
        Files.writeString(
                directory.resolve("config"),
                dynamo.profile("production", SOURCE) + dynamo.profile("development", TARGET));
        Files.writeString(directory.resolve("credentials"), "");
        Files.write(
                directory.resolve("keys.jsonl"),
                IntStream.range(0, KEYS)
                        .mapToObj(i -> "{\"id\": \"id-" + i + "\"}")
                        .toList());
    }

    private static Map<String, AttributeValue> item(int number) {
        return Map.of(
                "id", AttributeValue.fromS("id-" + number),
                "number", AttributeValue.fromN("" + number),
                "text", AttributeValue.fromS("x".repeat(980)));
    }

    /** What one would write who has no tool for it. */
    private static void loop(URI endpoint) {
        try (DynamoDbClient source = client(endpoint, SOURCE);
                DynamoDbClient target = client(endpoint, TARGET)) {
            for (int i = 0; i < KEYS; i++) {
                Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS("id-" + i));
                Map<String, AttributeValue> item =
                        source.getItem(get -> get.tableName(TABLE).key(key)).item();
                target.putItem(put -> put.tableName(TABLE).item(item));
            }
        }
    }

    private static DynamoDbClient client(URI endpoint, String account) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
