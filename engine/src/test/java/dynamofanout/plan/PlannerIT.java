// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static dynamofanout.plan.PlanBench.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.TableUse;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class PlannerIT extends PlannerFixture {
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

    @Test
    void a_table_that_was_created_anew_is_not_resumed_into() {
        createBoth("id:S");
        Plan plan = bench.plan(name);
        target.deleteTable(request -> request.tableName(name));
        target.createTable(table(name, "id:S").build());

        assertRefused(
                inDevelopment() + " is not the one that the run was planned for: it was re-created; start a new copy",
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
                        + db.endpoint().getPort() + ") and can never be a target",
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
}
