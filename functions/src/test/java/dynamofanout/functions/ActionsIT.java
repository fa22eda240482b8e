// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.environment.TableUse;
import dynamofanout.input.InputObject;
import dynamofanout.pace.Waiting;
import dynamofanout.query.AnswerLimits;
import dynamofanout.query.AnswerLimits.Carriage;
import dynamofanout.query.Queries;
import dynamofanout.query.QueryPermissions;
import dynamofanout.store.RunTableItems;
import dynamofanout.testing.BackupsHere;
import dynamofanout.testing.BackupsHere.Trouble;
import dynamofanout.testing.LoopbackDynamoDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
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
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * What the functions really call, beside what roles, session policies and the run table's policy allow: nothing is
 * missing, and nothing is allowed that no run needs. The stacks take the same lists (AccessStackTest, FanoutStackTest), and
 * the calls are kept in files, which the infra module's tests hold against the synthesized policies.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ActionsIT {
    private static final String SOURCE = "111111111111";
    private static final String TARGET = "222222222222";
    private static final String FANOUT_JSON =
            """
            {"home": {"account": "999999999999", "region": "eu-west-1"},
             "environments": {
               "production": {"account": "111111111111", "region": "eu-west-1", "tables": ["Orders", "App-*"], "protected": true,
                              "kmsKeys": ["arn:aws:kms:eu-west-1:111111111111:key/1"]},
               "development": {"account": "222222222222", "region": "eu-west-1", "tables": ["Orders", "OrdersNew", "App-*"],
                               "kmsKeys": ["arn:aws:kms:eu-west-1:222222222222:key/2"],
                               "create": {"pointInTimeRecovery": true, "tagsFromSource": true,
                                          "kmsKey": "arn:aws:kms:eu-west-1:222222222222:key/4"}}}}
            """;

    private static final SfnClient NO_EXECUTIONS = new SfnClient() {
        @Override
        public String serviceName() {
            return "states";
        }

        @Override
        public void close() {}
    };

    @TempDir
    private Path directory;

    @Test
    void policies_allow_what_is_called_and_nothing_else() {
        var service = new BackupsHere();
        try (var functions = new FunctionsHere(directory, FANOUT_JSON, LoopbackDynamoDb.start(service))) {
            DynamoDbClient source = functions.dynamo.client(SOURCE);
            DynamoDbClient target = functions.dynamo.client(TARGET);
            create(source, "Orders", false);
            create(target, "Orders", true);
            put(source, "good", AttributeValue.fromS("OPEN"));
            put(source, "refused", AttributeValue.fromN("1"));
            var workflow = new WorkflowHere(functions, UnaryOperator.identity());

            workflow.run("overwrite", request("\"segments\": 2"));
            workflow.run("replay", "{\"replay\": \"overwrite\"}");
            workflow.run(
                    "filtered",
                    request("\"filter\": {\"expression\": \"attribute_exists(id) OR attribute_exists(n)\"}"));
            workflow.run(
                    "open",
                    request("\"filter\": {\"expression\": \"attribute_exists(#s)\", \"names\": {\"#s\": \"status\"}}"));
            workflow.run("replayOpen", "{\"replay\": \"open\"}");
            put(source, "new", AttributeValue.fromS("OPEN"));
            workflow.run("missing", request("\"mode\": \"missing\""));
            put(target, "extra", AttributeValue.fromS("OPEN"));
            source.deleteItem(delete -> delete.tableName("Orders").key(Map.of("id", AttributeValue.fromS("refused"))));
            workflow.run("mirror", request("\"mode\": \"mirror\", \"maxDeletes\": 10"));
            source.updateTimeToLive(
                    ttl -> ttl.tableName("Orders").timeToLiveSpecification(spec -> spec.attributeName("expires")
                            .enabled(true)));
            var losses = new AtomicInteger(1);
            service.troubles(operation -> operation.equals("CreateTable") && losses.getAndDecrement() > 0
                    ? Optional.of(Trouble.lost())
                    : Optional.empty());
            workflow.run(
                    "created",
                    request("\"create\": true")
                            .replace("\"development\"}", "\"development\", \"table\": \"OrdersNew\"}"));
            workflow.plan("{\"doctor\": true}");
            create(source, "App-A", false);
            create(target, "App-A", false);
            create(source, "App-B", false);
            assertThat(workflow.run("set", request("\"create\": true").replace("\"Orders\"", "\"App-*\""))
                            .cause())
                    .isEmpty();
            functions.store().latest(10);

            Set<String> onTables = new HashSet<>(functions.actions(SOURCE));
            onTables.addAll(functions.actions(TARGET));
            Set<String> reading = new HashSet<>(TableUse.READ.actions());
            reading.addAll(TableUse.DEFINE.actions());
            reading.add("dynamodb:ListTables"); // only where an environment's tables have a pattern
            assertThat(reading).containsAll(functions.actions(SOURCE));
            Set<String> allowed = new HashSet<>(reading);
            List.of(TableUse.WRITE, TableUse.BACK_UP, TableUse.CREATE).forEach(use -> allowed.addAll(use.actions()));
            assertThat(onTables).containsExactlyInAnyOrderElementsOf(allowed);
            assertThat(functions.actions(FunctionsHere.HOME))
                    .containsExactlyInAnyOrderElementsOf(RunTableItems.ACTIONS);
            CallList.check("calls-of-runs.json", FANOUT_JSON, functions.calls());
        }
    }

    @Test
    void a_query_takes_no_more_than_reading() {
        try (var functions = new FunctionsHere(directory, FANOUT_JSON)) {
            DynamoDbClient source = functions.dynamo.client(SOURCE);
            create(source, "Orders", false);
            put(source, "good", AttributeValue.fromS("OPEN"));

            String answer = query(functions.deployment("query", NO_EXECUTIONS, UnaryOperator.identity()));

            assertThat(answer).contains("\"count\":1");
            assertThat(functions.actions(SOURCE)).containsExactly("dynamodb:DescribeTable", "dynamodb:Query");
            assertThat(functions.actions(FunctionsHere.HOME)).isEmpty();
            assertThat(functions.sts.calls()).singleElement().satisfies(call -> assertThat(call.get("Policy"))
                    .contains(":table/Orders\"")
                    .contains(TableUse.READ.actions())
                    .doesNotContain("Write", "Put", "Delete"));
            CallList.check("calls-of-queries.json", FANOUT_JSON, functions.calls());
        }
    }

    /** As the query function does. */
    private static String query(Deployment here) {
        var queries = new Queries(
                QueryPermissions.deployed(here.configuration()),
                here.opener(),
                here.nanoTime(),
                here.chance(),
                Waiting.REAL);
        InputObject request = InputObject.parse(
                "the request",
                "{\"environment\": \"production\", \"table\": \"Orders\", \"partitionKey\": {\"id\": \"good\"}}");
        long end = here.nanoTime().getAsLong() + Duration.ofSeconds(10).toNanos();
        return queries.answer(request, Optional.of("production"), new AnswerLimits(end, 100_000, Carriage.PLAIN))
                .json();
    }

    private static String request(String more) {
        return "{\"source\": {\"environment\": \"production\", \"table\": \"Orders\"},"
                + " \"target\": {\"environment\": \"development\"}, " + more + "}";
    }

    private static void put(DynamoDbClient client, String id, AttributeValue status) {
        client.putItem(put -> put.tableName("Orders").item(Map.of("id", AttributeValue.fromS(id), "status", status)));
    }

    /** The target's index wants a text as status, so that it refuses a number. */
    private static void create(DynamoDbClient client, String name, boolean isIndexed) {
        client.createTable(table -> {
            table.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key("id"))
                    .attributeDefinitions(text("id"));
            if (isIndexed) {
                table.attributeDefinitions(text("id"), text("status"))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("ByStatus")
                                .keySchema(key("status"))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                .build());
            }
        });
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
