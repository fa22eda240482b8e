// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.CopyIT.counts;
import static dynamofanout.launcher.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Runs in a home account through the real command line: the real handlers in this process, on DynamoDB Local in three
 * accounts, behind the wire of Step Functions and Lambda.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class HomeIT extends HomeFixture {
    @Test
    void copies_by_an_execution_and_shows_its_summary() {
        Cli.Ran copy = copy("--run-id", "night", "--json");
        Cli.Ran status = cli.run("status night --json");

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(copy.err())
                .startsWith(
                        "Plan of run night: copy (overwrite), by state machine fanout in account 999999999999, Region"
                                + " eu-west-1" + System.lineSeparator())
                .contains("Started: " + CONSOLE + "night" + System.lineSeparator())
                .contains("Run night is complete" + System.lineSeparator());
        assertThat(counts(copy)).isEqualTo("read 400 = written 400");
        assertThat(status.json()).isEqualTo(copy.json());
        assertThat(home.executions()).containsExactly("night");
        assertThat(cli.runs()).doesNotExist();
        assertTablesAreEqual();
    }

    @Test
    void mirrors_by_an_execution_and_compares_by_another() throws IOException {
        Tables.put(cli.target(), TABLE, List.of(Tables.item("id", "extra")));

        Cli.Ran before = compare("--show", "5", "--output", "differences.jsonl");
        Cli.Ran mirror = copy("--run-id", "night", "--mode", "mirror", "--max-deletes", "1", "--verify", "--json");
        Cli.Ran after = compare();

        assertThat(before.exit()).as(before.all()).isEqualTo(3);
        assertThat(before.err()).contains("missing   {\"id\":{\"S\":\"item-");
        assertThat(before.json().path("differences")).hasSize(ITEMS + 1);
        assertThat(Files.readAllLines(cli.home().resolve("differences.jsonl"))).hasSize(ITEMS + 1);
        assertThat(mirror.exit()).as(mirror.all()).isZero();
        assertThat(mirror.json().path("counts").path("deleted").asInt()).isEqualTo(1);
        assertThat(mirror.json().path("verified").path("unchanged").asInt()).isEqualTo(ITEMS);
        assertThat(after.exit()).as(after.all()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void a_mirror_that_would_delete_too_much_is_resumed_with_a_higher_limit() {
        Tables.put(cli.target(), TABLE, List.of(Tables.item("id", "extra")));

        Cli.Ran stopped = copy("--run-id", "night", "--mode", "mirror", "--max-deletes", "0");
        Cli.Ran resumed = cli.run("resume night --max-deletes 1 --json");

        assertThat(stopped.exit()).as(stopped.all()).isEqualTo(3);
        assertThat(stopped.all()).contains("fanout resume night --max-deletes 1");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void copies_selected_keys_by_an_execution() {
        Cli.Ran ran = copy("--partition-key", "id=item-17", "--mode", "changed", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read 1 = written 1");
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(1);
    }

    @Test
    void copies_more_keys_than_an_input_of_an_execution_takes() throws IOException {
        writeKeys(20_000, "item-");

        Cli.Ran ran = copy("--run-id", "night", "--keys-file", "keys.jsonl", "--json");
        Cli.Ran again = copy("--run-id", "night", "--keys-file", "keys.jsonl");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read 20000 = written 400 + gone 19600");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("run id night is taken");
        assertTablesAreEqual();
    }

    @Test
    void shows_the_plan_of_a_dry_run_and_starts_nothing() {
        Cli.Ran ran = cli.run(
                "copy", "--source", "production", "--target", "development", "--table", TABLE, "--dry-run", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.err()).endsWith("Dry run: nothing was written." + System.lineSeparator());
        assertThat(ran.json().path("estimate").path("items").asInt()).isEqualTo(ITEMS);
        assertThat(home.executions()).isEmpty();
        assertThat(Tables.items(cli.target(), TABLE)).isEmpty();
    }

    @Test
    void starts_nothing_without_a_yes() {
        Cli.Ran ran = cli.typing("n\n", "copy", "--source", "production", "--target", "development", "--table", TABLE);

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines("fanout: nothing was written: you did not agree to" + " the plan\n");
        assertThat(home.executions()).isEmpty();
    }

    @Test
    void the_launcher_asks_for_nothing_but_what_the_README_allows() throws Exception {
        givenRunGoingOn("night");
        cli.run("status");
        cli.run("limit night --write-units 100");
        cli.run("stop night");
        cli.run("resume night --detach");
        until(() -> functions.store().control(new RunId("night")).owner().equals("night--2"));
        cli.run("stop night --now");
        cli.run("resume night --write-units 10000");
        cli.run("replay night --yes");

        assertThat(Set.copyOf(home.calls()))
                .containsExactlyInAnyOrder(
                        "StartExecution",
                        "DescribeExecution",
                        "StopExecution",
                        "Invoke fanout-plan",
                        "Invoke fanout-finish",
                        "GetItem",
                        "BatchGetItem",
                        "Query");
    }

    @Test
    void a_local_copy_loads_no_client_of_the_home() throws Exception {
        Path loaded = directory.resolve("loaded");
        try (Child child = Child.start(
                cli,
                List.of("-Xlog:class+load:file=" + loaded),
                "copy",
                "--local",
                "--source",
                "production",
                "--target",
                "development",
                "--table",
                TABLE,
                "--yes")) {
            Cli.Ran copy = child.await();
            assertThat(copy.exit()).as(copy.all()).isZero();
        }

        assertThat(Files.readString(loaded))
                .contains("dynamofanout.launcher.local.LocalRuns ")
                .doesNotContain(
                        "awssdk.services.sfn",
                        "awssdk.services.lambda",
                        "awssdk.services.ssm",
                        "dynamofanout.launcher.home.Home ",
                        "dynamofanout.store.DynamoDbRunStore");
    }

    private Cli.Ran compare(String... more) {
        String[] fixed = {"compare", "--source", "production", "--target", "development", "--table", TABLE};
        return cli.run(Stream.of(fixed, more, new String[] {"--yes", "--json"})
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }
}
