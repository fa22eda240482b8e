// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dynamofanout.request.Mode;
import dynamofanout.run.Forecast;
import dynamofanout.run.Plan;
import dynamofanout.testing.LoopbackDynamoDb;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a plan says of modes that read the target. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ModesPlanIT {
    private static final LoopbackDynamoDb DB = LoopbackDynamoDb.start();
    private static final String TABLE = "Orders";
    private static final int ITEMS = 100;
    private static DynamoDbClient source;
    private static DynamoDbClient target;

    private final PlanBench bench = new PlanBench(DB);

    /** The target lacks ten items, has ten in another version, and twenty more. */
    @BeforeAll
    static void connect() {
        source = PlanBench.client(DB, PlanBench.SOURCE_KEY, Region.US_EAST_1);
        target = PlanBench.client(DB, PlanBench.TARGET_KEY, Region.US_EAST_1);
        source.createTable(PlanBench.table(TABLE, "id:S").build());
        target.createTable(PlanBench.table(TABLE, "id:S").build());
        for (int i = 0; i < ITEMS + 20; i++) {
            if (i < ITEMS) {
                put(source, i, "new");
            }
            if (i >= 10) {
                put(target, i, i < 20 ? "old" : "new");
            }
        }
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
    void each_mode_is_priced_by_what_is_missing_different_and_extra() {
        Plan plan = bench.plan(TABLE, "\"dryRun\":true");

        Forecast forecast = plan.forecast().orElseThrow();
        assertThat(forecast.missing()).isEqualTo(0.1);
        assertThat(forecast.different()).isEqualTo(0.1);
        assertThat(forecast.extra()).isCloseTo(20.0 / 110, within(0.001));
        assertThat(writes(forecast, Mode.OVERWRITE)).isEqualTo(ITEMS);
        assertThat(writes(forecast, Mode.MISSING)).isCloseTo(10, within(0.01));
        assertThat(writes(forecast, Mode.CHANGED)).isCloseTo(20, within(0.01));
        assertThat(writes(forecast, Mode.MIRROR)).isCloseTo(40, within(0.01));
        assertThat(writes(forecast, Mode.COMPARE)).isZero();
    }

    @Test
    void verifying_adds_what_reading_both_tables_once_more_costs() {
        Plan plain = bench.plan(TABLE, "\"mode\":\"changed\"");
        Plan verified = bench.plan(TABLE, "\"mode\":\"changed\"", "\"verify\":true");

        double more = verified.estimate().readUnits() - plain.estimate().readUnits();
        // a comparison is just that, apart from what it looks at a second time
        double bothTables = plain.estimate().readUnits();
        assertThat(more).isCloseTo(bothTables, within(0.2 * bothTables));
        assertThat(verified.estimate().writeUnits()).isEqualTo(plain.estimate().writeUnits());
        assertThat(verified.estimate().dollars().orElseThrow())
                .isCloseTo(plain.estimate().dollars().orElseThrow() + more * 0.125e-6, within(1e-9));
    }

    @Test
    void a_mirror_that_would_end_with_nothing_deleted_is_warned_of() {
        assertThat(bench.plan(TABLE, "\"mode\":\"mirror\"").warnings())
                .contains("about 20 items of the target are extra, more than the 2 of --max-deletes: it would write,"
                        + " delete nothing and stop");
        assertThat(bench.plan(TABLE, "\"mode\":\"mirror\"", "\"maxDeletes\":20").warnings())
                .noneMatch(warning -> warning.contains("--max-deletes"));
    }

    @Test
    void attributes_of_old_global_tables_are_said_to_be_left_out_of_comparisons() {
        source.createTable(PlanBench.table("Global", "id:S").build());
        target.createTable(PlanBench.table("Global", "id:S").build());
        source.putItem(put -> put.tableName("Global")
                .item(Map.of(
                        "id", AttributeValue.fromS("1"), "aws:rep:updatetime", AttributeValue.fromN("1700000000.1"))));

        assertThat(bench.plan("Global").warnings()).contains(Warnings.ATTRIBUTES_OF_GLOBAL_TABLES);
        assertThat(bench.plan("Global", "\"select\":{\"keys\":[{\"partitionKey\":{\"id\":\"1\"}}]}")
                        .warnings())
                .contains(Warnings.ATTRIBUTES_OF_GLOBAL_TABLES);
        assertThat(bench.plan(TABLE).warnings()).doesNotContain(Warnings.ATTRIBUTES_OF_GLOBAL_TABLES);
    }

    private static double writes(Forecast forecast, Mode mode) {
        return forecast.of(mode).units().targetWrites();
    }

    private static void put(DynamoDbClient client, int i, String version) {
        var item = new HashMap<String, AttributeValue>();
        item.put("id", AttributeValue.fromS("order-" + i));
        item.put("version", AttributeValue.fromS(version));
        item.put("text", AttributeValue.fromS("x".repeat(900)));
        client.putItem(put -> put.tableName(TABLE).item(item));
    }
}
