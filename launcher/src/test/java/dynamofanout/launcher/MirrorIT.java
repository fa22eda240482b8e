// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mirrors: what they delete, and what they do not. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class MirrorIT extends ModesFixture {
    @Test
    void mirror_makes_the_target_equal_and_verifies_it() {
        givenOrders(2_000, i -> i % 10 != 0, i -> i % 10 == 1 ? "old" : "new");
        Tables.put(
                cli.target(),
                TABLE,
                IntStream.range(5_000, 5_040).mapToObj(i -> order(i, "new")).toList());

        Cli.Ran ran = cli.copy(TABLE, "--mode mirror --max-deletes 40 --verify --segments 4 --json");

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

        Cli.Ran stopped = cli.copy(TABLE, "--mode mirror --segments 1 --run-id m --json");
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

        Cli.Ran stopped = cli.copy(TABLE, "--mode mirror --segments 2 --run-id m --json");
        int before = Tables.items(cli.target(), TABLE).size();
        Cli.Ran resumed = cli.run("resume m --max-deletes 40 --json");

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
        Cli.Ran useless = cli.run("resume dear");
        Cli.Ran lower = cli.run("resume dear --max-cost 0.0001");
        Cli.Ran resumed = cli.run("resume dear --max-cost 1 --write-units 10000 --json");

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

    @Test
    void a_mirror_says_how_much_it_may_delete_before_it_begins() {
        givenOrders(500, i -> true, i -> "new");
        Tables.put(cli.target(), TABLE, orders(5_000, 5_040));

        Cli.Ran ran = cli.copy(TABLE, "--mode mirror --dry-run");

        assertThat(ran.out())
                .contains(": copy (mirror, at most 6 deletes)")
                .contains(
                        "  warning  about 40 items of the target are extra, more than the 6 of --max-deletes: it would"
                                + " write, delete nothing and stop");
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
        Cli.Ran replayed = cli.run("replay p --yes --json");

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(ran.json().path("counts").path("refused").asInt()).isEqualTo(1);
        assertThat(ran.json().path("counts").path("written").asInt()).isEqualTo(50);
        assertThat(ran.json().path("next").asText()).isEqualTo("fanout replay p");
        assertThat(replayed.exit()).as(replayed.all()).isZero();
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(52);
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
