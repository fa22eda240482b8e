package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Copies that write only what differs, from the command line. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ModesIT {
    private static final String TABLE = "Orders";

    @RegisterExtension
    final Cli cli = new Cli();

    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    @Test
    void changed_writes_missing_and_different_items_and_leaves_the_rest_alone() {
        givenOrders(3_000, i -> i % 100 != 0, i -> i % 50 == 1 ? "old" : "new");
        watchCalls();

        Cli.Ran ran = cli.copy(TABLE, "--mode", "changed", "--segments", "4", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read=3000 written=90 unchanged=2910");
        assertThat(Tables.items(cli.target(), TABLE)).isEqualTo(Tables.items(cli.source(), TABLE));
        assertThat(itemsWritten()).isEqualTo(90);
    }

    @Test
    void missing_writes_only_keys_that_the_target_lacks_and_each_by_condition() {
        givenOrders(1_000, i -> i % 10 != 0, i -> "old");
        watchCalls();

        Cli.Ran ran = cli.copy(TABLE, "--mode", "missing", "--segments", "4", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read=1000 written=100 skipped=900");
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(1_000).doesNotContainNull();
        assertThat(calls).filteredOn(call -> call.startsWith("PutItem")).hasSize(100);
        assertThat(calls).noneMatch(call -> call.startsWith("BatchWriteItem"));
    }

    @Test
    void compare_tells_what_differs_by_key_and_attribute_and_ends_with_3() throws IOException {
        givenOrders(500, i -> i != 7, i -> i == 8 ? "old" : "new");
        Tables.put(cli.target(), TABLE, List.of(item("id", "extra", "at", 1)));

        Cli.Ran ran = cli.run(arguments("compare", "--show", "10", "--output", "differences.jsonl", "--json"));

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(counts(ran)).isEqualTo("read=500 unchanged=498 missing=1 different=1 extra=1");
        assertThat(ran.json().path("reason").asText())
                .isEqualTo("the tables differ: 1 missing in the target, 1 different, 1 extra in the target");
        assertThat(ran.err())
                .contains("missing   {\"id\":{\"S\":\"small-7\"},\"at\":{\"N\":\"0.7\"}}")
                .contains("different {\"id\":{\"S\":\"small-8\"},\"at\":{\"N\":\"0.8\"}}: version")
                .contains("extra     {\"id\":{\"S\":\"extra\"},\"at\":{\"N\":\"1\"}}");
        assertThat(ran.json().path("differences")).hasSize(3);
        assertThat(Files.readAllLines(cli.home().resolve("differences.jsonl"))).hasSize(3);
    }

    @Test
    void a_comparison_shows_the_values_that_differ_where_it_is_asked_to() {
        givenOrders(50, i -> i != 7, i -> i == 8 ? "old" : "new");

        Cli.Ran ran = cli.run(arguments("compare", "--show", "10", "--show-values", "--json"));
        Cli.Ran alone = cli.run(arguments("compare", "--show-values"));

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(ran.err()).contains("            version: {\"S\":\"new\"} -> {\"S\":\"old\"}");
        assertThat(ran.json().path("differences").findValues("values"))
                .map(JsonNode::toString)
                .containsExactly("{\"version\":{\"source\":{\"S\":\"new\"},\"target\":{\"S\":\"old\"}}}");
        assertThat(alone.exit()).isEqualTo(2);
        assertThat(alone.err()).contains("--show-values needs --show N");
    }

    @Test
    void values_that_may_not_be_read_again_do_not_spoil_the_comparison() {
        givenOrders(50, i -> true, i -> i == 8 ? "old" : "new");
        var lookUps = new AtomicInteger();
        var most = new AtomicInteger(Integer.MAX_VALUE);
        cli.wire(Wire.through(call -> {
            boolean isLookUp = call.operation().equals("BatchGetItem");
            return isLookUp && lookUps.incrementAndGet() > most.get()
                    ? Wire.error("AccessDeniedException", "not now")
                    : call.send();
        }));
        cli.run(arguments("compare"));
        most.set(2 * lookUps.get()); // a comparison looks up as often each time

        Cli.Ran ran = cli.run(arguments("compare", "--show", "10", "--show-values"));

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(ran.out()).contains("different {\"id\":").contains("cannot be read");
    }

    @Test
    void a_comparison_for_less_than_a_dollar_asks_nothing_and_counts_differences_by_attribute() {
        givenOrders(100, i -> true, i -> i < 10 ? "old" : "new");

        Cli.Ran ran = cli.run(Stream.of(arguments("compare", "--run-id", "c"))
                .filter(argument -> !argument.equals("--yes"))
                .toArray(String[]::new));

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(ran.out())
                .contains("it starts without a question")
                .contains("Run c: the tables differ: 10 different")
                .contains("  differs  version in 10 of 10 different items");
    }

    @Test
    void compare_of_equal_tables_is_complete() {
        givenOrders(300, i -> true, i -> "new");

        Cli.Ran ran = cli.run(arguments("compare", "--json"));

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read=300 unchanged=300");
    }

    @Test
    void mirror_makes_the_target_equal_and_verifies_it() {
        givenOrders(2_000, i -> i % 10 != 0, i -> i % 10 == 1 ? "old" : "new");
        Tables.put(
                cli.target(),
                TABLE,
                IntStream.range(5_000, 5_040).mapToObj(i -> order(i, "new")).toList());

        Cli.Ran ran =
                cli.copy(TABLE, "--mode", "mirror", "--max-deletes", "40", "--verify", "--segments", "4", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read=2000 written=400 unchanged=1600 extra=40 deleted=40");
        assertThat(ran.json().path("verified").path("unchanged").asInt()).isEqualTo(2_000);
        assertThat(Tables.items(cli.target(), TABLE)).isEqualTo(Tables.items(cli.source(), TABLE));
    }

    @Test
    void mirror_goes_on_as_it_says_however_much_is_extra_in_a_segment() {
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(10));
        Tables.put(cli.target(), TABLE, Tables.numbered(12_010));

        Cli.Ran stopped = cli.copy(TABLE, "--mode", "mirror", "--segments", "1", "--run-id", "m", "--json");
        String next = stopped.json().path("next").asText();
        Cli.Ran resumed = cli.run(next.substring("fanout ".length()).split(" ", -1));

        assertThat(next).isEqualTo("fanout resume m --max-deletes 12000");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(Tables.items(cli.target(), TABLE)).isEqualTo(Tables.items(cli.source(), TABLE));
    }

    @Test
    void mirror_deletes_nothing_above_its_limit_and_goes_on_with_a_higher_one() {
        givenOrders(500, i -> true, i -> "new");
        Tables.put(
                cli.target(),
                TABLE,
                IntStream.range(5_000, 5_040).mapToObj(i -> order(i, "new")).toList());

        Cli.Ran stopped = cli.copy(TABLE, "--mode", "mirror", "--segments", "2", "--run-id", "m", "--json");
        int before = Tables.items(cli.target(), TABLE).size();
        Cli.Ran resumed = cli.run("resume", "m", "--max-deletes", "40", "--json");

        assertThat(stopped.exit()).as(stopped.all()).isEqualTo(3);
        assertThat(stopped.json().path("verdict").asText()).isEqualTo("stopped");
        assertThat(stopped.json().path("reason").asText())
                .isEqualTo("40 items of table Orders in development are not in the source, more than the 6 of"
                        + " --max-deletes: nothing was deleted; resume with --max-deletes 40 to delete them");
        assertThat(stopped.json().path("next").asText()).isEqualTo("fanout resume m --max-deletes 40");
        assertThat(before).isEqualTo(540);
        assertThat(resumed.err())
                .startsWith(
                        "Resuming run m: 2 of 2 segments copied, 0 of 2 rid of what is extra, 500 items are settled");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(Tables.items(cli.target(), TABLE)).isEqualTo(Tables.items(cli.source(), TABLE));
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

        Cli.Ran ran = cli.copy(TABLE, "--verify", "--segments", "1", "--json");

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(ran.json().path("reason").asText())
                .isEqualTo("the copy is done, but the tables differ: 1 different");
    }

    @Test
    void a_dry_run_prices_each_mode() {
        givenOrders(1_000, i -> i % 10 != 0, i -> "new");

        Cli.Ran ran = cli.copy(TABLE, "--dry-run", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        JsonNode forecast = ran.json().path("forecast");
        assertThat(forecast.path("missing").asDouble()).isCloseTo(0.1, Offset.offset(0.05));
        assertThat(forecast.path("sameOrder").asBoolean()).isTrue();
        assertThat(forecast.path("modes").path("changed").path("write").asDouble())
                .isLessThan(
                        forecast.path("modes").path("overwrite").path("write").asDouble() / 5);
        assertThat(ran.err()).contains("missing in the target, 0 % different");
    }

    @Test
    void a_budget_ends_a_mirror_in_order_and_a_higher_one_lets_it_go_on() throws IOException {
        cli.priced();
        givenOrders(1_000, i -> i % 10 != 0, i -> "new");
        Set<Map<String, Object>> planned = Tables.items(cli.source(), TABLE);
        var hasGrown = new AtomicBoolean();
        cli.wire(Wire.through(call -> {
            // what the plan could not know: the table is twice as large when it is copied
            if (call.operation().equals("BatchWriteItem") && hasGrown.compareAndSet(false, true)) {
                Tables.put(cli.source(), TABLE, orders(2_000, 3_000));
            }
            return call.send();
        }));
        String[] mirror = {"--mode", "mirror", "--segments", "16", "--workers", "1", "--write-units", "100"};

        Cli.Ran stopped = cli.copy(TABLE, with(mirror, "--max-cost", "0.0002", "--run-id", "dear", "--json"));
        Cli.Ran useless = cli.run("resume", "dear");
        Cli.Ran lower = cli.run("resume", "dear", "--max-cost", "0.0001");
        Cli.Ran resumed = cli.run("resume", "dear", "--max-cost", "1", "--write-units", "10000", "--json");

        assertThat(stopped.exit()).as(stopped.all()).isEqualTo(3);
        assertThat(stopped.json().path("verdict").asText()).isEqualTo("stopped");
        assertThat(stopped.json().path("reason").asText())
                .isEqualTo("the run has used up the 0.0002 dollars of --max-cost");
        assertThat(stopped.json().path("next").asText()).isEqualTo("fanout resume dear --max-cost 0.0004");
        double spent = stopped.json().path("cost").path("actual").asDouble();
        assertThat(spent).isGreaterThanOrEqualTo(0.0002);
        String sentence = String.format(
                Locale.ROOT, "fanout: --max-cost must be above the $%.6f that the run has spent so far, got: ", spent);
        assertThat(useless.exit()).isEqualTo(2);
        assertThat(useless.err()).isEqualToNormalizingNewlines(sentence + "0.0002\n");
        assertThat(lower.exit()).isEqualTo(2);
        assertThat(lower.err()).isEqualToNormalizingNewlines(sentence + "0.0001\n");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.json().path("cost").path("actual").asDouble()).isGreaterThan(spent);
        assertThat(Tables.items(cli.target(), TABLE)).containsAll(planned);
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

    @Test
    void a_file_that_cannot_be_written_is_refused_before_anything_is_read() {
        watchCalls();

        Cli.Ran folder = cli.run(arguments("compare", "--output", "."));
        Cli.Ran nowhere = cli.run(arguments("compare", "--output", "no/such/folder/differences.jsonl"));

        assertThat(folder.exit()).isEqualTo(2);
        assertThat(folder.err()).startsWith("fanout: --output must be a file that can be written, got: ");
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.err()).contains("no/such/folder/differences.jsonl");
        assertThat(calls).isEmpty();
    }

    @Test
    void all_differences_are_listed_and_what_the_object_for_machines_leaves_out_is_said() throws IOException {
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(50_020));

        Cli.Ran ran = cli.run(arguments("compare", "--segments", "1", "--output", "all.jsonl", "--json"));

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(counts(ran)).isEqualTo("read=50020 missing=50020");
        assertThat(Files.readAllLines(cli.home().resolve("all.jsonl"))).hasSize(50_020);
        assertThat(ran.json().path("differencesLeftOut").asInt()).isEqualTo(20);
        assertThat(ran.json().path("differences")).hasSize(50_000);
        assertThat(ran.err()).contains("  keys in  ").doesNotContain("are kept");
    }

    @Test
    void a_comparison_that_is_resumed_lists_its_differences_too() throws IOException {
        givenOrders(500, i -> i % 10 != 0, i -> "new");
        var isDenied = new AtomicBoolean(true);
        cli.wire(Wire.through(call -> isDenied.get() && call.operation().equals("BatchGetItem")
                ? Wire.error("AccessDeniedException", "not now")
                : call.send()));

        Cli.Ran denied = cli.run(arguments("compare", "--run-id", "c", "--output", "all.jsonl"));
        isDenied.set(false);
        Cli.Ran resumed = cli.run("resume", "c", "--output", "all.jsonl", "--show", "1");

        assertThat(denied.exit()).as(denied.all()).isEqualTo(1);
        assertThat(resumed.exit()).as(resumed.all()).isEqualTo(3);
        assertThat(resumed.out()).contains("  missing ");
        assertThat(Files.readAllLines(cli.home().resolve("all.jsonl"))).hasSize(50);
    }

    @Test
    void a_copy_lists_no_differences_when_it_is_resumed() {
        givenOrders(50, i -> true, i -> "new");
        cli.copy(TABLE, "--run-id", "c");

        Cli.Ran ran = cli.run("resume", "c", "--show", "1");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines(
                        "fanout: --show, --show-values and --output are for comparisons, got: a run of mode overwrite\n");
    }

    @Test
    void a_mirror_says_how_much_it_may_delete_before_it_begins() {
        givenOrders(500, i -> true, i -> "new");
        Tables.put(cli.target(), TABLE, orders(5_000, 5_040));

        Cli.Ran ran = cli.copy(TABLE, "--mode", "mirror", "--dry-run");

        assertThat(ran.out())
                .contains(": copy (mirror, at most 6 deletes)")
                .contains(
                        "  warning  about 40 items of the target are extra, more than the 6 of --max-deletes: it would"
                                + " write, delete nothing and stop");
    }

    @Test
    void selected_keys_are_compared_too_and_nothing_beside_them_is_touched() {
        givenOrders(600, i -> i % 10 != 0, i -> i % 10 == 1 ? "old" : "new");
        Tables.put(
                cli.target(), TABLE, List.of(item("id", "large-0", "at", 9_999), item("id", "small-4", "at", 9_999)));
        String[] selected = {"--partition-key", "id=large-0", "--partition-key", "id=small-1", "--json"};

        Cli.Ran compared = cli.run(arguments("compare", selected));
        Cli.Ran mirrored = cli.run(arguments(
                "copy",
                Stream.concat(Stream.of("--mode", "mirror", "--max-deletes", "1", "--verify"), Stream.of(selected))
                        .toArray(String[]::new)));
        Cli.Ran again = cli.run(arguments("compare", selected));

        // large-0 has the hundred numbers that 6 divides, twenty of them are missing, and none ends in 1 but small-1
        assertThat(compared.exit()).as(compared.all()).isEqualTo(3);
        assertThat(counts(compared)).isEqualTo("read=101 unchanged=80 missing=20 different=1 extra=1");
        assertThat(mirrored.exit()).as(mirrored.all()).isZero();
        assertThat(counts(mirrored)).isEqualTo("read=101 written=21 unchanged=80 extra=1 deleted=1");
        assertThat(again.exit()).as(again.all()).isZero();
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(540 + 20 + 1);
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
    void an_item_that_the_target_refuses_is_kept_by_key_and_nothing_is_deleted(String mode) {
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.createWithIndex(cli.target(), TABLE, "status:S", "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(50));
        Tables.put(cli.source(), TABLE, List.of(item("id", "poison", "status", 1)));
        Tables.put(cli.target(), TABLE, List.of(item("id", "extra", "status", "OPEN")));

        Cli.Ran ran = cli.copy(TABLE, "--mode", mode, "--run-id", "p", "--json");
        Tables.put(cli.source(), TABLE, List.of(item("id", "poison", "status", "CURED")));
        Cli.Ran replayed = cli.run("replay", "p", "--yes", "--json");

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(ran.json().path("counts").path("refused").asInt()).isEqualTo(1);
        assertThat(ran.json().path("counts").path("written").asInt()).isEqualTo(50);
        assertThat(ran.json().path("next").asText()).isEqualTo("fanout replay p");
        assertThat(replayed.exit()).as(replayed.all()).isZero();
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(52);
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

    private static String[] arguments(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command, "--source", "production", "--target", "development", "--local", "--yes", "--table", TABLE));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** Items in few large and many small partitions; the target has some of them, in some version. */
    private void givenOrders(
            int count,
            java.util.function.IntPredicate isInTarget,
            java.util.function.IntFunction<String> versionInTarget) {
        Tables.create(cli.source(), TABLE, "id:S", "at:N");
        Tables.create(cli.target(), TABLE, "id:S", "at:N");
        Tables.put(
                cli.source(),
                TABLE,
                IntStream.range(0, count).mapToObj(i -> order(i, "new")).toList());
        Tables.put(
                cli.target(),
                TABLE,
                IntStream.range(0, count)
                        .filter(isInTarget)
                        .mapToObj(i -> order(i, versionInTarget.apply(i)))
                        .toList());
    }

    private static List<Map<String, AttributeValue>> orders(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> order(i, "new")).toList();
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private static Map<String, AttributeValue> order(int i, String version) {
        String partition = i % 3 == 0 ? "large-" + i % 2 : "small-" + i;
        return item(
                "id", partition, "at", new BigDecimal(i).movePointLeft(1), "version", version, "text", "order " + i);
    }

    private void watchCalls() {
        cli.wire(Wire.through(call -> {
            calls.add(call.operation() + " " + call.body());
            return call.send();
        }));
    }

    private long itemsWritten() {
        return calls.stream()
                .filter(call -> call.startsWith("BatchWriteItem") || call.startsWith("PutItem"))
                .mapToLong(call -> call.split("\"PutRequest\"", -1).length - (call.startsWith("PutItem") ? 0 : 1))
                .sum();
    }

    /** The counts that are not zero. */
    private static String counts(Cli.Ran ran) {
        JsonNode counts = ran.json().path("counts");
        List<String> words = new ArrayList<>();
        counts.properties().forEach(entry -> {
            if (entry.getValue().asLong() != 0) {
                words.add(entry.getKey() + "=" + entry.getValue());
            }
        });
        return String.join(" ", words);
    }
}
