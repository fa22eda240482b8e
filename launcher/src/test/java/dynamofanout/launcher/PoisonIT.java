// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.CopyIT.counts;
import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.request.RunId;
import dynamofanout.store.DirectoryRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that the target will never take: they are kept and named, all others arrive, and they can be replayed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PoisonIT {
    private static final String TABLE = "Orders";
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    final Cli cli = new Cli();

    @Test
    void sets_aside_what_the_index_cannot_hold_and_copies_all_others() throws IOException {
        givenPoison();

        Cli.Ran ran = cli.copy(TABLE, "--json --run-id night --segments 4");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(counts(ran)).isEqualTo("read 205 = written 200 + refused 5");
        assertThat(ran.json().path("verdict").textValue()).isEqualTo("incomplete");
        assertThat(ran.json().path("reason").textValue()).isEqualTo("5 of 205 items were refused by the target");
        assertThat(ran.json().path("next").textValue()).isEqualTo("fanout replay night");
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(200);
        assertThat(refused(ran))
                .hasSize(5)
                .allSatisfy(line ->
                        assertThat(line.fieldNames()).toIterable().containsExactlyInAnyOrder("key", "code", "reason"))
                .allSatisfy(line -> assertThat(line.path("code").textValue()).isEqualTo("ValidationException"))
                .extracting(line -> line.path("key").toString())
                .containsExactlyInAnyOrder(
                        "{\"id\":{\"S\":\"number-0\"}}",
                        "{\"id\":{\"S\":\"number-1\"}}",
                        "{\"id\":{\"S\":\"number-2\"}}",
                        "{\"id\":{\"S\":\"empty-0\"}}",
                        "{\"id\":{\"S\":\"empty-1\"}}");
        assertThat(everyFile(cli.runDirectory("night"))).doesNotContain("secret content");
    }

    @Test
    void says_how_many_were_refused_for_what_where_the_list_is_and_how_to_replay() {
        givenPoison();

        Cli.Ran ran = cli.copy(TABLE, "--run-id night");

        assertThat(ran.out().lines())
                .contains(
                        "Run night is incomplete: 5 of 205 items were refused by the target",
                        "  items    205 read = 200 written + 5 refused",
                        "  keys in  " + cli.runDirectory("night").resolve("refused-00000-e1-1.jsonl"),
                        "  next     fanout replay night")
                .anyMatch(line -> line.startsWith("  refused  3 items: ValidationException: "))
                .anyMatch(line -> line.startsWith("  refused  2 items: ValidationException: "));
    }

    @Test
    void sets_aside_an_item_that_is_too_large_for_the_target() {
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(100));
        refuseInTarget("item-77\"");

        Cli.Ran ran = cli.copy(TABLE, "--json");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(counts(ran)).isEqualTo("read 100 = written 99 + refused 1");
        assertThat(refused(ran))
                .singleElement()
                .hasToString("{\"key\":{\"id\":{\"S\":\"item-77\"}},\"code\":\"ValidationException\","
                        + "\"reason\":\"Item size has exceeded the maximum allowed size\"}");
    }

    @Test
    void replays_what_is_there_now_once_the_cause_is_gone_until_nothing_is_open() {
        givenPoison();
        cli.copy(TABLE, "--run-id night");
        cli.target().deleteTable(table -> table.tableName(TABLE));
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, List.of(item("id", "number-0", "status", "corrected")));
        cli.source().deleteItem(request -> request.tableName(TABLE).key(item("id", "empty-0")));
        refuseInTarget("empty-1\"");

        Cli.Ran first = cli.run("replay night --yes --json --run-id first");
        cli.wire(real -> real);
        Cli.Ran second = cli.run("replay night --yes --json --run-id second");
        Cli.Ran third = cli.run("replay night --yes --json --run-id third");

        assertThat(first.exit()).as(first.all()).isEqualTo(3);
        assertThat(counts(first)).isEqualTo("read 5 = written 3 + refused 1 + gone 1");
        assertThat(first.json().path("next").textValue()).isEqualTo("fanout replay first");
        assertThat(second.exit()).as(second.all()).isZero();
        assertThat(counts(second)).isEqualTo("read 1 = written 1");
        assertThat(third.exit()).isEqualTo(2);
        assertThat(third.json().path("error").textValue())
                .isEqualTo("run night has no refused items that are still to be replayed");
        assertThat(Tables.items(cli.target(), TABLE))
                .hasSize(4)
                .contains(Map.of(
                        "id", AttributeValue.fromS("number-0"),
                        "status", AttributeValue.fromS("corrected")));
        assertThat(cli.run("status night --json").json().path("verdict").textValue())
                .isEqualTo("incomplete");
    }

    @Test
    void replays_a_replay() {
        givenPoison();
        cli.copy(TABLE, "--run-id night");
        Cli.Ran first = cli.run("replay night --yes --json --run-id first");
        cli.target().deleteTable(table -> table.tableName(TABLE));
        Tables.create(cli.target(), TABLE, "id:S");

        Cli.Ran second = cli.run("replay first --yes --json");

        assertThat(first.exit()).as(first.all()).isEqualTo(3);
        assertThat(counts(first)).isEqualTo("read 5 = refused 5");
        assertThat(second.exit()).as(second.all()).isZero();
        assertThat(counts(second)).isEqualTo("read 5 = written 5");
        assertThat(cli.run("replay first --yes --json").exit()).isEqualTo(2);
    }

    @Test
    void replays_with_the_filter_of_the_run() {
        givenPoison();
        cli.copy(
                TABLE,
                "--run-id night --filter '#n < :most' --filter-names '{\"#n\": \"number\"}' "
                        + "--filter-values '{\":most\": 1000}'");
        cli.target().deleteTable(table -> table.tableName(TABLE));
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, List.of(item("id", "number-0", "number", 5_000)));
        cli.source().deleteItem(request -> request.tableName(TABLE).key(item("id", "empty-0")));

        Cli.Ran replay = cli.run("replay night --yes --json");

        assertThat(replay.exit()).as(replay.all()).isZero();
        assertThat(counts(replay)).isEqualTo("read 5 = written 3 + filtered 1 + gone 1");
    }

    @Test
    void refuses_to_replay_a_run_that_goes_on() {
        givenPoison();
        cli.copy(TABLE, "--run-id night");
        var store = new DirectoryRunStore(cli.runs(), Clock.systemUTC());

        Cli.Ran replay;
        try (var hold = store.hold(new RunId("night")).orElseThrow()) {
            replay = cli.run("replay night --yes");
        }

        assertThat(replay.exit()).isEqualTo(2);
        assertThat(replay.err())
                .isEqualToNormalizingNewlines("fanout: run night is being carried out by another process: wait for it,"
                        + " or stop it by `fanout stop night`\n");
    }

    @Test
    void asks_for_consent_before_a_replay() {
        givenPoison();
        cli.copy(TABLE, "--run-id night");

        Cli.Ran replay = cli.run("replay night --run-id again");

        assertThat(replay.exit()).isEqualTo(2);
        assertThat(replay.err())
                .isEqualToNormalizingNewlines("fanout: the plan needs a yes: nobody can be asked here, so add --yes\n");
        assertThat(cli.runDirectory("again")).doesNotExist();
    }

    @Test
    void ends_in_order_when_more_are_refused_than_allowed_and_goes_on_with_a_higher_limit() {
        givenPoison();
        Cli.Ran stopped = cli.copy(TABLE, "--json --run-id night --segments 40 --workers 1 --max-refused 2");

        Cli.Ran resumed = cli.run("resume night --max-refused 100 --json");

        assertThat(stopped.exit()).isEqualTo(3);
        assertThat(stopped.json().path("verdict").textValue()).isEqualTo("stopped");
        assertThat(stopped.json().path("reason").textValue())
                .matches("[345] items were refused, more than the 2 of --max-refused");
        assertThat(stopped.json().path("next").textValue()).matches("fanout resume night --max-refused \\d+");
        assertThat(resumed.exit()).as(resumed.all()).isEqualTo(3);
        assertThat(counts(resumed)).isEqualTo("read 205 = written 200 + refused 5");
        assertThat(resumed.json().path("next").textValue()).isEqualTo("fanout replay night");
    }

    @Test
    void takes_no_refusal_at_all_when_told_so() {
        givenPoison();

        Cli.Ran ran = cli.copy(TABLE, "--json --segments 40 --workers 1 --max-refused 0");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.json().path("verdict").textValue()).isEqualTo("stopped");
    }

    /** 200 items that the target takes, 3 whose index key has another type, 2 whose index key is empty. */
    private void givenPoison() {
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.createWithIndex(cli.target(), TABLE, "status:S", "id:S");
        List<Map<String, AttributeValue>> items = new ArrayList<>(Tables.numbered(200));
        IntStream.range(0, 3)
                .forEach(i -> items.add(item("id", "number-" + i, "status", 7, "number", i, "text", "secret content")));
        IntStream.range(0, 2)
                .forEach(i -> items.add(item("id", "empty-" + i, "status", "", "number", i, "text", "secret content")));
        Tables.put(cli.source(), TABLE, items);
    }

    private void refuseInTarget(String marker) {
        cli.wire(Wire.through(
                call -> call.operation().equals("BatchWriteItem") && call.body().contains(marker)
                        ? Wire.error("ValidationException", "Item size has exceeded the maximum allowed size")
                        : call.send()));
    }

    private static List<JsonNode> refused(Cli.Ran ran) {
        List<JsonNode> lines = new ArrayList<>();
        ran.json().path("refusedIn").forEach(file -> {
            try {
                for (String line : Files.readAllLines(Path.of(file.textValue()))) {
                    lines.add(JSON.readTree(line));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return lines;
    }

    private static String everyFile(Path directory) throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
