// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** `fanout compare`, and what a copy says of differences. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CompareIT extends ModesFixture {
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
        Cli.Ran resumed = cli.run("resume c --output all.jsonl --show 1");

        assertThat(denied.exit()).as(denied.all()).isEqualTo(1);
        assertThat(resumed.exit()).as(resumed.all()).isEqualTo(3);
        assertThat(resumed.out()).contains("  missing ");
        assertThat(Files.readAllLines(cli.home().resolve("all.jsonl"))).hasSize(50);
    }

    @Test
    void a_copy_lists_no_differences_when_it_is_resumed() {
        givenOrders(50, i -> true, i -> "new");
        cli.copy(TABLE, "--run-id c");

        Cli.Ran ran = cli.run("resume c --show 1");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines(
                        "fanout: --show, --show-values and --output are for comparisons, got: a run of mode overwrite\n");
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
}
