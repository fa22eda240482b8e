// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.functions.WorkflowHere.Ended;
import dynamofanout.request.RunId;
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
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Sets of tables as executions through the real handlers. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SetHandlersIT {
    private static final String FANOUT_JSON =
            """
            {"home": {"account": "999999999999", "region": "eu-west-1"},
             "environments": {
               "production": {"account": "111111111111", "region": "eu-west-1", "tables": ["App-*", "Other"]},
               "development": {"account": "222222222222", "region": "eu-west-1", "tables": ["*"]}}}
            """;
    private static final String SET =
            "{\"source\": {\"environment\": \"production\", \"table\": \"App-*\"}, \"target\": {\"environment\":"
                    + " \"development\"}}";

    @TempDir
    private Path directory;

    private FunctionsHere functions;
    private WorkflowHere workflow;
    private DynamoDbClient source;
    private DynamoDbClient target;

    @BeforeEach
    void open() {
        functions = new FunctionsHere(directory, FANOUT_JSON);
        workflow = new WorkflowHere(functions, UnaryOperator.identity());
        source = functions.dynamo.client("111111111111");
        target = functions.dynamo.client("222222222222");
        for (String table : List.of("App-A", "App-B", "App-C")) {
            create(source, table, "id");
            create(target, table, "id");
            put(source, table, 20);
        }
        create(source, "Secret", "id");
    }

    @AfterEach
    void close() {
        functions.close();
    }

    @Test
    void copies_every_table_and_answers_no_more_than_their_verdicts() {
        Ended ended = workflow.run("nightly", SET);

        assertThat(ended.cause()).isEmpty();
        JsonNode tables = ended.output().path("tables");
        assertThat(tables)
                .hasSize(3)
                .first()
                .hasToString("{\"runId\":\"nightly--t1\",\"table\":\"App-A\",\"verdict\":\"complete\"}");
        assertThat(ended.output().path("counts").path("written").asInt()).isEqualTo(60);
        assertThat(count("App-A") + count("App-B") + count("App-C")).isEqualTo(60);
    }

    @Test
    void says_every_refusal_at_once_and_leaves_such_tables_out_where_asked() {
        create(source, "App-D", "id");
        target.deleteTable(table -> table.tableName("App-C"));
        create(target, "App-C", "other");

        Ended refused = workflow.run("first", SET);
        Ended skipped = workflow.run("second", SET.replaceFirst("^\\{", "{\"skipRefused\": true, "));

        assertThat(refused.error()).isEqualTo("Refused");
        assertThat(refused.cause())
                .contains("2 tables of 4 cannot be copied, and nothing was written")
                .contains("App-C: the tables' keys must be the same")
                .contains("App-D: table App-D in development does not exist");
        assertThat(skipped.cause()).isEmpty();
        assertThat(skipped.output().path("tables")).hasSize(2);
        assertThat(count("App-A") + count("App-B")).isEqualTo(40);
    }

    @Test
    void a_dry_run_names_the_tables_and_begins_nothing() {
        Ended ended = workflow.run("dry", SET.replaceFirst("^\\{", "{\"dryRun\": true, "));

        assertThat(ended.cause()).isEmpty();
        assertThat(ended.output().path("tables").findValuesAsText("table")).containsExactly("App-A", "App-B", "App-C");
        assertThat(count("App-A")).isZero();
    }

    @Test
    void a_lock_that_is_taken_between_planning_and_starting_keeps_that_table_alone_and_a_resume_copies_it() {
        String other =
                """
                {"source": {"environment": "production", "table": "App-B"}, "target": {"environment": "development"}}
                """;
        workflow.betweenPlanAndStart(() -> {
            workflow.plan("{\"execution\": \"other\", \"request\": " + other + "}");
            workflow.say("other", ExecutionStatus.RUNNING);
            workflow.betweenPlanAndStart(() -> {});
        });

        Ended ended = workflow.run("nightly", SET);
        workflow.say("other", ExecutionStatus.ABORTED);
        Ended resumed = workflow.run("nightly--2", "{\"resume\": \"nightly\"}");

        assertThat(ended.error()).isEqualTo("Failed");
        assertThat(ended.cause())
                .startsWith("set nightly: 2 complete, 1 failed; table App-B: run other is writing to table App-B in"
                        + " development")
                .endsWith("; go on by `fanout resume nightly` or an execution with {\"resume\": \"nightly\"}");
        assertThat(resumed.cause()).isEmpty();
        assertThat(resumed.output().path("counts").path("written").asInt()).isEqualTo(60);
        assertThat(count("App-B")).isEqualTo(20);
    }

    @Test
    void a_set_that_is_stopped_before_its_runs_begin_is_resumed_as_it_was_planned() {
        workflow.betweenPlanAndStart(() -> {
            workflow.plan("{\"stop\": \"nightly\", \"reason\": \"stopped by fanout stop\"}");
            workflow.betweenPlanAndStart(() -> {});
        });

        Ended stopped = workflow.run("nightly", SET);
        create(source, "App-New", "id");
        Ended whileOver = workflow.run("nightly--2", "{\"resume\": \"nightly\"}");

        assertThat(stopped.error()).isEqualTo("Stopped");
        assertThat(stopped.cause()).contains("3 stopped; table App-A: stopped by fanout stop");
        assertThat(whileOver.cause()).isEmpty();
        assertThat(whileOver.output().path("tables")).hasSize(3);
        assertThat(count("App-A") + count("App-B") + count("App-C")).isEqualTo(60);
    }

    @Test
    void a_set_whose_execution_was_ended_in_the_middle_goes_on_where_it_was() {
        workflow.betweenPlanAndStart(() -> {
            workflow.run("nightly--t1", "{\"setRun\": \"nightly--t1\"}");
            workflow.plan("{\"execution\": \"nightly--t2\", \"request\": {\"setRun\": \"nightly--t2\"}}");
            throw new IllegalStateException("the execution is stopped");
        });
        try {
            workflow.run("nightly", SET);
        } catch (IllegalStateException stopped) {
            workflow.say("nightly", ExecutionStatus.ABORTED);
            workflow.say("nightly--t2", ExecutionStatus.ABORTED);
        }
        workflow.betweenPlanAndStart(() -> {});
        source.deleteItem(item -> item.tableName("App-A").key(Map.of("id", AttributeValue.fromS("item-1"))));

        Ended resumed = workflow.run("again", "{\"resume\": \"nightly\"}");

        assertThat(resumed.cause()).isEmpty();
        assertThat(resumed.output().path("counts").path("read").asInt()).isEqualTo(60);
        assertThat(count("App-B") + count("App-C")).isEqualTo(40);
    }

    @Test
    void a_set_that_is_started_twice_is_never_doubled() {
        workflow.betweenPlanAndStart(() -> {
            workflow.betweenPlanAndStart(() -> {});
            Ended resumed = workflow.run("too-early", "{\"resume\": \"nightly\"}");
            assertThat(resumed.cause()).contains("set nightly is being carried out by execution nightly");
        });
        Ended first = workflow.run("nightly", SET);

        JsonNode again = workflow.plan("{\"beginSet\": \"nightly\", \"execution\": \"nightly\"}");
        JsonNode others = workflow.plan("{\"beginSet\": \"nightly\", \"execution\": \"other\"}");

        assertThat(first.cause()).isEmpty();
        assertThat(again.path("set").path("runs")).isEmpty();
        assertThat(others.path("refused").asText()).contains("run id nightly is taken");
        assertThat(workflow.store().latest(10)).containsExactly(new RunId("nightly"));
    }

    @Test
    void the_price_limit_is_divided_among_the_runs() {
        Ended ended = workflow.run("nightly", SET.replaceFirst("^\\{", "{\"maxCost\": 3, \"tablesAtOnce\": 1, "));

        assertThat(ended.cause()).isEmpty();
        var store = workflow.store();
        double first =
                limit(store.control(new RunId("nightly--t1")).limits().maxCost().orElseThrow());
        double last =
                limit(store.control(new RunId("nightly--t3")).limits().maxCost().orElseThrow());
        assertThat(first).isBetween(0.9, 1.1);
        assertThat(last).isBetween(2.9, 3.0);
    }

    @Test
    void the_workers_of_a_run_are_divided_by_the_tables_at_once() {
        functions.unreserved(16);

        workflow.run("nightly", SET.replaceFirst("^\\{", "{\"workers\": 16, \"tablesAtOnce\": 4, "));

        var store = workflow.store();
        assertThat(store.existing(new RunId("nightly--t1")).plan().workers()).isLessThanOrEqualTo(4);
    }

    private static double limit(Number dollars) {
        return dollars.doubleValue();
    }

    private int count(String table) {
        return target.scan(scan -> scan.tableName(table)).count();
    }

    private static void put(DynamoDbClient client, String table, int items) {
        for (int i = 0; i < items; i++) {
            String id = "item-" + i;
            client.putItem(put -> put.tableName(table).item(Map.of("id", AttributeValue.fromS(id))));
        }
    }

    private static void create(DynamoDbClient client, String name, String key) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build()));
    }
}
