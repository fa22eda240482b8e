// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** {@code fanout describe --as}: definitions of tables for other tools. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class DefinitionIT {
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    final Cli cli = new Cli();

    @BeforeEach
    void create() {
        cli.source().createTable(orders());
        cli.source().updateTimeToLive(ttl -> ttl.tableName("Orders")
                .timeToLiveSpecification(
                        spec -> spec.attributeName("it's \"due\"").enabled(true)));
    }

    /** A table with most of what a table can have. */
    static CreateTableRequest orders() {
        return CreateTableRequest.builder()
                .tableName("Orders")
                .attributeDefinitions(
                        IntStream.range(0, 9).mapToObj(DefinitionIT::attribute).toList())
                .keySchema(key("a0", KeyType.HASH), key("a1", KeyType.RANGE))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .localSecondaryIndexes(LocalSecondaryIndex.builder()
                        .indexName("ByA2")
                        .keySchema(key("a0", KeyType.HASH), key("a2", KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                        .build())
                .globalSecondaryIndexes(
                        GlobalSecondaryIndex.builder()
                                .indexName("BySeveral")
                                .keySchema(
                                        key("a3", KeyType.HASH),
                                        key("a4", KeyType.HASH),
                                        key("a5", KeyType.RANGE),
                                        key("a6", KeyType.RANGE))
                                .projection(projection -> projection
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes("${x}", "it's", "say \"no\""))
                                .build(),
                        GlobalSecondaryIndex.builder()
                                .indexName("ByA7")
                                .keySchema(key("a7", KeyType.HASH), key("a8", KeyType.RANGE))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                .build())
                .build();
    }

    @Test
    void prints_commands_that_create_the_same_table() throws Exception {
        Cli.Ran described = cli.run("describe production/Orders --as cli");

        assertThat(described.exit()).as(described.all()).isZero();
        List<String> json = jsonBetweenQuotes(described.out());
        post("CreateTable", JSON.readTree(json.get(0)));
        post(
                "UpdateTimeToLive",
                JSON.createObjectNode()
                        .put("TableName", "Orders")
                        .set("TimeToLiveSpecification", JSON.readTree(json.get(1))));

        assertThat(described.out())
                .startsWith("aws dynamodb create-table --cli-input-json '{")
                .contains("\naws dynamodb wait table-exists --table-name Orders\n"
                        + "aws dynamodb update-time-to-live --table-name Orders");
        assertThat(shape(true)).isEqualTo(shape(false));
        assertThat(cli.target()
                        .describeTimeToLive(ttl -> ttl.tableName("Orders"))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("it's \"due\"");
    }

    @Test
    void prints_a_cloudformation_template() throws IOException {
        Cli.Ran described = cli.run("describe production Orders --as cloudformation");

        assertThat(described.exit()).as(described.all()).isZero();
        JsonNode table = JSON.readTree(described.out()).path("Resources").path("TableOrders");
        assertThat(table.path("Type").asText()).isEqualTo("AWS::DynamoDB::Table");
        JsonNode properties = table.path("Properties");
        assertThat(properties.path("TableName").asText()).isEqualTo("Orders");
        assertThat(properties.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(properties.path("StreamSpecification")).hasToString("{\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"}");
        assertThat(properties.path("TimeToLiveSpecification"))
                .hasToString("{\"AttributeName\":\"it's \\\"due\\\"\",\"Enabled\":true}");
        assertThat(properties.path("GlobalSecondaryIndexes").get(1))
                .hasToString("{\"IndexName\":\"BySeveral\",\"KeySchema\":["
                        + "{\"AttributeName\":\"a3\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"a4\",\"KeyType\":\"HASH\"},"
                        + "{\"AttributeName\":\"a5\",\"KeyType\":\"RANGE\"},{\"AttributeName\":\"a6\",\"KeyType\":\"RANGE\"}],"
                        + "\"Projection\":{\"ProjectionType\":\"INCLUDE\",\"NonKeyAttributes\":"
                        + "[\"${x}\",\"it's\",\"say \\\"no\\\"\"]}}");
    }

    @Test
    void prints_a_terraform_resource() {
        Cli.Ran described = cli.run("describe production/Orders --as terraform");

        assertThat(described.exit()).as(described.all()).isZero();
        assertThat(described.out())
                .startsWith("resource \"aws_dynamodb_table\" \"table_orders\" {\n  name = \"Orders\"\n")
                .contains("  hash_key = \"a0\"\n  range_key = \"a1\"\n")
                .contains(
                        """
                        local_secondary_index {
                          name = "ByA2"
                          range_key = "a2"
                          projection_type = "KEYS_ONLY"
                        }
                        """
                                .indent(2))
                .contains(
                        """
                        global_secondary_index {
                          name = "ByA7"
                          hash_key = "a7"
                          range_key = "a8"
                          projection_type = "ALL"
                        }
                        """
                                .indent(2))
                .contains(
                        """
                          non_key_attributes = ["$${x}", "it's", "say \\"no\\""]
                          key_schema {
                            attribute_name = "a3"
                            key_type = "HASH"
                          }
                        """
                                .indent(2))
                .contains("  ttl {\n    attribute_name = \"it's \\\"due\\\"\"\n    enabled = true\n  }\n");
    }

    @Test
    void terraform_itself_reads_the_resource(@TempDir Path directory) throws Exception {
        assumeTrue(isThere("terraform"), "no terraform here");
        String text = cli.run("describe production/Orders --as terraform").out();
        Files.writeString(directory.resolve("orders.tf"), text);

        // it reads the file as a whole, and needs no provider for that
        var command = new ProcessBuilder("terraform", "fmt", "-write=false", "orders.tf")
                .directory(directory.toFile())
                .redirectErrorStream(true);
        command.environment().put("CHECKPOINT_DISABLE", "1");
        Process format = command.start();
        String said = new String(format.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(format.waitFor()).as(said).isZero();
    }

    @Test
    void refuses_another_language_and_text_beside_json() {
        assertThat(cli.run("describe production/Orders --as pulumi").err())
                .isEqualToNormalizingNewlines(
                        "fanout: --as must be one of cloudformation, terraform, cli, got: \"pulumi\"\n");
        assertThat(cli.run("describe production/Orders --as cli --json").err())
                .isEqualToNormalizingNewlines(
                        "fanout: --as must not be given with --json: it prints text for another tool\n");
    }

    /** What a table is, without what differs between any two tables. */
    private String shape(boolean ofTarget) {
        return shapeOf(cli.run("describe", ofTarget ? "development/Orders" : "production/Orders", "--as", "cli"));
    }

    static String shapeOf(Cli.Ran described) {
        assertThat(described.exit()).as(described.all()).isZero();
        return described.out();
    }

    /** What stands between single quotes, as a shell reads it. */
    private static List<String> jsonBetweenQuotes(String commands) {
        String marked = commands.replace("'\\''", "\u0000");
        String[] parts = marked.split("'", -1);
        return IntStream.range(0, parts.length)
                .filter(i -> i % 2 == 1)
                .mapToObj(i -> parts[i].replace('\u0000', '\''))
                .toList();
    }

    private void post(String action, JsonNode body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(cli.server().endpoint())
                                .header("X-Amz-Target", "DynamoDB_20120810." + action)
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=" + Cli.DEVELOPMENT
                                                + "/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host,"
                                                + " Signature=0")
                                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static AttributeDefinition attribute(int number) {
        return AttributeDefinition.builder()
                .attributeName("a" + number)
                .attributeType(List.of("S", "N", "B").get(number % 3))
                .build();
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }
}
