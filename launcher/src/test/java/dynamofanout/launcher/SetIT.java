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

        Ran ran = cli.run("copy", "production/App-*", "development", "--yes", "--run-id", "nightly", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        JsonNode json = ran.json();
        assertThat(json.path("setId").asText()).isEqualTo("nightly");
        assertThat(json.path("verdict").asText()).isEqualTo("complete");
        assertThat(json.path("tables").findValuesAsText("runId")).containsExactly("nightly--t1", "nightly--t2");
        assertThat(json.path("counts").path("read").asInt()).isEqualTo(50);
        assertThat(json.path("counts").path("written").asInt()).isEqualTo(50);
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

        Ran ran = cli.run("copy", "production/prod-*", "development/dev-*", "--yes");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(copied("dev-Orders")).isEqualTo(5);
    }

    @Test
    void names_and_patterns_add_up_and_exceptions_are_left_out() {
        List.of("Orders", "App-A", "App-B", "App-tmp-C", "Other").forEach(table -> both(table, 3));

        Ran ran = cli.run(
                "copy",
                "production",
                "development",
                "--table",
                "Orders",
                "--table",
                "App-*",
                "--except",
                "App-tmp-*",
                "--yes",
                "--json");

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

        Ran ran = cli.run("copy", "production/App-*", "development", "--yes");

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

        Ran ran = cli.run("copy", "production/App-*", "development", "--yes", "--skip-refused");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("left out App-B: table App-B in development does not exist");
        assertThat(copied("App-A")).isEqualTo(3);
    }

    @Test
    void what_fits_one_table_only_is_refused_for_a_set() {
        assertThat(cli.run("copy", "production/App-*", "development", "--segments", "3")
                        .err())
                .contains("--segments must be left out for a set of tables");
        assertThat(cli.run("copy", "production/App-*", "development", "--filter", "a = 1")
                        .err())
                .contains("--filter must be left out for a set of tables");
        assertThat(cli.run("copy", "production/App-*", "development", "--partition-key", "id=1")
                        .err())
                .contains("select must be left out for a set of tables");
        assertThat(cli.run("copy", "production/Orders", "development", "--tables-at-once", "3")
                        .err())
                .contains("--table must be a pattern with * or a list");
        assertThat(cli.run("copy", "production/App-*", "development/Orders").err())
                .contains("--target-table must be left out for a set of tables, or be a pattern with one *");
        assertThat(cli.run("copy", "production/App-*", "development", "--tables-at-once", "0")
                        .err())
                .contains("--tables-at-once must be a whole number from 1 to 100, got: 0");
    }

    @Test
    void patterns_only_match_tables_that_fanout_json_allows() throws Exception {
        cli.fanoutJson("{\"environments\":{"
                + "\"from\":{\"account\":\"111111111111\",\"region\":\"eu-west-1\",\"profile\":\"production\",\"tables\":[\"App-*\"]},"
                + "\"to\":{\"account\":\"222222222222\",\"region\":\"eu-west-1\",\"profile\":\"development\",\"tables\":[\"*\"]}}}");
        both("App-A", 3);
        both("Secret", 3);

        Ran ran = cli.run("copy", "from/*", "to", "--yes", "--json");

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

        Ran ran = cli.run("copy", "production/App-*", "development", "--dry-run", "--backup", "never");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out())
                .contains("production: App-*", "  App-Orders ", "  all 2", "Dry run: nothing was written.");
        assertThat(ran.out().lines().takeWhile(line -> !line.contains("warning")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(ran.out()).contains("warning  App-Orders: the target is not empty");
        assertThat(cli.run("status").out()).contains("No runs yet");
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
