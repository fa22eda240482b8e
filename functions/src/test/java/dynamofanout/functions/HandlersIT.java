// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.functions.WorkflowHere.Ended;
import dynamofanout.request.Limits;
import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.Stop;
import dynamofanout.testing.EditedHttp;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.FaultyHttp.Fault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Executions through the real handlers, on DynamoDB Local in three accounts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HandlersIT {
    private static final String FANOUT_JSON =
            """
            {"home": {"account": "999999999999", "region": "eu-west-1"},
             "environments": {
               "production": {"account": "111111111111", "region": "eu-west-1", "protected": true,
                              "tables": ["Orders", "Customers*"], "copyTo": ["development"]},
               "development": {"account": "222222222222", "region": "eu-west-1", "tables": ["*"]},
               "elsewhere": {"account": "333333333333", "region": "eu-west-1", "tables": ["*"]}}}
            """;
    private static final String COPY =
            """
            {"source": {"environment": "production", "table": "Orders"}, "target": {"environment": "development"},
             "segments": 8, "workers": 3}
            """;
    private static final int ITEMS = 2_000;
    private static final int MOST_IN_BATCH = 25;

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
        create(source);
        create(target);
        put(
                source,
                IntStream.range(0, ITEMS)
                        .mapToObj(order -> item(order, number(order)))
                        .toList());
    }

    @AfterEach
    void close() {
        functions.close();
    }

    @Test
    void copies_a_table_and_says_so() {
        Ended ended = workflow.run("first", COPY);

        assertThat(ended.cause()).isEmpty();
        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ended.output().path("verdict").asText()).isEqualTo("complete");
        assertThat(ended.output().path("counts").path("written").asInt()).isEqualTo(ITEMS);
        assertThat(items(target)).isEqualTo(items(source));
    }

    @Test
    void copies_selected_keys() {
        Ended ended = workflow.run(
                "first",
                COPY.replace(
                        "\"segments\": 8",
                        "\"select\": {\"keys\": [{\"partitionKey\": {\"id\": \"order-17\"}},"
                                + " {\"partitionKey\": {\"id\": \"order-17\"}}, {\"partitionKey\": {\"id\": \"lost\"}}]}"));

        assertThat(ended.cause()).isEmpty();
        assertThat(ended.output().path("counts").path("written").asInt()).isEqualTo(1);
        assertThat(ended.output().path("counts").path("gone").asInt()).isEqualTo(1);
        assertThat(items(target)).hasSize(1);
    }

    @Test
    void selected_keys_are_written_only_where_they_differ() {
        put(target, 17, "old");
        put(target, 18, number(18));

        Ended ended = workflow.run(
                "first",
                inMode("changed")
                        .replace(
                                "\"segments\": 8",
                                "\"select\": {\"keys\": [{\"partitionKey\": {\"id\": \"order-17\"}},"
                                        + " {\"partitionKey\": {\"id\": \"order-18\"}},"
                                        + " {\"partitionKey\": {\"id\": \"order-19\"}}]}"));

        assertThat(ended.cause()).isEmpty();
        assertThat(counts(ended)).isEqualTo("read=3 written=2 unchanged=1");
        assertThat(items(target)).hasSize(3).allSatisfy((id, item) -> assertThat(item)
                .isEqualTo(items(source).get(id)));
    }

    @Test
    void missing_and_changed_write_only_what_they_say() {
        put(
                target,
                IntStream.iterate(0, order -> order < ITEMS, order -> order + 2)
                        .mapToObj(order -> item(order, order % 100 == 0 ? "old" : number(order)))
                        .toList());

        Ended missing = workflow.run("first", inMode("missing"));
        Ended changed = workflow.run("second", inMode("changed"));

        assertThat(missing.cause()).isEmpty();
        assertThat(counts(missing)).isEqualTo("read=2000 written=1000 skipped=1000");
        assertThat(changed.cause()).isEmpty();
        assertThat(counts(changed)).isEqualTo("read=2000 written=20 unchanged=1980");
        assertThat(items(target)).isEqualTo(items(source));
    }

    @Test
    void compare_writes_nothing_and_keeps_the_keys_that_differ() {
        put(target, 17, "old");
        put(target, 9_999, "extra");

        Ended ended = workflow.run("first", inMode("compare"));

        assertThat(ended.error()).isEqualTo("Incomplete");
        assertThat(ended.cause())
                .isEqualTo(
                        "run first is incomplete: the tables differ: 1999 missing in the target, 1 different, 1 extra"
                                + " in the target");
        assertThat(functions.store().checkpoints(new RunId("first")).stream()
                        .flatMap(checkpoint -> checkpoint.differenceParts().stream())
                        .mapToInt(part -> functions
                                .store()
                                .differences(new RunId("first"), part)
                                .size())
                        .sum())
                .isEqualTo(2_001);
        assertThat(items(target)).hasSize(2);
        assertThat(functions.sts.calls())
                .allSatisfy(call -> assertThat(call.get("Policy")).doesNotContain("Write", "Put", "Delete"));
    }

    @Test
    void mirror_deletes_after_all_copying_and_verifies_at_the_end() {
        for (int i = ITEMS; i < ITEMS + 15; i++) {
            put(target, i, "extra");
        }

        Ended stopped = workflow.run("first", inMode("mirror").replace("\"workers\"", "\"verify\": true, \"workers\""));
        int before = items(target).size();
        Ended resumed = workflow.run("second", "{\"resume\": \"first\", \"maxDeletes\": 15}");

        assertThat(stopped.error()).isEqualTo("Stopped");
        assertThat(stopped.cause())
                .isEqualTo(
                        "run first is stopped: 15 items of table Orders in development are not in the source, more than"
                                + " the 1 of --max-deletes: nothing was deleted; resume with --max-deletes 15 to delete them; go"
                                + " on by `fanout resume first --max-deletes 15` or an execution with {\"resume\": \"first\","
                                + " \"maxDeletes\": 15}");
        assertThat(before).isEqualTo(ITEMS + 15);
        assertThat(resumed.cause()).isEmpty();
        assertThat(resumed.output().path("counts").path("deleted").asInt()).isEqualTo(15);
        assertThat(resumed.output().path("verified").path("unchanged").asInt()).isEqualTo(ITEMS);
        assertThat(items(target)).isEqualTo(items(source));
    }

    @Test
    void a_plan_that_was_changed_in_the_run_table_cannot_send_data_where_the_deployed_policy_forbids_it() {
        DynamoDbClient elsewhere = functions.dynamo.client("333333333333");
        create(elsewhere);
        workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");
        Instant planned =
                target.describeTable(of -> of.tableName("Orders")).table().creationDateTime();
        Instant other =
                elsewhere.describeTable(of -> of.tableName("Orders")).table().creationDateTime();
        functions.tamper("first", "plan", text -> text.replace("development", "elsewhere")
                .replace("222222222222", "333333333333")
                .replace(planned.toString(), other.toString()));

        Ended ended = workflow.run("first", COPY);

        assertThat(ended.error()).isEqualTo("Failed");
        assertThat(ended.cause())
                .contains("data of environment production may only be copied to development (copyTo in fanout.json),"
                        + " got: elsewhere");
        assertThat(items(elsewhere)).isEmpty();
        assertThat(items(target)).isEmpty();
    }

    @Test
    void a_request_that_was_changed_in_the_run_table_widens_nothing() {
        workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");
        functions.tamper("first", "request", text -> text.replace("development", "elsewhere"));
        create(functions.dynamo.client("333333333333"));

        workflow.run("first", COPY);

        assertThat(items(functions.dynamo.client("333333333333"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"first, keys#", "first, control", "lock#222222222222/eu-west-1/Orders, lock"})
    void no_other_part_of_the_run_table_widens_what_a_run_may_touch(String run, String part) {
        DynamoDbClient elsewhere = functions.dynamo.client("333333333333");
        create(elsewhere);
        String selection =
                COPY.replace("\"segments\": 8", "\"select\": {\"keys\": [{\"partitionKey\": {\"id\": \"order-17\"}}]}");
        workflow.plan("{\"execution\": \"first\", \"request\": " + selection + "}");
        Map<String, Map<String, AttributeValue>> before = items(source);
        functions.tamper(run, part, text -> text.replace("development", "elsewhere")
                .replace("222222222222", "333333333333")
                .replace("order-17", "order-18")
                .replace("first", "second"));

        workflow.run("first", selection);
        workflow.run("second", "{\"resume\": \"first\"}");

        assertThat(items(elsewhere)).isEmpty();
        assertThat(items(source)).isEqualTo(before);
        assertThat(items(target)).hasSizeLessThanOrEqualTo(1).allSatisfy((id, item) -> assertThat(item)
                .isEqualTo(before.get(id)));
    }

    @Test
    void a_replica_that_is_added_after_the_plan_ends_the_run_before_anything_is_written() {
        workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");
        workflow = new WorkflowHere(functions, http -> {
            var edited = new EditedHttp(http);
            edited.describe("Orders", table -> table.putArray("Replicas")
                    .addObject()
                    .put("RegionName", "eu-west-1")
                    .put("ReplicaArn", "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders"));
            return edited;
        });

        Ended ended = workflow.run("first", COPY);

        assertThat(ended.error()).isEqualTo("Failed");
        assertThat(ended.cause()).contains("table Orders in development is a replica of the source");
        assertThat(items(target)).isEmpty();
    }

    @Test
    void people_stop_and_limit_runs_by_the_plan_function() {
        workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");

        JsonNode limited = workflow.plan(
                "{\"limit\": \"first\", \"ceilings\": {\"sourceReads\": 200, \"targetWrites\": \"none\"}}");
        JsonNode wrong = workflow.plan("{\"limit\": \"first\", \"ceilings\": {\"sourceReads\": -1}}");
        JsonNode unknown = workflow.plan("{\"stop\": \"other\", \"reason\": \"stopped by fanout stop\"}");
        workflow.plan("{\"stop\": \"first\", \"reason\": \"stopped by fanout stop\"}");
        Ended ended = workflow.run("first", COPY);

        assertThat(limited.path("control").path("ceilings").toString()).isEqualTo("{\"sourceReads\":200}");
        assertThat(wrong.path("refused").asText()).contains("sourceReads must be a number above 0, got: -1");
        assertThat(unknown.path("refused").asText())
                .isEqualTo("run other is not in the run table of this home account");
        assertThat(ended.error()).isEqualTo("Stopped");
        assertThat(ended.cause()).contains("stopped by fanout stop");
    }

    @Test
    void narrows_each_role_to_the_run_s_tables_and_to_reading_the_source() {
        workflow.run("first", COPY);

        assertThat(functions.sts.calls())
                .allSatisfy(call -> assertThat(call)
                        .containsEntry("ExternalId", "fanout-999999999999")
                        .extractingByKey("Policy")
                        .asString()
                        .contains(":table/Orders", "dynamodb:Scan"))
                .filteredOn(call -> "arn:aws:iam::111111111111:role/fanout-read-production".equals(call.get("RoleArn")))
                .isNotEmpty()
                .allSatisfy(call ->
                        assertThat(call.get("Policy")).doesNotContain("Write", "Put", "Delete", "222222222222"));
    }

    @Test
    void a_worker_whose_time_is_short_leaves_the_rest_to_the_next_invocation() {
        workflow.shorten(6, Duration.ofMillis(2_030)); // 30 ms beyond the margin of 2 s

        Ended ended = workflow.run("first", COPY);

        assertThat(ended.output().path("verdict").asText()).isEqualTo("complete");
        assertThat(functions.log).anyMatch(line -> line.contains("\"message\":\"ended: more\""));
        assertThat(items(target)).isEqualTo(items(source));
    }

    @Test
    void carries_out_exactly_the_plan_that_was_proposed() {
        JsonNode proposed = workflow.plan("{\"propose\": \"agreed\", \"request\": " + COPY + "}");
        Ended other = workflow.run("agreed", COPY.replace("\"segments\": 8", "\"segments\": 9"));
        Ended ended = workflow.run("agreed", COPY);

        assertThat(proposed.path("plan").path("segments").asInt()).isEqualTo(8);
        assertThat(other.cause())
                .isEqualTo("the request differs from the one that was planned and agreed to as run agreed: start an"
                        + " execution of another name, or with the same request");
        assertThat(ended.output().path("segments").path("total").asInt()).isEqualTo(8);
    }

    @Test
    void a_stopped_run_is_resumed_by_another_execution() {
        JsonNode begun = workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");
        functions
                .store()
                .adjust(
                        new RunId("first"),
                        control -> control.stopping(new Stop(Stop.Cause.USER, "stopped by fanout stop")));

        Ended stopped = workflow.run("first", COPY);
        Ended resumed = workflow.run("second", "{\"resume\": \"first\"}");
        Ended again = workflow.run("third", "{\"resume\": \"first\"}");

        // three workers begin far apart
        assertThat(begun.path("run").path("segments").toString()).isEqualTo("[0,5,2]");
        assertThat(stopped.error()).isEqualTo("Stopped");
        assertThat(stopped.cause())
                .isEqualTo("run first is stopped: stopped by fanout stop; go on by `fanout resume first` or an"
                        + " execution with {\"resume\": \"first\"}");
        assertThat(resumed.output().path("runId").asText()).isEqualTo("first");
        assertThat(resumed.output().path("counts").path("read").asInt()).isEqualTo(ITEMS);
        assertThat(again.cause()).isEqualTo("run first has nothing left to resume: all of its segments are done");
        assertThat(items(target)).isEqualTo(items(source));
    }

    @Test
    void a_run_that_ended_in_the_middle_of_a_piece_is_resumed_there() {
        JsonNode begun = workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");
        JsonNode answer = workflow.work("first", "first", 0);
        workflow.say("first", ExecutionStatus.FAILED);

        JsonNode resumed = workflow.plan("{\"execution\": \"second\", \"request\": {\"resume\": \"first\"}}");
        Ended ended = workflow.run("second", "{\"resume\": \"first\"}");

        int last = begun.path("run").path("segments").size();
        assertThat(last).isLessThan(8);
        assertThat(answer.toString())
                .isEqualTo("{\"runId\":\"first\",\"segment\":1,\"execution\":\"first\",\"state\":\"next\"}");
        assertThat(resumed.path("run").path("segments").path(0).asInt()).isEqualTo(1);
        assertThat(ended.output().path("counts").path("read").asInt()).isEqualTo(ITEMS);
        assertThat(items(target)).isEqualTo(items(source));
    }

    @Test
    void a_segment_that_is_given_up_does_not_hold_up_the_others_of_its_piece() {
        workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");

        JsonNode answer = workflow.abandon("first", "first", 0, "gone");

        assertThat(answer.path("state").asText()).isEqualTo("next");
        assertThat(answer.path("segment").asInt()).isEqualTo(1);
    }

    @Test
    void a_run_that_has_used_up_its_budget_is_resumed_with_a_higher_one_only() {
        workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");
        var budget = new Limits(Optional.of(new BigDecimal("0.5")), 10);
        functions.store().adjust(new RunId("first"), control -> Control.first("first", control.ceilings(), budget)
                .stopping(new Stop(Stop.Cause.BUDGET, "used up")));
        Ended stopped = workflow.run("first", COPY);

        Ended useless = workflow.run("second", "{\"resume\": \"first\", \"maxDeletes\": 5}");
        Ended resumed = workflow.run("third", "{\"resume\": \"first\", \"maxCost\": 1}");

        assertThat(stopped.cause())
                .isEqualTo("run first is stopped: used up; go on by `fanout resume first --max-cost 1` or an execution"
                        + " with {\"resume\": \"first\", \"maxCost\": 1}");
        assertThat(useless.error()).isEqualTo("Refused");
        assertThat(useless.cause())
                .isEqualTo("maxDeletes is for mode mirror: run first is in mode overwrite and deletes nothing");
        assertThat(resumed.cause()).isEmpty();
        assertThat(items(target)).isEqualTo(items(source));
    }

    @Test
    void refuses_a_second_run_into_the_same_table_while_the_first_goes_on() {
        workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");
        workflow.say("first", ExecutionStatus.RUNNING);

        Ended refused = workflow.run("second", COPY);
        Ended allowed = workflow.run("third", COPY.replace("\"workers\"", "\"allowConcurrent\": true, \"workers\""));
        workflow.say("first", ExecutionStatus.ABORTED);
        Ended over = workflow.run("fourth", COPY);

        assertThat(refused.cause())
                .isEqualTo("run first is writing to table Orders in development: wait for it, stop it by `fanout stop"
                        + " first`, or allow both by allowConcurrent (--allow-concurrent)");
        assertThat(allowed.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(over.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void a_resume_is_refused_while_the_owner_goes_on() {
        workflow.plan("{\"execution\": \"first\", \"request\": " + COPY + "}");
        workflow.say("first", ExecutionStatus.RUNNING);

        Ended refused = workflow.run("second", "{\"resume\": \"first\"}");

        assertThat(refused.cause())
                .isEqualTo("run first is being carried out by execution first: wait for it, or stop it by `fanout stop"
                        + " first`");
    }

    @Test
    void a_plan_that_is_asked_for_again_finds_its_own_run() {
        String event = "{\"execution\": \"first\", \"request\": " + COPY + "}";

        assertThat(workflow.plan(event)).isEqualTo(workflow.plan(event));
    }

    @Test
    void a_segment_that_fails_for_good_does_not_keep_the_others_from_ending() {
        var batches = new AtomicInteger();
        workflow = new WorkflowHere(
                functions,
                http -> new FaultyHttp(
                        http,
                        (operation, request) -> operation.equals("BatchWriteItem") && batches.incrementAndGet() > 10
                                ? Fault.DENIED
                                : Fault.NONE));

        Ended failed = workflow.run("first", COPY);
        workflow = new WorkflowHere(functions, UnaryOperator.identity());
        Ended resumed = workflow.run("second", "{\"resume\": \"first\"}");

        assertThat(failed.error()).isEqualTo("Failed");
        assertThat(failed.cause()).startsWith("run first is failed: ").endsWith("{\"resume\": \"first\"}");
        assertThat(resumed.output().path("verdict").asText()).isEqualTo("complete");
        assertThat(items(target)).isEqualTo(items(source));
    }

    @Test
    void a_dry_run_plans_and_stores_nothing() {
        Ended ended = workflow.run("dry", COPY.replace("\"workers\"", "\"dryRun\": true, \"workers\""));

        assertThat(ended.output().path("segments").asInt()).isEqualTo(8);
        assertThat(functions.store().latest(10)).isEmpty();
    }

    @Test
    void an_account_of_ten_functions_gets_half_of_them_and_never_more_than_all() {
        functions.unreserved(10);
        String unasked = COPY.replace("\"segments\": 8, \"workers\": 3", "\"segments\": 100");

        JsonNode planned = workflow.plan("{\"propose\": \"first\", \"request\": " + unasked + "}");
        JsonNode asked = workflow.plan(
                "{\"propose\": \"second\", \"request\": " + unasked.replace("100", "100, \"workers\": 40") + "}");

        String quota = "the home account lets 10 functions run at a time that have none reserved (Lambda's quota can be"
                + " raised)";
        assertThat(planned.path("plan").path("workers").asInt()).isEqualTo(5);
        assertThat(planned.path("plan").path("warnings").toString())
                .contains("no more than 5 workers are planned: " + quota + ", of which a run takes half");
        assertThat(asked.path("plan").path("workers").asInt()).isEqualTo(10);
        assertThat(asked.path("plan").path("warnings").toString())
                .contains("40 workers are asked for, and 10 planned: " + quota);
    }

    @Test
    void the_doctor_hears_which_roles_can_be_used() {
        JsonNode answer = workflow.plan("{\"doctor\": true}");

        assertThat(answer.toString())
                .isEqualTo(
                        "{\"environments\":[{\"environment\":\"production\",\"ok\":true,\"sentence\":"
                                + "\"arn:aws:iam::111111111111:role/fanout-read-production can be assumed and reads Orders\"},"
                                + "{\"environment\":\"development\",\"writes\":\"arn:aws:iam::222222222222:role/fanout-development\",\"ok\":true,\"sentence\":"
                                + "\"arn:aws:iam::222222222222:role/fanout-read-development can be assumed, and arn:aws:iam::222222222222:role/fanout-development too, to write\"},"
                                + "{\"environment\":\"elsewhere\",\"writes\":\"arn:aws:iam::333333333333:role/fanout-elsewhere\",\"ok\":true,\"sentence\":"
                                + "\"arn:aws:iam::333333333333:role/fanout-read-elsewhere can be assumed, and arn:aws:iam::333333333333:role/fanout-elsewhere too, to write\"}],"
                                + "\"unreservedConcurrency\":900,\"rules\":{\"production\":{\"account\":\"111111111111\",\"region\":\"eu-west-1\",\"protected\":true,"
                                + "\"tables\":[\"Customers*\",\"Orders\"],\"copyTo\":[\"development\"]},"
                                + "\"development\":{\"account\":\"222222222222\",\"region\":\"eu-west-1\",\"protected\":false,\"tables\":[\"*\"]},"
                                + "\"elsewhere\":{\"account\":\"333333333333\",\"region\":\"eu-west-1\",\"protected\":false,\"tables\":[\"*\"]}}}");
    }

    @Test
    void the_plan_s_answer_for_ten_thousand_segments_stays_under_64_KiB() {
        String request = COPY.replace("\"segments\": 8", "\"segments\": 10000");
        long start = System.nanoTime();

        JsonNode answer = workflow.plan("{\"execution\": \"big\", \"request\": " + request + "}");

        System.out.printf("plan of 10,000 segments: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        // 500 at most in each piece
        assertThat(answer.path("run").path("segments")).hasSizeBetween(20, 100);
        assertThat(answer.toString().length()).isLessThan(64 * 1024);
    }

    @Test
    void no_item_stands_in_the_log() {
        workflow.run("first", COPY);

        assertThat(functions.log).isNotEmpty().noneMatch(line -> line.contains("order-") || line.contains("123456789"));
        assertThat(functions.log)
                .anyMatch(line -> line.contains("\"runId\":\"first\"") && line.contains("\"segment\""));
        assertThat(functions.log).anyMatch(line -> line.contains("\"Namespace\":\"Fanout\""));
    }

    private static void create(DynamoDbClient client) {
        client.createTable(table -> table.tableName("Orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
    }

    private static String inMode(String mode) {
        return COPY.replace("\"segments\"", "\"mode\": \"" + mode + "\", \"segments\"");
    }

    private static String number(int n) {
        return "1234567890123456789012345678901234567" + n % 10;
    }

    private static void put(DynamoDbClient client, int order, String what) {
        client.putItem(put -> put.tableName("Orders").item(item(order, what)));
    }

    private static void put(DynamoDbClient client, List<Map<String, AttributeValue>> items) {
        for (int first = 0; first < items.size(); first += MOST_IN_BATCH) {
            List<WriteRequest> batch = items.subList(first, Math.min(items.size(), first + MOST_IN_BATCH)).stream()
                    .map(item -> WriteRequest.builder()
                            .putRequest(put -> put.item(item))
                            .build())
                    .toList();
            client.batchWriteItem(write -> write.requestItems(Map.of("Orders", batch)));
        }
    }

    private static Map<String, AttributeValue> item(int order, String what) {
        AttributeValue value = what.startsWith("1") ? AttributeValue.fromN(what) : AttributeValue.fromS(what);
        return Map.of("id", AttributeValue.fromS("order-" + order), "n", value);
    }

    /** Those that are not 0. */
    private static String counts(Ended ended) {
        return ended.output().path("counts").properties().stream()
                .filter(count -> count.getValue().asInt() != 0)
                .map(count -> count.getKey() + "=" + count.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<String, Map<String, AttributeValue>> items(DynamoDbClient client) {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        client.scanPaginator(scan -> scan.tableName("Orders").limit(1_000))
                .items()
                .forEach(
                        item -> items.put(Objects.requireNonNull(item.get("id")).s(), item));
        return items;
    }
}
