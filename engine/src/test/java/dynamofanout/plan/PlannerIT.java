package dynamofanout.plan;

import static dynamofanout.plan.PlanBench.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.TableUse;
import dynamofanout.input.BadInput;
import dynamofanout.item.Slice;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Mode;
import dynamofanout.run.Estimate;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedTable;
import dynamofanout.table.ItemTable;
import dynamofanout.table.Page;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.ScanRange;
import dynamofanout.testing.Airports;
import dynamofanout.testing.LoopbackDynamoDb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlannerIT {
    private static final LoopbackDynamoDb DB = LoopbackDynamoDb.start();
    private static final String NO_BACKUP =
            "no backup: the target's endpoint knows no backups; what is overwritten or deleted cannot be brought back";
    private static DynamoDbClient source;
    private static DynamoDbClient target;
    private static int tables;

    private final PlanBench bench = new PlanBench(DB);
    private String name;

    @BeforeAll
    static void connect() {
        source = PlanBench.client(DB, PlanBench.SOURCE_KEY, Region.US_EAST_1);
        target = PlanBench.client(DB, PlanBench.TARGET_KEY, Region.US_EAST_1);
    }

    @BeforeEach
    void choose_a_new_table_name() {
        name = "Orders" + ++tables;
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @AfterAll
    static void stop() {
        source.close();
        target.close();
        DB.close();
    }

    @Test
    void plans_a_copy_between_two_accounts() {
        createBoth("customer:S", "order:N");
        putOrders(source, 10);

        Plan plan = bench.plan(name);

        assertThat(plan.source())
                .isEqualTo(new PlannedTable(
                        "production",
                        PlanBench.SOURCE_KEY,
                        "us-east-1",
                        name,
                        plan.source().identity(),
                        List.of(),
                        10,
                        plan.source().sizeBytes(),
                        "on demand"));
        assertThat(plan.source().identity().key()).hasToString("customer (S), order (N)");
        assertThat(plan.target().environment()).isEqualTo("development");
        assertThat(plan.target().account()).isEqualTo(PlanBench.TARGET_KEY);
        assertThat(plan.target().identity()).isNotEqualTo(plan.source().identity());
        assertThat(plan.selection()).isEqualTo(Plan.Selection.SCAN);
        assertThat(plan.segments()).isEqualTo(1);
        assertThat(plan.workers()).isEqualTo(1);
        assertThat(plan.estimate().items()).isEqualTo(10);
        assertThat(plan.warnings()).isEmpty();
    }

    // refusals

    @Test
    void keys_of_different_names_are_refused() {
        source.createTable(table(name, "id:S").build());
        target.createTable(table(name, "key:S").build());

        assertRefused("the tables' keys must be the same: " + inProduction() + " has id (S), " + inDevelopment()
                + " has key (S)");
    }

    @Test
    void keys_of_different_types_are_refused() {
        source.createTable(table(name, "id:S", "at:N").build());
        target.createTable(table(name, "id:S", "at:S").build());

        assertRefused("the tables' keys must be the same: " + inProduction() + " has id (S), at (N), " + inDevelopment()
                + " has id (S), at (S)");
    }

    @Test
    void a_missing_sort_key_is_refused() {
        source.createTable(table(name, "id:S", "at:N").build());
        target.createTable(table(name, "id:S").build());

        assertRefused("the tables' keys must be the same: " + inProduction() + " has id (S), at (N), " + inDevelopment()
                + " has id (S)");
    }

    @Test
    void a_table_is_not_copied_into_itself_by_whatever_name() {
        source.createTable(table(name, "id:S").build());
        String same = "the target must be another table than the source, got for both: table " + name
                + " (account prodkey, Region us-east-1, endpoint localhost:"
                + DB.endpoint().getPort() + ")";

        assertRefused(same, () -> bench.planFromTo("production", name, "production", name));
        assertRefused(same, () -> bench.planFromTo("production", name, "admin", name));
        assertRefused(same, () -> bench.planFromTo("admin", name, "production", name));
        String arn = "arn:aws:dynamodb:us-east-1:000000000000:table/" + name;
        assertRefused(same, () -> bench.planFromTo("production", name, "admin", arn));
    }

    @Test
    void a_protected_environment_is_never_a_target() {
        createBoth("id:S");
        bench.configure(
                """
                {"environments": {"production": {"account": "111111111111", "region": "us-east-1", "profile": "production",
                                                 "protected": true, "tables": ["*"]}}}
                """);
        String place = " (account prodkey, Region us-east-1, endpoint localhost:"
                + DB.endpoint().getPort() + ") and can never be a target";

        assertRefused(
                "environment production is protected" + place,
                () -> bench.planFromTo("development", name, "production", name));
        assertRefused(
                "environment admin leads into the protected environment production" + place,
                () -> bench.planFromTo("development", name, "admin", name));
    }

    @Test
    void data_go_only_where_copy_to_lets_them() {
        createBoth("id:S");
        bench.configure(
                """
                {"environments": {
                   "production": {"account": "111111111111", "region": "us-east-1", "profile": "production",
                                  "tables": ["*"], "copyTo": ["staging"]},
                   "staging": {"account": "444444444444", "region": "us-east-1", "tables": ["*"]}}}
                """);

        assertRefused("data of environment production may only be copied to staging (copyTo in fanout.json), got:"
                + " development (account devkey, Region us-east-1, endpoint localhost:"
                + DB.endpoint().getPort() + ")");
    }

    @Test
    void a_table_that_is_not_there_is_refused() {
        source.createTable(table("Lonely", "id:S").build());

        assertRefused(
                "table Lonely in development does not exist (Region us-east-1): add --create (\"create\": true) to have"
                        + " it created after the source, or correct its name",
                () -> bench.plan("Lonely"));
        assertRefused(
                "table lonley in production does not exist (Region us-east-1): correct its name; did you mean \"Lonely\"?",
                () -> bench.plan("lonley"));
    }

    @Test
    void a_table_that_is_being_updated_is_used() {
        createBoth("id:S");
        bench.describe(name, table -> table.put("TableStatus", "UPDATING"));

        assertThat(bench.plan(name).source().table()).isEqualTo(name);
    }

    @Test
    void a_table_that_is_not_active_is_refused() {
        createBoth("id:S");
        bench.describe(name, table -> table.put("TableStatus", "CREATING"));

        assertRefused(inProduction() + " must be ACTIVE or UPDATING, got: CREATING (wait until it is, then try again)");
    }

    @Test
    void a_permission_that_lacks_is_named_with_its_table() {
        createBoth("id:S");
        bench.http.fail("Scan", name, "AccessDeniedException", "User: arn:x is not authorized");
        assertRefused("no permission for dynamodb:Scan on " + inProduction()
                + ": allow it for these credentials (User: arn:x is not authorized)");

        bench.http.fail("DescribeTable", name, "AccessDeniedException", "User: arn:x is not authorized");
        assertRefused("no permission for dynamodb:DescribeTable on " + inProduction()
                + ": allow it for these credentials (User: arn:x is not authorized)");
    }

    @Test
    void throttled_questions_are_asked_a_few_times() {
        createBoth("id:S");
        bench.http.fail("DescribeTable", name, "ThrottlingException", "Rate exceeded");

        assertRefused(inProduction() + " cannot be used: Rate exceeded (ThrottlingException)");

        assertThat(bench.http.calls()).isEqualTo(5);
    }

    @Test
    void credentials_that_are_absent_or_have_expired_are_said_so_with_the_remedy() {
        createBoth("id:S");
        assertRefused(
                "AWS profile empty has no credentials: run aws configure --profile empty, or aws configure sso --profile"
                        + " empty",
                () -> bench.planFromTo("empty", name, "development", name));

        bench.http.fail("DescribeTable", name, "ExpiredTokenException", "The security token has expired");
        assertRefused("the session of AWS profile production has expired: get new credentials");
    }

    @Test
    void a_filter_that_the_service_does_not_understand_is_refused() {
        createBoth("customer:S", "order:N");
        putOrders(source, 1);

        assertRefused(
                inProduction() + " cannot be read as asked: Invalid FilterExpression: Syntax error; token: \"=\", near:"
                        + " \"= = b\"",
                () -> bench.plan(name, "\"filter\":{\"expression\":\"a = = b\"}"));
    }

    @Test
    void a_copy_that_is_estimated_above_its_budget_is_refused() {
        createBoth("customer:S", "order:N");
        putOrders(source, 100);

        assertRefused(
                "the copy is estimated at $0.000063, more than the $0.00001 of maxCost",
                () -> bench.plan(name, "\"maxCost\":0.00001"));
        assertThat(bench.plan(name, "\"maxCost\":0.0001").estimate().dollars().orElseThrow())
                .isCloseTo(0.000063, within(0.000001));
    }

    @Test
    void a_budget_without_a_price_cannot_be_kept() {
        createBoth("id:S");
        createFar(table(name, "id:S"));

        assertRefused(
                "maxCost cannot be kept, since prices for these Regions are not known: leave it out",
                () -> bench.planFromTo("production", name, "far", name, "\"maxCost\":5"));
    }

    // warnings

    @Test
    void warns_of_a_target_that_is_not_empty() {
        createBoth("customer:S", "order:N");
        putOrders(target, 1);

        assertThat(bench.plan(name).warnings())
                .containsExactly(
                        "the target is not empty: items with the same key are overwritten, all others stay", NO_BACKUP);
    }

    @Test
    void warns_when_it_cannot_be_seen_whether_the_target_is_empty() {
        source.createTable(table(name, "id:S").build());
        target.createTable(table(name + "-copy", "id:S").build());
        bench.http.fail("Scan", name + "-copy", "AccessDeniedException", "no");

        assertThat(bench.planFromTo("production", name, "development", name + "-copy")
                        .warnings())
                .containsExactly(
                        "it could not be found out whether the target is empty (no permission to scan it)", NO_BACKUP);
    }

    @Test
    void warns_of_indexes_that_the_source_lacks() {
        source.createTable(withIndex(table(name, "id:S"), "ByDate", ProjectionType.ALL, "date:S")
                .build());
        target.createTable(withIndex(
                        withIndex(table(name, "id:S"), "ByDate", ProjectionType.ALL, "date:S"),
                        "ByStatus",
                        ProjectionType.KEYS_ONLY,
                        "status:N")
                .build());

        Plan plan = bench.plan(name);

        assertThat(plan.warnings())
                .contains(
                        "the target has indexes that the source lacks (ByStatus): each item in them costs further writes,"
                                + " and items they cannot hold are refused");
        assertThat(plan.target().indexes())
                .containsExactlyInAnyOrder("ByDate: date (S), ALL", "ByStatus: status (N), KEYS_ONLY");
    }

    @Test
    void warns_of_a_stream_and_of_ttl_at_the_target() {
        source.createTable(table(name, "id:S").build());
        target.createTable(table(name, "id:S")
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY))
                .build());
        target.updateTimeToLive(ttl ->
                ttl.tableName(name).timeToLiveSpecification(t -> t.enabled(true).attributeName("expires")));

        assertThat(bench.plan(name).warnings())
                .contains("the target has a stream: its readers will see every write")
                .contains(
                        "the target has TTL on attribute expires: items whose time has passed will be deleted there soon"
                                + " after they arrive");
    }

    @Test
    void says_which_keys_encrypt_the_tables() {
        createBoth("id:S");
        String key = "arn:aws:kms:eu-west-1:111111111111:key/1";
        bench.describe(name, table -> table.putObject("SSEDescription").put("KMSMasterKeyArn", key));

        assertThat(bench.plan(name).warnings())
                .contains("the source is encrypted with key " + key
                        + ": unless that is AWS's own (aws/dynamodb), whoever calls must be allowed to use it; \"kmsKeys\" of"
                        + " its environment in fanout.json allows it for the deployed roles");
    }

    @Test
    void a_denial_of_the_key_is_said_with_the_key() {
        createBoth("id:S");
        bench.http.fail(
                "Scan",
                name,
                "AccessDeniedException",
                "not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111111111111:key/1");

        assertThatThrownBy(() -> bench.plan(name))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "no permission for kms:Decrypt on key arn:aws:kms:eu-west-1:111111111111:key/1 that"
                                + " encrypts table " + name + " in production: list the key in \"kmsKeys\"");
    }

    @Test
    void warns_of_a_global_table() {
        createBoth("id:S");
        bench.describe(name, table -> table.putArray("Replicas").addObject().put("RegionName", "eu-west-1"));

        assertThat(bench.plan(name).warnings())
                .contains(
                        "the target is a replica of a global table: DynamoDB copies every write to the others too, and"
                                + " charges for it there: account devkey, Region eu-west-1, endpoint localhost:"
                                + DB.endpoint().getPort());
    }

    @Test
    void a_target_that_is_a_replica_of_the_source_can_only_be_compared_with_it() {
        String other = name + "-far";
        source.createTable(table(name, "id:S").build());
        target.createTable(table(other, "id:S").build());
        bench.describe(other, table -> table.putArray("Replicas")
                .addObject()
                .put("RegionName", "us-east-1")
                .put("ReplicaArn", "arn:aws:dynamodb:us-east-1:111111111111:table/" + name));
        bench.configure("{\"environments\": {\"production\": {\"account\": \"111111111111\", \"region\": \"us-east-1\","
                + " \"profile\": \"production\", \"protected\": true, \"tables\": [\"*\"]}}}");

        for (Mode mode : Mode.values()) {
            ThrowingCallable plan = () ->
                    bench.planFromTo("production", name, "development", other, "\"mode\":\"" + mode.word() + "\"");
            if (mode == Mode.COMPARE) {
                assertThatCode(plan).doesNotThrowAnyException();
            } else {
                assertRefused(
                        "table " + other + " in development has a replica in the protected environment production"
                                + " (account 111111111111, Region us-east-1, endpoint localhost:"
                                + DB.endpoint().getPort()
                                + "): whatever is written or deleted in the one, DynamoDB writes or deletes in the other;"
                                + " choose another target",
                        plan);
            }
        }
    }

    @Test
    void a_global_table_of_2017_is_asked_for_its_replicas() {
        createBoth("id:S");
        bench.http.reply(
                "DescribeGlobalTable",
                name,
                "{\"GlobalTableDescription\":{\"ReplicationGroup\":[{\"RegionName\":\"us-east-1\"},"
                        + "{\"RegionName\":\"eu-west-1\"}]}}");
        bench.configure("{\"environments\": {\"live\": {\"account\": \"222222222222\", \"region\": \"eu-west-1\","
                + " \"profile\": \"development\", \"protected\": true, \"tables\": [\"*\"]}}}");

        assertRefused(
                inDevelopment() + " has a replica in the protected environment live (account devkey, Region eu-west-1,"
                        + " endpoint localhost:" + DB.endpoint().getPort()
                        + "): whatever is written or deleted in the one, DynamoDB writes or deletes in the other; choose"
                        + " another target");
    }

    @Test
    void a_target_with_items_of_a_global_table_is_refused_where_its_replicas_are_not_told() {
        createBoth("id:S");
        bench.http.fail("DescribeGlobalTable", name, "AccessDeniedException", "User: arn:x is not authorized");
        bench.plan(name);
        target.putItem(put -> put.tableName(name)
                .item(Map.of(
                        "id", AttributeValue.fromS("1"), "aws:rep:updateregion", AttributeValue.fromS("eu-west-1"))));

        assertRefused(inDevelopment()
                + " seems to be a replica of a global table of 2017 (its items have attributes aws:rep:*), and it could"
                + " not be found out where its other replicas are: allow dynamodb:DescribeGlobalTable on it");
    }

    @Test
    void keys_that_lead_to_one_database_lead_to_one_table() {
        try (LoopbackDynamoDb shared = LoopbackDynamoDb.startShared();
                var planning = new PlanBench(shared);
                DynamoDbClient one = PlanBench.client(shared, PlanBench.SOURCE_KEY, Region.US_EAST_1)) {
            one.createTable(table(name, "id:S").build());
            one.createTable(table(name + "-copy", "id:S").build());
            String created = one.describeTable(of -> of.tableName(name))
                    .table()
                    .creationDateTime()
                    .toString();
            String database =
                    " with creation time " + created + " (all keys lead to one database at endpoint localhost:"
                            + shared.endpoint().getPort() + ")";

            assertRefused(
                    "the target must be another table than the source, got for both: table " + name + database,
                    () -> planning.plan(name));
            assertThatCode(() -> planning.planFromTo("production", name, "development", name + "-copy"))
                    .doesNotThrowAnyException();

            planning.configure(
                    "{\"environments\": {\"production\": {\"account\": \"111111111111\","
                            + " \"region\": \"us-east-1\", \"profile\": \"production\", \"protected\": true, \"tables\": [\"*\"]}}}");
            assertRefused(
                    "table " + name + " in development is the table of the protected environment production" + database
                            + " and can never be a target",
                    () -> planning.planFromTo("far", name + "-copy", "development", name));
        }
    }

    @Test
    void one_table_id_is_one_table_behind_a_custom_endpoint() {
        createBoth("id:S");
        bench.describe(name, table -> table.put("TableId", "7b2c"));

        assertRefused("the target must be another table than the source, got for both: table " + name
                + " with TableId 7b2c (all keys lead to one database at endpoint localhost:"
                + DB.endpoint().getPort() + ")");
    }

    @Test
    void warns_of_provisioned_capacity_below_the_ceilings_asked_for() {
        createBoth("id:S");
        bench.describe(name, provisioned(50, 1_000));

        assertThat(bench.plan(name, "\"ceilings\":{\"sourceReads\":100,\"targetWrites\":2500.5}")
                        .warnings())
                .containsExactly(
                        "the source has 50 read units a second, fewer than the 100 asked for: it will throttle",
                        "the target has 1,000 write units a second, fewer than the 2500.5 asked for: it will throttle");
    }

    @Test
    void warns_of_provisioned_capacity_that_others_use_too() {
        createBoth("id:S");
        bench.describe(name, provisioned(50, 1_000));

        assertThat(bench.plan(name).warnings())
                .containsExactly(
                        "the source has 50 provisioned read units a second, which others use too: set --read-units to leave"
                                + " them a share",
                        "the target has 1,000 provisioned write units a second, which others use too: set --write-units to"
                                + " leave them a share");
    }

    @Test
    void warns_of_an_index_that_is_slower_than_its_table() {
        createBoth("id:S");
        bench.describe(name, table -> {
            provisioned(50, 1_000).accept(table);
            ObjectNode index =
                    table.putArray("GlobalSecondaryIndexes").addObject().put("IndexName", "ByDate");
            index.putArray("KeySchema").addObject().put("AttributeName", "id").put("KeyType", "HASH");
            index.putObject("Projection").put("ProjectionType", "ALL");
            index.putObject("ProvisionedThroughput").put("WriteCapacityUnits", 10);
        });

        assertThat(bench.plan(name, "\"ceilings\":{\"sourceReads\":10,\"targetWrites\":500}")
                        .warnings())
                .containsExactly(
                        "the target's index ByDate has only 10 write units a second: it will throttle the whole table");
    }

    @Test
    void an_on_demand_table_that_has_grown_is_not_called_new() {
        createBoth("id:S");
        bench.describe(name, table -> table.putObject("WarmThroughput").put("WriteUnitsPerSecond", 8_000));

        assertThat(bench.plan(name).warnings()).isEmpty();
    }

    @Test
    void warns_of_counts_that_a_sample_contradicts() {
        createBoth("customer:S", "order:N");
        putOrders(source, 10);
        bench.describe(name, table -> table.put("ItemCount", 3));

        Plan plan = bench.plan(name);

        assertThat(plan.warnings())
                .contains("the source's item count (3, up to six hours old) is contradicted by a sample: there are 10"
                        + " items");
        assertThat(plan.estimate().items()).isEqualTo(10);
    }

    @Test
    void counts_that_are_far_too_high_are_contradicted_by_a_table_that_is_read_to_its_end() {
        createBoth("customer:S", "order:N");
        putOrders(source, 10);
        bench.describe(name, table -> table.put("ItemCount", 150).put("TableSizeBytes", 150_000));

        Plan plan = bench.plan(name);

        assertThat(plan.warnings())
                .contains("the source's item count (150, up to six hours old) is contradicted by a sample: there are 10"
                        + " items");
        assertThat(plan.estimate().items()).isEqualTo(10);
    }

    /** Counts are up to six hours old: a table that was filled just now would be copied as one segment by one worker. */
    @Test
    void how_many_items_a_new_table_has_is_judged_by_the_density_of_its_segments() {
        createBoth("customer:S", "order:N");
        for (int i = 0; i < 2_000; i++) {
            Map<String, AttributeValue> item = new HashMap<>(order(i));
            item.put("customer", AttributeValue.fromS("customer-" + i));
            source.putItem(request -> request.tableName(name).item(item));
        }
        bench.describe(name, table -> table.put("ItemCount", 0).put("TableSizeBytes", 0));

        Plan plan = bench.plan(name);

        assertThat(plan.estimate().items()).isBetween(1_000L, 4_000L);
        assertThat((long) plan.estimate().writeUnits())
                .isEqualTo(plan.estimate().items());
        assertThat(plan.estimate().readUnits()).isBetween(6.0, 30.0);
        assertThat(plan.warnings())
                .contains(
                        "the source's item count (0, up to six hours old) is contradicted by a sample: there are about "
                                + plan.estimate().items() + " items");
    }

    @Test
    void warns_of_data_that_leave_their_region_and_of_prices_that_are_not_known() {
        source.createTable(table(name, "id:S").build());
        createFar(table(name, "id:S"));

        Plan plan = bench.planFromTo("production", name, "far", name);

        assertThat(plan.warnings())
                .contains("the data leave their Region: from us-east-1 to eu-north-1 (transfer is charged as well)")
                .contains(
                        "there are no prices for eu-north-1 in the price table (of 2026-11): dollars are not estimated");
        assertThat(plan.prices().targetWrite()).isEmpty();
    }

    @Test
    void provisioned_units_cost_nothing_more() {
        createBoth("customer:S", "order:N");
        putOrders(source, 100);
        bench.describe(name, provisioned(50, 1_000));

        assertThat(bench.plan(name, "\"maxCost\":0.0000001").estimate().dollars())
                .contains(0.0);
    }

    // estimates

    @Test
    void the_estimate_for_the_airports_is_near_what_a_copy_consumes() {
        Airports.createTable(source);
        Airports.createTable(target);
        Airports.load(source, 10_000);

        assertEstimateIsNear(Airports.TABLE);
    }

    @Test
    void the_estimate_for_items_of_many_units_with_two_indexes_is_near_what_a_copy_consumes() {
        for (DynamoDbClient client : List.of(source, target)) {
            client.createTable(withIndex(
                            withIndex(table(name, "customer:S", "order:N"), "ByDate", ProjectionType.ALL, "date:S"),
                            "ByStatus",
                            ProjectionType.KEYS_ONLY,
                            "status:S")
                    .build());
        }
        for (int i = 0; i < 1_000; i++) {
            Map<String, AttributeValue> item = order(i);
            item = new HashMap<>(item);
            item.put("date", AttributeValue.fromS("2026-11-" + (10 + i % 20)));
            item.put("text", AttributeValue.fromS("ü".repeat(1_750)));
            if (i % 4 == 0) {
                item.put("status", AttributeValue.fromS("open"));
            }
            Map<String, AttributeValue> put = item;
            source.putItem(request -> request.tableName(name).item(put));
        }

        assertEstimateIsNear(name);
    }

    @Test
    void a_filter_leaves_out_writes_but_not_reads() {
        createBoth("customer:S", "order:N");
        putOrders(source, 1_000);
        Estimate all = bench.plan(name).estimate();

        Estimate some = bench.plan(
                        name,
                        "\"filter\":{\"expression\":\"#o < :n\",\"names\":{\"#o\":\"order\"},\"values\":{\":n\":250}}")
                .estimate();

        assertThat(some.items()).isEqualTo(1_000);
        assertThat(some.readUnits()).isCloseTo(all.readUnits(), within(0.05 * all.readUnits()));
        assertThat(some.writeUnits()).isCloseTo(250, within(50.0));
    }

    @Test
    void consistent_reads_cost_twice() {
        createBoth("customer:S", "order:N");
        putOrders(source, 1_000);

        double eventual = bench.plan(name).estimate().readUnits();
        double consistent =
                bench.plan(name, "\"consistentRead\":true").estimate().readUnits();

        assertThat(consistent).isCloseTo(2 * eventual, within(1.0));
    }

    @Test
    void an_empty_table_costs_nothing_to_speak_of() {
        createBoth("id:S");

        Estimate estimate = bench.plan(name).estimate();

        assertThat(estimate).isEqualTo(new Estimate(0, 0, 0, 0, Optional.of(0.0), 0));
    }

    @Test
    void a_deployed_run_costs_more_than_the_units_of_its_tables() {
        createBoth("id:S");
        double local = bench.plan(name).estimate().ownDollars().orElseThrow();
        bench.runsAt(WorkerHost.deployed(100, "us-east-1", 512));

        Plan plan = bench.plan(name);

        // 1 segment, 1 worker: 13.5 s of 512 MB, 3 invocations, 12 transitions, a few units of the run table
        double dollars = 13.5 * 0.0000133334 / 2 + 3 * 0.2e-6 + 12 * 0.025e-3 + 28 * 0.625e-6 + 24.25 * 0.125e-6;
        assertThat(local).isEqualTo(0);
        assertThat(plan.estimate().ownDollars().orElseThrow()).isCloseTo(dollars, within(1e-9));
        assertThat(plan.estimate().dollars()).contains(0.0);
    }

    @Test
    void warns_where_the_prices_of_the_home_region_are_not_known() {
        createBoth("id:S");
        bench.runsAt(WorkerHost.deployed(100, "eu-north-1", 512));

        Plan plan = bench.plan(name);

        assertThat(plan.warnings())
                .contains("there are no prices for the home Region eu-north-1 in the price table (of 2026-11): what"
                        + " Lambda, Step Functions and the run table cost is not estimated");
        assertThat(plan.estimate().ownDollars()).isEmpty();
        assertThat(plan.ownPrices()).isEmpty();
    }

    // index keys

    @Test
    void says_how_many_sampled_items_an_index_of_another_type_will_refuse() {
        source.createTable(withIndex(table(name, "customer:S", "order:N"), "ByTotal", ProjectionType.ALL, "total:N")
                .build());
        target.createTable(withIndex(table(name, "customer:S", "order:N"), "ByTotal", ProjectionType.ALL, "total:S")
                .build());
        putOrders(source, 28);

        assertThat(bench.plan(name).warnings())
                .contains(
                        "the target's index ByTotal has the key total (S), the source's has total (N): 28 of 28 sampled"
                                + " items will be refused, since theirs is of another type or empty");
    }

    @Test
    void items_whose_index_key_is_no_scalar_are_planned_and_said_to_be_refused() {
        source.createTable(table(name, "id:S").build());
        target.createTable(withIndex(table(name, "id:S"), "ByPlace", ProjectionType.ALL, "place:S")
                .build());
        List<AttributeValue> places = List.of(
                AttributeValue.fromBool(true),
                AttributeValue.fromNul(true),
                AttributeValue.fromL(List.of()),
                AttributeValue.fromM(Map.of()),
                AttributeValue.fromSs(List.of("a")),
                AttributeValue.fromS(""),
                AttributeValue.fromS("Rome"));
        for (int i = 0; i < places.size(); i++) {
            String id = "item-" + i;
            AttributeValue place = places.get(i);
            source.putItem(put -> put.tableName(name).item(Map.of("id", AttributeValue.fromS(id), "place", place)));
        }

        assertThat(bench.plan(name).warnings())
                .contains(
                        "the target's index ByPlace has the key place (S): 6 of 7 sampled items will be refused, since"
                                + " theirs is of another type or empty");
    }

    @Test
    void a_table_that_is_not_listed_is_refused_before_anything_is_asked() {
        bench.configure(
                """
                {"environments": {"production": {"account": "111111111111", "region": "us-east-1", "profile": "production",
                                                 "tables": ["Customers*"]}}}
                """);

        assertRefused(
                "table " + name + " must be among the tables of environment production in fanout.json (Customers*)");
        assertThat(bench.http.calls()).isZero();
    }

    // times

    @Test
    void provisioned_reads_of_the_source_take_their_time() {
        createBoth("customer:S", "order:N");
        putOrders(source, 400);
        bench.describe(name, provisioned(1, 100_000));

        Estimate estimate = bench.plan(name).estimate();

        assertThat(estimate.readUnits()).isGreaterThan(1);
        assertThat(estimate.seconds()).isEqualTo(estimate.readUnits());
    }

    @Test
    void an_index_s_on_demand_maximum_takes_its_time() {
        createBoth("customer:S", "order:N");
        putOrders(source, 100);
        bench.describe(name, table -> {
            ObjectNode index = table.putArray("GlobalSecondaryIndexes")
                    .addObject()
                    .put("IndexName", "ByOrder")
                    .put("ItemCount", 100)
                    .put("IndexSizeBytes", 5_000);
            index.putArray("KeySchema")
                    .addObject()
                    .put("AttributeName", "order")
                    .put("KeyType", "HASH");
            index.putObject("Projection").put("ProjectionType", "ALL");
            index.putObject("OnDemandThroughput").put("MaxWriteRequestUnits", 2);
        });

        Plan plan = bench.plan(name);

        assertThat(plan.estimate().writeUnits()).isEqualTo(200);
        assertThat(plan.estimate().seconds()).isEqualTo(50);
        assertThat(plan.warnings())
                .contains(
                        "the target's index ByOrder has only 2 write units a second: it will throttle the whole table");
    }

    @Test
    void a_new_on_demand_table_takes_four_thousand_units_a_second_in_the_estimate_too() {
        createBoth("customer:S", "order:N");
        putOrders(source, 100);

        assertThat(bench.plan(name).estimate().seconds()).isEqualTo(100.0 / 4_000);
    }

    @Test
    void data_that_pass_through_the_home_s_region_are_said_with_what_the_transfer_costs() {
        createBoth("customer:S", "order:N");
        putOrders(source, 10);
        bench.describe(name, table -> table.put("ItemCount", 50_000_000L).put("TableSizeBytes", 50_000_000_000L));
        bench.runsAt(WorkerHost.deployed(100, "eu-central-1", 512));

        assertThat(bench.plan(name).warnings())
                .contains(
                        "the data pass through Region eu-central-1, where the functions run, although neither table is"
                                + " there (AWS charges about $2.00 for the transfer of 50.0 GB)");
    }

    // resuming and replaying

    @Test
    void a_table_that_was_created_anew_is_not_resumed_into() {
        createBoth("id:S");
        Plan plan = bench.plan(name);
        target.deleteTable(request -> request.tableName(name));
        target.createTable(table(name, "id:S").build());

        assertRefused(
                inDevelopment() + " is not the one that the run was planned for: it was created anew; start a new copy",
                () -> bench.planner().requireSameTables(plan, Mode.OVERWRITE));
    }

    @Test
    void the_same_tables_are_resumed_unless_they_may_not_be_used_any_more() {
        createBoth("id:S");
        Plan plan = bench.plan(name);
        bench.planner().requireSameTables(plan, Mode.OVERWRITE);
        bench.configure(
                """
                {"environments": {"development": {"account": "222222222222", "region": "us-east-1",
                                                  "profile": "development", "protected": true, "tables": ["*"]}}}
                """);

        assertRefused(
                "environment development is protected (account devkey, Region us-east-1, endpoint localhost:"
                        + DB.endpoint().getPort() + ") and can never be a target",
                () -> bench.planner().requireSameTables(plan, Mode.OVERWRITE));
    }

    @Test
    void keys_are_planned_by_what_the_earlier_plan_found() {
        createBoth("customer:S", "order:N");
        putOrders(source, 100);
        Plan earlier = bench.plan(name);

        Plan plan = bench.planner().planKeys(earlier, Ceilings.NONE, 7, 2);

        assertThat(plan.selection()).isEqualTo(Plan.Selection.KEYS);
        assertThat(plan.segments()).isEqualTo(2);
        assertThat(plan.workers()).isEqualTo(2);
        assertThat(plan.estimate().items()).isEqualTo(7);
        assertThat(plan.estimate().readUnits()).isEqualTo(7);
        assertThat(plan.estimate().writeUnits()).isEqualTo(7);
    }

    private void assertEstimateIsNear(String table) {
        Estimate estimate = bench.plan(table).estimate();

        double read = 0;
        double written = 0;
        ItemTable from = bench.opener().open("production", table, TableUse.READ).items();
        ItemTable to = bench.opener().open("development", table, TableUse.WRITE).items();
        Optional<Slice> next = Optional.empty();
        do {
            Page page = from.scan(new ScanRange(0, 1), new ReadOptions(false, Optional.empty()), next, 1_000);
            read += page.units();
            for (int i = 0; i < page.items().size(); i += 25) {
                List<Slice> batch =
                        page.items().subList(i, Math.min(page.items().size(), i + 25));
                written += to.write(batch, Long.MAX_VALUE).units();
            }
            next = page.lastKey();
        } while (next.isPresent());
        assertThat(estimate.readUnits()).as("read units").isCloseTo(read, within(0.1 * read));
        assertThat(estimate.writeUnits()).as("write units").isCloseTo(written, within(0.1 * written));
    }

    private void assertRefused(String sentence) {
        assertRefused(sentence, () -> bench.plan(name));
    }

    private static void assertRefused(String sentence, ThrowingCallable plan) {
        assertThatThrownBy(plan).isInstanceOf(BadInput.class).hasMessage(sentence);
    }

    private String inProduction() {
        return "table " + name + " in production";
    }

    private String inDevelopment() {
        return "table " + name + " in development";
    }

    private void createBoth(String... keys) {
        source.createTable(table(name, keys).build());
        target.createTable(table(name, keys).build());
    }

    private static void createFar(CreateTableRequest.Builder table) {
        try (DynamoDbClient far = PlanBench.client(DB, PlanBench.TARGET_KEY, Region.EU_NORTH_1)) {
            far.createTable(table.build());
        }
    }

    private void putOrders(DynamoDbClient client, int count) {
        for (int i = 0; i < count; i++) {
            Map<String, AttributeValue> item = order(i);
            client.putItem(request -> request.tableName(name).item(item));
        }
    }

    private static Map<String, AttributeValue> order(int i) {
        return Map.of(
                "customer",
                AttributeValue.fromS("customer-" + i % 97),
                "order",
                AttributeValue.fromN(String.valueOf(i)),
                "total",
                AttributeValue.fromN("12.50"));
    }

    private static CreateTableRequest.Builder withIndex(
            CreateTableRequest.Builder table, String index, ProjectionType projection, String key) {
        CreateTableRequest built = table.build();
        List<AttributeDefinition> attributes = new ArrayList<>(built.attributeDefinitions());
        attributes.add(PlanBench.attribute(key));
        List<GlobalSecondaryIndex> indexes = new ArrayList<>(built.globalSecondaryIndexes());
        indexes.add(GlobalSecondaryIndex.builder()
                .indexName(index)
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key.split(":", 2)[0])
                        .keyType(KeyType.HASH)
                        .build())
                .projection(p -> p.projectionType(projection))
                .build());
        return table.attributeDefinitions(attributes).globalSecondaryIndexes(indexes);
    }

    private static Consumer<ObjectNode> provisioned(int reads, int writes) {
        return table -> {
            table.remove("BillingModeSummary");
            table.putObject("ProvisionedThroughput")
                    .put("ReadCapacityUnits", reads)
                    .put("WriteCapacityUnits", writes);
        };
    }
}
