// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.functions.FunctionsHere;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sets of tables that executions of the home carry out, by the launcher. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class SetHomeIT {
    private static final List<String> TABLES = List.of("App-A", "App-B", "App-C");
    private static final int ITEMS = 40;
    private static final String REFRESH =
            "{\"source\": {\"environment\": \"production\", \"table\": \"App-*\"}, \"target\": {\"environment\":"
                    + " \"development\"}}";

    @RegisterExtension
    final Cli cli = new Cli();

    @TempDir
    private Path directory;

    private FunctionsHere functions;
    private HomeDouble home;

    @BeforeEach
    void open_home() throws IOException {
        functions = new FunctionsHere(directory, HomeDouble.FANOUT_JSON, LoopbackDynamoDb.start());
        home = new HomeDouble();
        home.functions(new HandlersHere(functions, home, UnaryOperator.identity()));
        cli.home(functions.dynamo, real -> new HomeHttp(real, home));
        for (String table : TABLES) {
            Tables.create(cli.source(), table, "id:S");
            Tables.create(cli.target(), table, "id:S");
            Tables.put(cli.source(), table, Tables.numbered(ITEMS));
        }
    }

    @AfterEach
    void close_home() {
        home.close();
        functions.close();
    }

    @Test
    void copies_a_set_by_an_execution_for_each_table_and_shows_one_summary() {
        Cli.Ran copy = cli.run("copy production/App-* development --yes --run-id night --json");
        Cli.Ran status = cli.run("status latest --json");
        Cli.Ran list = cli.run("status");
        Cli.Ran again = cli.run("resume night");

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(copy.err())
                .startsWith("Plan of set night: copy (overwrite) of 3 tables")
                .contains("Started: ");
        assertThat(copy.json().path("counts").path("written").asInt()).isEqualTo(3 * ITEMS);
        assertThat(home.executions()).containsExactly("night", "night--t1", "night--t2", "night--t3");
        assertThat(status.json().path("tables")).isEqualTo(copy.json().path("tables"));
        assertThat(list.out().lines()).hasSize(1);
        assertThat(list.out()).contains("night", "complete", "(3 tables)");
        assertThat(again.out()).contains("Nothing is left to resume.");
        assertTablesAreEqual();
    }

    @Test
    void a_refused_table_stops_the_set_before_it_begins() {
        Tables.create(cli.source(), "App-D", "id:S");

        Cli.Ran copy = cli.run("copy production/App-* development --yes");
        Cli.Ran skipped = cli.run("copy production/App-* development --yes --skip-refused");

        assertThat(copy.exit()).isEqualTo(2);
        assertThat(copy.err()).contains("1 table of 4 cannot be copied", "App-D in development does not exist");
        assertThat(skipped.exit()).as(skipped.all()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void a_set_is_limited_stopped_and_resumed_while_it_goes_on() throws Exception {
        Cli.Ran started = cli.run(
                "copy production/App-* development --yes --detach --write-units 2 --tables-at-once 2 --run-id night");
        until(() -> cli.run("status night").exit() == 0);

        Cli.Ran limit = cli.run("limit night --write-units 3");
        Cli.Ran early = cli.run("resume night");
        Cli.Ran stop = cli.run("stop night");
        Cli.Ran resumed = cli.run("resume night --write-units 10000 --json");

        assertThat(started.exit()).as(started.all()).isZero();
        assertThat(started.out()).contains("Set night has been started", "fanout stop night");
        assertThat(limit.out())
                .as(limit.all())
                .contains("Set night, each table: any number of read and at most 3 write units/s");
        assertThat(early.err()).as(early.all()).contains("set night is being carried out by execution night");
        assertThat(stop.out()).as(stop.all()).contains("is stopped");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.err()).contains("Resuming set night by execution night--2");
        assertTablesAreEqual();
    }

    @Test
    void a_plan_is_asked_for_again_where_the_function_s_process_has_ended() {
        var deaths = new AtomicInteger(2);
        var handlers = new HandlersHere(functions, home, UnaryOperator.identity());
        home.functions((function, event) -> {
            if (event.has("planTable") && deaths.getAndDecrement() > 0) {
                throw new HomeDouble.ProcessEnded();
            }
            return handlers.invoke(function, event);
        });

        Cli.Ran dry = cli.run("copy", "production/App-*", "development", "--dry-run");

        assertThat(dry.exit()).as(dry.all()).isZero();
        assertThat(deaths).hasNegativeValue();
    }

    @Test
    void a_dry_run_starts_no_execution() {
        Cli.Ran dry = cli.run("copy production/App-* development --dry-run");

        assertThat(dry.exit()).as(dry.all()).isZero();
        assertThat(dry.out()).contains("  all 3", "Dry run: nothing was written.");
        assertThat(home.executions()).isEmpty();
    }

    @Test
    void what_this_machine_s_file_forbids_is_not_planned() throws IOException {
        cli.fanoutJson(HomeDouble.FANOUT_JSON.replace(
                "\"profile\": \"development\",", "\"profile\": \"development\", \"protected\": true,"));

        Cli.Ran copy = cli.run("copy production/App-* development --yes");

        assertThat(copy.exit()).isEqualTo(2);
        assertThat(copy.err()).contains("environment development is protected");
        assertThat(home.executions()).isEmpty();
    }

    @Test
    void the_doctor_lists_schedules_with_what_each_started_last() throws IOException {
        String every = "{\"name\": \"night\", \"rate\": \"1 day\", \"request\": " + REFRESH + "}";
        cli.fanoutJson(HomeDouble.FANOUT_JSON.replaceFirst(
                "\\{\"home\"",
                "{\"schedules\": [" + every + ", " + every.replace("night", "night-eu") + ", "
                        + every.replace("night", "idle") + "], \"home\""));
        cli.run("copy", "production/App-*", "development", "--yes", "--run-id", "night-0123abcd");
        cli.run("copy", "production/App-A", "development", "--yes", "--run-id", "night-eu-4567abcd");

        Cli.Ran doctor = cli.run("doctor");

        assertThat(doctor.out().lines().filter(line -> line.contains("schedule ")))
                .satisfiesExactly(
                        night -> assertThat(night)
                                .startsWith("ok       schedule night: rate(1 day), last complete (night-0123abcd, "),
                        europe -> assertThat(europe)
                                .startsWith(
                                        "ok       schedule night-eu: rate(1 day), last complete (night-eu-4567abcd, "),
                        idle -> assertThat(idle)
                                .isEqualTo("ok       schedule idle: rate(1 day), has started nothing yet"));
    }

    private void assertTablesAreEqual() {
        for (String table : TABLES) {
            assertThat(Tables.items(cli.target(), table)).as(table).isEqualTo(Tables.items(cli.source(), table));
        }
    }
}
