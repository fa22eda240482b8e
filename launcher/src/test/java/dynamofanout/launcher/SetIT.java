// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.launcher.Cli.Ran;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sets of tables, copied from this machine. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SetIT {
    @RegisterExtension
    final Cli cli = new Cli();

    @Test
    void a_pattern_copies_every_table_that_it_matches() {
        both("App-Orders", 30);
        both("App-Users", 20);
        both("Other", 10);

        Ran ran = cli.run("copy production/App-* development --yes --run-id nightly --json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        JsonNode json = ran.json();
        assertThat(json.path("setId").asText()).isEqualTo("nightly");
        assertThat(json.path("verdict").asText()).isEqualTo("complete");
        assertThat(json.path("tables").findValuesAsText("runId")).containsExactly("nightly--t1", "nightly--t2");
        assertThat(json.path("counts").path("read").asInt()).isEqualTo(50);
        assertThat(json.path("counts").path("written").asInt()).isEqualTo(50);
        assertThat(json.path("units").path("planning").asDouble())
                .isPositive()
                .isEqualTo(json.path("tables").findValues("planning").stream()
                        .mapToDouble(JsonNode::asDouble)
                        .sum());
        assertThat(copied("App-Orders")).isEqualTo(30);
        assertThat(copied("App-Users")).isEqualTo(20);
        assertThat(copied("Other")).isZero();
        assertThat(ran.err()).contains("Plan of set nightly: copy (overwrite) of 2 tables");
    }

    @Test
    void the_target_s_star_takes_what_the_source_s_star_matched() {
        Tables.create(cli.source(), "prod-Orders", "id:S");
        Tables.put(cli.source(), "prod-Orders", Tables.numbered(5));
        Tables.create(cli.target(), "dev-Orders", "id:S");

        Ran ran = cli.run("copy production/prod-* development/dev-* --yes");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(copied("dev-Orders")).isEqualTo(5);
    }

    @Test
    void names_and_patterns_add_up_and_exceptions_are_left_out() {
        List.of("Orders", "App-A", "App-B", "App-tmp-C", "Other").forEach(table -> both(table, 3));

        Ran ran = cli.run("copy production development --table Orders --table App-* --except App-tmp-* --yes --json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("tables")).hasSize(3);
        assertThat(copied("App-tmp-C") + copied("Other")).isZero();
        assertThat(copied("Orders") + copied("App-A") + copied("App-B")).isEqualTo(9);
    }

    @Test
    void every_table_that_cannot_be_copied_is_said_at_once_and_nothing_is_written() {
        both("App-A", 3);
        Tables.create(cli.source(), "App-B", "id:S");
        Tables.create(cli.source(), "App-C", "id:S");
        Tables.create(cli.target(), "App-C", "other:S");

        Ran ran = cli.run("copy production/App-* development --yes");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("2 tables of 3 cannot be copied, and nothing was written")
                .contains("App-B: table App-B in development does not exist")
                .contains("App-C: the tables' keys must be the same");
        assertThat(copied("App-A")).isZero();
        assertThat(cli.run("status").out()).contains("No runs yet");
    }

    @Test
    void refused_tables_are_left_out_where_that_is_asked_for() {
        both("App-A", 3);
        Tables.create(cli.source(), "App-B", "id:S");

        Ran ran = cli.run("copy production/App-* development --yes --skip-refused");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("left out App-B: table App-B in development does not exist");
        assertThat(copied("App-A")).isEqualTo(3);
    }

    @Test
    void what_fits_one_table_only_is_refused_for_a_set() {
        assertThat(cli.run("copy production/App-* development --segments 3").err())
                .contains("--segments must be left out for a set of tables");
        assertThat(cli.run("copy production/App-* development --filter 'a = 1'").err())
                .contains("--filter must be left out for a set of tables");
        assertThat(cli.run("copy production/App-* development --partition-key id=1")
                        .err())
                .contains("select must be left out for a set of tables");
        assertThat(cli.run("copy production/Orders development --tables-at-once 3")
                        .err())
                .contains("--table must be a pattern with * or a list");
        assertThat(cli.run("copy production/App-* development/Orders").err())
                .contains("--target-table must be left out for a set of tables, or be a pattern with one *");
        assertThat(cli.run("copy production/App-* development --tables-at-once 0")
                        .err())
                .contains("--tables-at-once must be a whole number from 1 to 100, got: 0");
    }

    @Test
    void patterns_only_match_tables_that_fanout_json_allows() throws Exception {
        cli.fanoutJson(
                "{\"environments\":{"
                        + "\"from\":{\"account\":\"111111111111\",\"region\":\"eu-west-1\",\"profile\":\"production\",\"tables\":[\"App-*\"]},"
                        + "\"to\":{\"account\":\"222222222222\",\"region\":\"eu-west-1\",\"profile\":\"development\",\"tables\":[\"*\"]}}}");
        both("App-A", 3);
        both("Secret", 3);

        Ran ran = cli.run("copy from/* to --yes --json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("tables")).hasSize(1);
        assertThat(copied("Secret")).isZero();
    }

    @Test
    void a_dry_run_shows_a_line_for_each_table_and_the_sums_in_80_columns() throws Exception {
        cli.priced();
        both("App-Orders", 30);
        both("App-a-table-whose-name-is-as-long-as-names-may-well-be", 20);
        Tables.put(cli.target(), "App-Orders", Tables.numbered(5));

        Ran ran = cli.run("copy production/App-* development --dry-run --backup never");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out())
                .contains("production: App-*", "  App-Orders ", "  all 2", "Dry run: nothing was written.");
        assertThat(ran.out().lines().takeWhile(line -> !line.contains("warning")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(ran.out()).contains("warning  App-Orders: the target is not empty");
        assertThat(cli.run("status").out()).contains("No runs yet");
    }

    @Test
    void the_price_limit_is_for_the_whole_set_and_each_run_has_its_share() throws Exception {
        cli.priced();
        both("App-A", 100);
        both("App-B", 200);
        both("App-C", 100);

        Ran tooDear = cli.run("copy production/App-* development --yes --max-cost 0.0001");
        Ran ran =
                cli.run("copy production/App-* development --yes --max-cost 1 --tables-at-once 1 --run-id set --json");

        assertThat(tooDear.exit()).isEqualTo(2);
        assertThat(tooDear.err()).contains("the 3 tables are estimated at $0.000", "more than the $0.0001 of");
        assertThat(ran.exit()).as(ran.all()).isZero();
        double first = maxCost("set--t1");
        double second = maxCost("set--t2");
        double third = maxCost("set--t3");
        assertThat(first).isBetween(0.2, 0.3);
        assertThat(second).isBetween(0.6, 0.7);
        assertThat(third).isGreaterThan(0.99); // what the first two left over
    }

    @Test
    void a_budget_that_is_used_up_stops_and_says_with_how_much_it_goes_on() throws Exception {
        cli.priced();
        both("App-A", 3_000);
        both("App-B", 3_000);
        // the estimate believes in the items that DescribeTable counts; the second table grows afterwards
        Ran planned = cli.run("copy production/App-* development --dry-run --json");
        double estimate = planned.json().path("estimate").path("dollars").asDouble();
        Tables.put(
                cli.source(),
                "App-B",
                java.util.stream.IntStream.range(0, 200)
                        .mapToObj(i -> Tables.item("id", "large-" + i, "text", "x".repeat(30_000)))
                        .toList());

        Ran ran = cli.run(
                "copy",
                "production/App-*",
                "development",
                "--yes",
                "--max-cost",
                new java.math.BigDecimal(estimate * 1.05).toPlainString(),
                "--run-id",
                "set",
                "--json");

        if (ran.exit() == 2) {
            assertThat(ran.err()).contains("estimated at"); // the sample has met the large items
            return;
        }
        assertThat(ran.json().path("verdict").asText()).isEqualTo("stopped");
        assertThat(ran.json().path("next").asText()).startsWith("fanout resume set --max-cost ");
        Ran tooLittle = cli.run("resume set --max-cost 0.000001");
        assertThat(tooLittle.err()).contains("that the set has spent so far");
        String[] next = ran.json().path("next").asText().split(" ", -1);
        Ran resumed = cli.run("resume set --max-cost 1");
        assertThat(next).hasSize(5);
        assertThat(resumed.exit()).as(resumed.all()).isZero();
    }

    @Test
    void a_slow_table_does_not_hold_the_others() {
        both("App-A-slow", 600);
        List.of("App-B", "App-C", "App-D", "App-E", "App-F").forEach(table -> both(table, 5));

        Ran ran = cli.run("copy production/App-* development --yes --write-units 200 --tables-at-once 2");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("App-F is complete (5 of 6 tables)", "App-A-slow is complete (6 of 6 tables)");
    }

    @Test
    void the_worst_verdict_is_the_set_s_and_replay_copies_what_was_refused() {
        both("App-A", 3);
        Tables.create(cli.source(), "App-B", "id:S");
        Tables.createWithIndex(cli.target(), "App-B", "status:S", "id:S");
        Tables.put(cli.source(), "App-B", List.of(Tables.item("id", "1", "status", 5), Tables.item("id", "2")));

        Ran ran = cli.run("copy production/App-* development --yes --run-id set --json");
        Ran again = cli.run("resume set");
        Tables.put(cli.source(), "App-B", List.of(Tables.item("id", "1", "status", "OPEN")));
        Ran replay = cli.run("replay set --yes --run-id second --json");
        Ran nothing = cli.run("replay set --yes");

        assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
        assertThat(ran.json().path("verdict").asText()).isEqualTo("incomplete");
        assertThat(ran.json().path("next").asText()).isEqualTo("fanout replay set");
        assertThat(ran.json().path("counts").path("refused").asInt()).isEqualTo(1);
        assertThat(again.out()).contains("Nothing is left to resume.", "Set set is incomplete");
        assertThat(replay.exit()).as(replay.all()).isZero();
        assertThat(replay.json().path("tables").findValuesAsText("runId")).containsExactly("second--t1");
        assertThat(copied("App-B")).isEqualTo(2);
        assertThat(nothing.err()).contains("no run of set set has refused items");
    }

    @Test
    void compares_mirrors_and_refreshes_sets() {
        both("App-A", 30);
        both("App-B", 20);
        Tables.put(cli.target(), "App-A", Tables.numbered(10));
        Tables.put(cli.target(), "App-B", Tables.numbered(20));
        Tables.put(cli.target(), "App-B", List.of(Tables.item("id", "extra")));

        Ran compared = cli.run("compare production/App-* development --json");
        Ran mirrored = cli.run("copy production/App-* development --mode mirror --yes --backup never --json");
        Ran equal = cli.run("compare production/App-* development");
        Ran shown = cli.run("compare production/App-* development --show 3");

        assertThat(compared.exit()).as(compared.all()).isEqualTo(3);
        assertThat(compared.json().path("counts").path("missing").asInt()).isEqualTo(20);
        assertThat(compared.json().path("counts").path("extra").asInt()).isEqualTo(1);
        assertThat(mirrored.exit()).as(mirrored.all()).isZero();
        assertThat(mirrored.json().path("counts").path("deleted").asInt()).isEqualTo(1);
        assertThat(equal.exit()).as(equal.all()).isZero();
        assertThat(shown.err()).contains("--show and --output must be left out for a set of tables");
    }

    @Test
    void restore_of_a_set_without_backups_says_so() {
        both("App-A", 3);

        cli.run("copy production/App-* development --yes --run-id set");
        Ran none = cli.run("restore set");

        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("set set made no backup that could be restored");
    }

    @Test
    void a_run_of_a_set_is_looked_at_by_itself() {
        both("App-A", 3);
        both("App-B", 4);

        cli.run("copy production/App-* development --yes --run-id set");

        assertThat(cli.run("status set--t2").out()).startsWith("Run set--t2 is complete");
        assertThat(cli.run("status").out().lines()).hasSize(1);
    }

    private double maxCost(String run) throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(cli.runDirectory(run).resolve("control.json").toFile())
                .path("limits")
                .path("maxCost")
                .asDouble();
    }

    private void both(String table, int items) {
        Tables.create(cli.source(), table, "id:S");
        Tables.create(cli.target(), table, "id:S");
        Tables.put(cli.source(), table, Tables.numbered(items));
    }

    private int copied(String table) {
        return Tables.items(cli.target(), table).size();
    }
}
