// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.functions.WorkflowHere.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Masked executions through the real handlers: the mask is that of the deployed fanout.json, whoever asks. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskedHandlersIT {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String CANARY = "kanarienvogel";
    private static final String FANOUT_JSON =
            """
            {"home": {"account": "999999999999", "region": "eu-west-1", "profile": "tooling"},
             "environments": {
               "production": {"account": "111111111111", "region": "eu-west-1", "protected": true, "tables": ["*"],
                              "copyTo": [{"environment": "development", "mask": "masks/development.json"}]},
               "development": {"account": "222222222222", "region": "eu-west-1", "tables": ["*"]}}}
            """;
    private static final String MASK =
            """
            {"format": 1, "secret": {"parameter": "/fanout/mask"},
             "tables": {"Customers": {"attributes": {"id": {"token": "customer"}, "name": {"name": "full"}MORE}}}}
            """;
    private static final String COPY =
            """
            {"source": {"environment": "production", "table": "Customers"}, "target": {"environment": "development"},
             "segments": 4, "workers": 2}
            """;

    @TempDir
    private Path directory;

    private FunctionsHere functions;
    private WorkflowHere workflow;
    private DynamoDbClient target;

    @BeforeEach
    void open() throws IOException {
        functions = new FunctionsHere(directory, FANOUT_JSON);
        functions.secrets.parameter("/fanout/mask", "SecureString", SECRET);
        mask("");
        workflow = new WorkflowHere(functions, UnaryOperator.identity());
        DynamoDbClient source = functions.dynamo.client("111111111111");
        target = functions.dynamo.client("222222222222");
        create(source);
        create(target);
        for (int i = 0; i < 50; i++) {
            Map<String, AttributeValue> item =
                    Map.of("id", AttributeValue.fromS(CANARY + i), "name", AttributeValue.fromS("Ada " + CANARY + i));
            source.putItem(put -> put.tableName("Customers").item(item));
        }
    }

    @AfterEach
    void close() {
        functions.close();
    }

    @Test
    void what_arrives_is_masked_and_the_secret_stays_where_it_is() {
        Ended ended = workflow.run("first", COPY);

        assertThat(ended.cause()).isEmpty();
        assertThat(ended.output().path("mask").path("file").asText()).isEqualTo("masks/development.json");
        assertThat(arrived()).hasSize(50).noneMatch(item -> item.toString().contains(CANARY));
        String kept = functions.log
                + functions
                        .runs()
                        .scan(scan -> scan.tableName("FanoutRuns"))
                        .items()
                        .toString();
        assertThat(kept).doesNotContain(SECRET).doesNotContain("Ada");
    }

    @Test
    void a_second_execution_writes_nothing() {
        workflow.run("first", COPY);

        Ended again = workflow.run("second", COPY.replace("\"segments\"", "\"mode\": \"changed\", \"segments\""));

        assertThat(again.output().path("counts").path("unchanged").asInt()).isEqualTo(50);
        assertThat(again.output().path("counts").path("written").asInt()).isZero();
    }

    @Test
    void without_its_secret_nothing_begins() {
        functions.secrets.fail("400 ParameterNotFound");

        Ended ended = workflow.run("first", COPY);

        assertThat(ended.error()).isEqualTo("Refused");
        assertThat(ended.cause()).startsWith("the mask's secret must be in SSM parameter /fanout/mask");
        assertThat(arrived()).isEmpty();
    }

    @Test
    void a_plan_is_not_begun_with_other_rules_than_it_was_agreed_to() throws IOException {
        workflow.plan("{\"propose\": \"agreed\", \"request\": " + COPY + "}");
        mask(", \"more\": \"keep\"");

        Ended ended = workflow.run("agreed", COPY);

        assertThat(ended.cause())
                .isEqualTo(
                        "the rules of the mask masks/development.json have changed since the run was planned: start a"
                                + " new copy, or bring the former rules back");
        assertThat(arrived()).isEmpty();
    }

    @Test
    void a_worker_with_other_rules_than_the_plan_s_writes_nothing() throws IOException {
        JsonNode begun = workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");
        mask(", \"more\": \"keep\"");

        Ended ended = workflow.run("first", COPY);

        assertThat(begun.has("run")).isTrue();
        assertThat(ended.error()).isEqualTo("Failed");
        assertThat(ended.cause()).contains("the rules of the mask masks/development.json have changed");
        assertThat(arrived()).isEmpty();
    }

    @Test
    void a_worker_whose_policy_has_a_mask_that_the_plan_lacks_writes_nothing() throws IOException {
        Files.writeString(
                directory.resolve("fanout.json"),
                FANOUT_JSON.replace(
                        "{\"environment\": \"development\", \"mask\": \"masks/development.json\"}", "\"development\""));
        JsonNode begun = new WorkflowHere(functions, UnaryOperator.identity())
                .plan("{\"execution\": \"first\", \"request\": " + COPY + "}");
        Files.writeString(directory.resolve("fanout.json"), FANOUT_JSON);

        Ended ended = workflow.run("first", COPY);

        assertThat(begun.has("run")).isTrue();
        assertThat(ended.cause())
                .contains("the mask of this pair must be the one that the run was planned with (none), but copyTo names"
                        + " masks/development.json now: start a new copy");
        assertThat(arrived()).isEmpty();
    }

    private List<Map<String, AttributeValue>> arrived() {
        return target.scan(scan -> scan.tableName("Customers")).items();
    }

    private void mask(String more) throws IOException {
        Files.createDirectories(directory.resolve("masks"));
        Files.writeString(directory.resolve("masks/development.json"), MASK.replace("MORE", more));
    }

    private static void create(DynamoDbClient client) {
        client.createTable(table -> table.tableName("Customers")
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
