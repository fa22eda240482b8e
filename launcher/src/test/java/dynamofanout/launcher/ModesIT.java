// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies that write only what differs, from the command line. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ModesIT extends ModesFixture {
    @Test
    void changed_writes_missing_and_different_items_and_leaves_the_rest_alone() {
        givenOrders(3_000, i -> i % 100 != 0, i -> i % 50 == 1 ? "old" : "new");
        watchCalls();

        Cli.Ran ran = cli.copy(TABLE, "--mode changed --segments 4 --json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read=3000 written=90 unchanged=2910");
        assertThat(Tables.items(cli.target(), TABLE)).isEqualTo(Tables.items(cli.source(), TABLE));
        assertThat(itemsWritten()).isEqualTo(90);
    }

    @Test
    void missing_writes_only_keys_that_the_target_lacks_and_each_by_condition() {
        givenOrders(1_000, i -> i % 10 != 0, i -> "old");
        watchCalls();

        Cli.Ran ran = cli.copy(TABLE, "--mode missing --segments 4 --json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read=1000 written=100 skipped=900");
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(1_000).doesNotContainNull();
        assertThat(calls).filteredOn(call -> call.startsWith("PutItem")).hasSize(100);
        assertThat(calls).noneMatch(call -> call.startsWith("BatchWriteItem"));
    }

    @Test
    void verify_finds_what_was_written_over_after_the_copy() {
        givenOrders(300, i -> false, i -> "new");
        var isDone = new AtomicBoolean();
        cli.wire(Wire.through(call -> {
            // the first scan of the target is that of the comparison
            if (call.operation().equals("Scan") && call.body().contains("\"Limit\":1000") && isDone.get()) {
                Tables.put(cli.target(), TABLE, List.of(order(7, "other")));
            }
            isDone.compareAndSet(false, call.operation().equals("BatchWriteItem"));
            return call.send();
        }));

        Cli.Ran ran = cli.copy(TABLE, "--verify --segments 1 --json");

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(ran.json().path("reason").asText())
                .isEqualTo("the copy is done, but the tables differ: 1 different");
    }

    @Test
    void a_dry_run_prices_each_mode() {
        givenOrders(1_000, i -> i % 10 != 0, i -> "new");

        Cli.Ran ran = cli.copy(TABLE, "--dry-run --json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        JsonNode forecast = ran.json().path("forecast");
        assertThat(forecast.path("missing").asDouble()).isCloseTo(0.1, Offset.offset(0.05));
        assertThat(forecast.path("sameOrder").asBoolean()).isTrue();
        assertThat(forecast.path("modes").path("changed").path("write").asDouble())
                .isLessThan(
                        forecast.path("modes").path("overwrite").path("write").asDouble() / 5);
        assertThat(ran.err()).contains("missing in the target, 0 % different");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "changed", "mirror"})
    void what_a_mode_costs_is_near_its_estimate_and_beside_it_stands_what_an_overwrite_would(String mode)
            throws IOException {
        cli.priced();
        givenOrders(1_000, i -> i % 10 != 0, i -> i % 10 == 1 ? "old" : "new");
        Tables.put(cli.target(), TABLE, orders(5_000, 5_010));

        Cli.Ran ran = cli.copy(TABLE, "--mode", mode, "--json");

        JsonNode cost = ran.json().path("cost");
        double estimated = cost.path("estimated").asDouble();
        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(estimated).isPositive();
        assertThat(cost.path("actual").asDouble()).isCloseTo(estimated, Offset.offset(0.3 * estimated));
        assertThat(cost.path("overwrite").asDouble()).isCloseTo(1_000 * 0.625e-6, Offset.offset(20e-6));
        assertThat(ran.err()).contains("; writing every item would have cost $");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "changed", "mirror"})
    void what_an_index_selects_is_refreshed_and_nothing_beside_it_is_touched(String mode) {
        Tables.createWithIndex(cli.source(), TABLE, "status:S", "id:S");
        Tables.createWithIndex(cli.target(), TABLE, "status:S", "id:S");
        for (int i = 0; i < 20; i++) {
            Tables.put(cli.source(), TABLE, List.of(item("id", "o-" + i, "status", "OPEN", "version", "new")));
            Tables.put(cli.source(), TABLE, List.of(item("id", "s-" + i, "status", "SENT", "version", "new")));
        }
        Tables.put(cli.target(), TABLE, List.of(item("id", "o-1", "status", "OPEN", "version", "old")));
        Tables.put(cli.target(), TABLE, List.of(item("id", "o-2", "status", "OPEN", "version", "new")));
        Tables.put(cli.target(), TABLE, List.of(item("id", "extra", "status", "OPEN", "version", "new")));
        Tables.put(cli.target(), TABLE, List.of(item("id", "other", "status", "SENT", "version", "new")));

        Cli.Ran ran = cli.run(arguments(
                "copy", "--mode", mode, "--index", "ByStatus", "--partition-key", "status=OPEN", "--verify", "--json"));

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran))
                .isEqualTo(
                        switch (mode) {
                            case "missing" -> "read=20 written=18 skipped=2";
                            case "changed" -> "read=20 written=19 unchanged=1";
                            default -> "read=20 written=19 unchanged=1 extra=1 deleted=1";
                        });
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(mode.equals("mirror") ? 21 : 22);
        assertThat(Tables.items(cli.target(), TABLE).toString()).contains("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "changed", "mirror"})
    void throttling_on_both_sides_only_makes_it_slower(String mode) {
        givenOrders(600, i -> i % 10 != 0, i -> i % 10 == 1 ? "old" : "new");
        Tables.put(cli.target(), TABLE, orders(5_000, 5_005));
        var call = new AtomicInteger();
        cli.wire(Wire.through(each -> {
            boolean isOfItems = !each.operation().startsWith("Describe");
            return isOfItems && call.incrementAndGet() % 3 == 0
                    ? Wire.error("ProvisionedThroughputExceededException", "slow down")
                    : each.send();
        }));

        Cli.Ran ran = cli.copy(TABLE, "--mode", mode, "--segments", "4", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran))
                .isEqualTo(
                        switch (mode) {
                            case "missing" -> "read=600 written=60 skipped=540";
                            case "changed" -> "read=600 written=120 unchanged=480";
                            default -> "read=600 written=120 unchanged=480 extra=5 deleted=5";
                        });
        assertThat(ran.json().path("throttled").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overwrite", "missing", "changed"})
    void skip_expired_leaves_out_items_whose_time_has_passed(String mode) {
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        cli.source().updateTimeToLive(ttl -> ttl.tableName(TABLE)
                .timeToLiveSpecification(spec -> spec.attributeName("ends").enabled(true)));
        Tables.put(
                cli.source(),
                TABLE,
                List.of(
                        item(
                                "id",
                                "expired",
                                "ends",
                                Instant.now().minus(Duration.ofDays(1)).getEpochSecond()),
                        item("id", "too old to expire", "ends", 1_000_000_000),
                        item("id", "zero", "ends", 0),
                        item("id", "negative", "ends", -1),
                        item("id", "lives", "ends", 4_000_000_000L),
                        item("id", "for ever"),
                        item("id", "no time", "ends", "1000000000")));

        Cli.Ran ran =
                cli.copy(TABLE, "--skip-expired", "--mode", mode, "--verify", "--json", "--filter", "(id <> nobody)");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read=7 written=6 filtered=1");
        assertThat(ran.json().path("verified").path("unchanged").asInt()).isEqualTo(6);
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(6);
    }

    private long itemsWritten() {
        return calls.stream()
                .filter(call -> call.startsWith("BatchWriteItem") || call.startsWith("PutItem"))
                .mapToLong(call -> call.split("\"PutRequest\"", -1).length - (call.startsWith("PutItem") ? 0 : 1))
                .sum();
    }
}
