// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static dynamofanout.plan.PlanBench.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.run.Plan;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What a plan warns of. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PlanWarningsIT extends PlannerFixture {
    private static final String NO_BACKUP =
            "no backup: the target's endpoint knows no backups; what is overwritten or deleted cannot be brought back";

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
}
