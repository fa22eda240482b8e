// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.functions.WorkflowHere.Ended;
import dynamofanout.testing.BackupsHere;
import dynamofanout.testing.BackupsHere.Trouble;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Executions that create their target, through the real handlers. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CreatedTargetIT {
    private static final String FANOUT_JSON =
            """
            {"home": {"account": "999999999999", "region": "eu-west-1"},
             "environments": {
               "production": {"account": "111111111111", "region": "eu-west-1", "protected": true, "tables": ["Orders"],
                              "copyTo": ["development", "elsewhere"]},
               "development": {"account": "222222222222", "region": "eu-west-1", "tables": ["*"],
                               "create": {"pointInTimeRecovery": true}},
               "elsewhere": {"account": "333333333333", "region": "eu-west-1", "tables": ["*"]},
               "archive": {"account": "444444444444", "region": "eu-west-1", "tables": ["*"], "create": {}}}}
            """;

    private final BackupsHere service = new BackupsHere();

    @TempDir
    private Path directory;

    private FunctionsHere functions;
    private WorkflowHere workflow;
    private DynamoDbClient source;
    private DynamoDbClient target;

    @BeforeEach
    void open() {
        functions = new FunctionsHere(directory, FANOUT_JSON, LoopbackDynamoDb.start(service));
        workflow = new WorkflowHere(functions, UnaryOperator.identity());
        source = functions.dynamo.client("111111111111");
        target = functions.dynamo.client("222222222222");
        create(source);
        source.updateTimeToLive(ttl -> ttl.tableName("Orders")
                .timeToLiveSpecification(spec -> spec.attributeName("expires").enabled(true)));
        for (int i = 0; i < 50; i++) {
            AttributeValue id = AttributeValue.fromS("order-" + i);
            source.putItem(put -> put.tableName("Orders").item(Map.of("id", id, "status", id)));
        }
        service.looksUntilCreated(2);
    }

    @AfterEach
    void close() {
        functions.close();
    }

    @Test
    void the_event_of_the_documents_creates_the_target_and_copies() throws IOException {
        JsonNode refused = workflow.plan(
                "{\"execution\": \"none\", \"request\": " + event().replace("\"create\": true,", "") + "}");

        Ended ended = workflow.run("first", event());

        assertThat(refused.path("refused").asText())
                .contains("does not exist (Region eu-west-1): add --create (\"create\": true)");
        assertThat(ended.cause()).isEmpty();
        assertThat(ended.output().path("verdict").asText()).isEqualTo("complete");
        assertThat(ended.output().path("counts").path("written").asInt()).isEqualTo(50);
        assertThat(ended.output().path("created").path("table").asText()).isEqualTo("Orders");
        assertThat(items(target)).isEqualTo(items(source));
        assertThat(target.describeTable(table -> table.tableName("Orders"))
                        .table()
                        .globalSecondaryIndexes())
                .singleElement()
                .satisfies(index -> assertThat(index.indexName()).isEqualTo("ByStatus"));
        assertThat(timeToLive()).contains("expires");
        assertThat(service.calls()).contains("UpdateContinuousBackups").doesNotContain("CreateBackup");
        assertThat(tags()).containsExactly(Map.entry("fanout:run", "first"));
    }

    @Test
    void planning_creates_nothing() throws IOException {
        JsonNode proposed = workflow.plan("{\"propose\": \"first\", \"request\": " + event() + "}");

        assertThat(proposed.path("plan")
                        .path("create")
                        .path("request")
                        .path("TableName")
                        .asText())
                .isEqualTo("Orders");
        assertThat(target.listTables().tableNames()).isEmpty();
    }

    @Test
    void an_environment_without_create_gets_no_tables() throws IOException {
        Ended ended = workflow.run("first", event().replace("development", "elsewhere"));

        assertThat(ended.error()).isEqualTo("Refused");
        assertThat(ended.cause())
                .isEqualTo("environment elsewhere must have \"create\" in fanout.json where tables are to be created in"
                        + " it on AWS: add \"create\": {} there and deploy, or create the table by `fanout create` with"
                        + " your own credentials");
    }

    @Test
    void a_step_whose_answer_was_lost_is_found_again() throws IOException {
        var losses = new AtomicInteger(1);
        service.troubles(operation -> operation.equals("CreateTable") && losses.getAndDecrement() > 0
                ? Optional.of(Trouble.lost())
                : Optional.empty());

        Ended ended = workflow.run("first", event());

        assertThat(ended.cause()).isEmpty();
        assertThat(items(target)).isEqualTo(items(source));
    }

    @Test
    void another_execution_goes_on_where_the_first_was_stopped() throws IOException {
        JsonNode planned = workflow.plan("{\"execution\": \"first\", \"request\": " + event() + "}");
        JsonNode step = workflow.plan("{\"prepare\": \"first\", \"execution\": \"first\"}");
        workflow.say("first", ExecutionStatus.ABORTED);

        Ended resumed = workflow.run("second", "{\"resume\": \"first\"}");

        assertThat(planned.path("run").path("prepare").asBoolean()).isTrue();
        assertThat(step.path("state").asText()).isEqualTo("waiting");
        assertThat(resumed.cause()).isEmpty();
        assertThat(items(target)).isEqualTo(items(source));
        assertThat(tags()).containsExactly(Map.entry("fanout:run", "first"));
    }

    @Test
    void a_table_of_somebody_else_who_is_faster_is_left_alone() throws IOException {
        workflow.plan("{\"execution\": \"first\", \"request\": " + event() + "}");
        create(target);
        workflow.say("first", ExecutionStatus.ABORTED);

        Ended resumed = workflow.run("second", "{\"resume\": \"first\"}");

        assertThat(resumed.error()).isEqualTo("Failed");
        assertThat(resumed.cause())
                .startsWith("run first is failed: table Orders in development was created by somebody else just now: it"
                        + " is left alone; nothing was written");
        assertThat(items(target)).isEmpty();
        assertThat(timeToLive()).isEmpty();
    }

    @Test
    void a_plan_that_was_changed_in_the_run_table_sets_no_time_to_live_where_the_policy_forbids_the_copy()
            throws IOException {
        String copy = event().replace("\"verify\": true", "\"segments\": 1");
        DynamoDbClient archive = functions.dynamo.client("444444444444");
        create(archive);
        workflow.plan("{\"execution\": \"first\", \"request\": " + copy + "}");
        while (!workflow.plan("{\"prepare\": \"first\", \"execution\": \"first\"}")
                .path("state")
                .asText()
                .equals("ready")) {}
        workflow.work("first", "first", 0);
        String made = createdAt(target);
        String other = createdAt(archive);
        for (String part : List.of("plan", "creation")) {
            functions.tamper("first", part, text -> text.replace("development", "archive")
                    .replace("222222222222", "444444444444")
                    .replace(made, other));
        }

        Ended ended = workflow.run("first", copy);

        assertThat(ended.error()).isEqualTo("Failed");
        assertThat(archive.describeTimeToLive(ttl -> ttl.tableName("Orders"))
                        .timeToLiveDescription()
                        .attributeName())
                .isNull();
    }

    /** As the run table has it. */
    private static String createdAt(DynamoDbClient client) {
        return client.describeTable(table -> table.tableName("Orders"))
                .table()
                .creationDateTime()
                .toString();
    }

    private static String event() throws IOException {
        return Files.readString(Path.of("../events/copy-and-create.json"));
    }

    private Optional<String> timeToLive() {
        return Optional.ofNullable(target.describeTimeToLive(ttl -> ttl.tableName("Orders"))
                .timeToLiveDescription()
                .attributeName());
    }

    private Map<String, String> tags() {
        String arn =
                target.describeTable(table -> table.tableName("Orders")).table().tableArn();
        return target.listTagsOfResource(tags -> tags.resourceArn(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static Set<Map<String, AttributeValue>> items(DynamoDbClient client) {
        try {
            return Set.copyOf(client.scan(scan -> scan.tableName("Orders")).items());
        } catch (ResourceNotFoundException none) {
            return Set.of();
        }
    }

    private static void create(DynamoDbClient client) {
        client.createTable(table -> table.tableName("Orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("id"))
                .attributeDefinitions(text("id"), text("status"))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("ByStatus")
                        .keySchema(key("status"))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build()));
    }

    private static KeySchemaElement key(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
