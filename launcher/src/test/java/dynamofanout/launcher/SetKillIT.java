// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sets as processes that are killed, interrupted, stopped and limited from outside: no table is forgotten or copied twice. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class SetKillIT {
    private static final List<String> TABLES = List.of("App-A", "App-B", "App-C", "App-D", "App-E");
    private static final int ITEMS = 400;

    @RegisterExtension
    final Cli cli = new Cli();

    @Test
    void forgets_no_table_however_often_it_is_killed() throws Exception {
        givenTables();
        var random = new Random();
        long seed = random.nextLong();
        random.setSeed(seed);
        Child child = startCopy("--write-units 100 --tables-at-once 2");

        for (int kills = 0; kills < 4; kills++) {
            int alreadyThere = arrived();
            int more = 1 + random.nextInt(150);
            child.until(() -> arrived() >= alreadyThere + more);
            child.kill();
            child = Child.start(cli, "resume night --json");
        }
        cli.run("limit night --write-units none");
        Cli.Ran last = child.await();

        assertThat(last.exit()).as("seed " + seed + ": " + last.all()).isZero();
        assertThat(last.json().path("verdict").asText()).isEqualTo("complete");
        assertThat(last.json().path("tables")).hasSize(5);
        assertThat(last.json().path("counts").path("read").asInt()).isEqualTo(5 * ITEMS);
        assertTablesAreEqual();
    }

    @Test
    void goes_on_from_whatever_a_kill_left_and_touches_no_table_that_is_complete() throws Exception {
        givenTables();
        Cli.Ran first = cli.run("copy production/App-* development --yes --run-id night --json");
        // between two steps of each run's beginning, and before its end was written
        delete("night--t2", "summary.json");
        delete("night--t3", "summary.json");
        delete("night--t3", "segment-00000.json");
        delete("night--t4", "control.json");
        deleteAll("night--t4", "segment");
        deleteAll("night--t5", "");
        cli.target().deleteItem(item -> item.tableName("App-A").key(Tables.item("id", "item-7")));
        cli.target().deleteItem(item -> item.tableName("App-E").key(Tables.item("id", "item-7")));

        Cli.Ran status = cli.run("status night");
        Cli.Ran resumed = cli.run("resume night --json");

        assertThat(first.exit()).as(first.all()).isZero();
        assertThat(status.out()).contains("App-E: not begun").contains("next     fanout resume night");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.err()).contains("Resuming set night: 4 of 5 tables are not through");
        assertThat(arrived("App-A")).isEqualTo(ITEMS - 1);
        assertThat(arrived("App-E")).isEqualTo(ITEMS);
        assertThat(resumed.json().path("tables").get(0))
                .isEqualTo(first.json().path("tables").get(0));
    }

    @Test
    void a_table_that_appears_later_is_not_in_the_set_and_one_that_vanishes_fails_alone() throws Exception {
        givenTables();
        cli.run("copy production/App-* development --yes --run-id night");
        deleteAll("night--t3", "");
        deleteAll("night--t4", "");
        cli.source().deleteTable(table -> table.tableName("App-C"));
        Tables.create(cli.source(), "App-New", "id:S");
        Tables.create(cli.target(), "App-New", "id:S");

        Cli.Ran resumed = cli.run("resume night --json");

        assertThat(resumed.exit()).as(resumed.all()).isEqualTo(1);
        JsonNode tables = resumed.json().path("tables");
        assertThat(tables).hasSize(5);
        assertThat(tables.get(2).path("table").asText()).isEqualTo("App-C");
        assertThat(tables.get(2).path("verdict").asText()).isEqualTo("failed");
        assertThat(tables.get(2).path("reason").asText()).startsWith("table App-C in production does not exist");
        assertThat(tables.get(3).path("verdict").asText()).isEqualTo("complete");
        assertThat(resumed.json().path("verdict").asText()).isEqualTo("failed");
        assertThat(resumed.json().path("next").asText()).isEqualTo("fanout resume night");
    }

    @Test
    void stops_in_order_when_told_so_from_another_process_and_shows_one_line_in_the_list() throws Exception {
        givenTables();
        Child child = startCopy("--write-units 50 --tables-at-once 2");
        child.until(() -> arrived() > 0);
        Cli.Ran whileGoing = cli.run("status latest");
        Cli.Ran list = cli.run("status");

        Cli.Ran stop = cli.run("stop nig");

        Cli.Ran stopped = child.await();
        assertThat(whileGoing.out())
                .startsWith("Set night is going on, started ")
                .contains("2 going on, 3 waiting of 5 tables");
        assertThat(list.out().lines()).hasSize(1);
        assertThat(list.out()).contains("night ", "going on", "production/App-* -> development (5 tables)");
        assertThat(stop.exit()).as(stop.all()).isZero();
        assertThat(stop.out()).contains("Set night is stopped: 5 stopped of 5 tables");
        assertThat(stopped.exit()).isEqualTo(3);
        assertThat(stopped.json().path("verdict").asText()).isEqualTo("stopped");
        assertThat(stopped.json().path("next").asText()).isEqualTo("fanout resume night");
        assertThat(stopped.json().path("tables").get(4).path("reason").asText()).isEqualTo("stopped by fanout stop");
        Cli.Ran resumed = cli.run("resume night --write-units 100000");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void a_limit_of_the_set_holds_for_tables_that_go_on_and_for_those_that_have_not_begun() throws Exception {
        givenTables();
        Child child = startCopy("--write-units 5 --tables-at-once 2"); // 200 s, if it stayed so
        child.until(() -> arrived() > 0);

        Cli.Ran limit = cli.run("limit night --write-units none");

        Cli.Ran ran = child.await();
        assertThat(limit.out()).contains("Set night, each table: any number of read and any number of write units/s");
        assertThat(ran.exit()).as(ran.all()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void an_interrupt_ends_all_its_runs_in_order() throws Exception {
        assumeThat(isIgnored()).as("signal is ignored in this environment").isFalse();
        givenTables();
        Child child = startCopy("--write-units 50 --tables-at-once 3");
        child.until(() -> arrived() > 0);

        child.signal("TERM");

        Cli.Ran interrupted = child.await();
        assertThat(interrupted.exit()).as(interrupted.all()).isEqualTo(130);
        assertThat(interrupted.err()).containsOnlyOnce("Stopping: waiting for calls under way");
        assertThat(interrupted.json().path("verdict").asText()).isEqualTo("stopped");
        assertThat(cli.run("resume night --write-units 100000").exit()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void refuses_a_second_process_on_the_same_set_while_the_first_lives() throws Exception {
        givenTables();
        try (Child child = startCopy("--write-units 20")) {
            child.until(() -> arrived() > 0);

            Cli.Ran second = cli.run("resume night");
            Cli.Ran same = cli.run("copy production/App-* development --yes --run-id night");
            Cli.Ran asItsRun = cli.copy("App-A", "--run-id night--t9");

            assertThat(second.exit()).isEqualTo(2);
            assertThat(second.err()).contains("run night is being carried out by another process");
            assertThat(same.err()).contains("run id night is taken");
            assertThat(asItsRun.err()).contains("run id night--t9 is taken");
        }
    }

    private Child startCopy(String... more) throws IOException {
        List<String> copy =
                List.of(CommandLineWords.of("copy production/App-* development --yes --run-id night --json"));
        return Child.start(cli, CommandLineWords.with(copy, more));
    }

    private void givenTables() {
        for (String table : TABLES) {
            Tables.create(cli.source(), table, "id:S");
            Tables.create(cli.target(), table, "id:S");
            Tables.put(cli.source(), table, Tables.numbered(ITEMS));
        }
    }

    private void delete(String run, String part) throws IOException {
        Files.delete(cli.runDirectory(run).resolve(part));
    }

    private void deleteAll(String run, String beginning) throws IOException {
        try (Stream<Path> parts = Files.list(cli.runDirectory(run))) {
            for (Path part : parts.toList()) {
                if (String.valueOf(part.getFileName()).startsWith(beginning)) {
                    Files.delete(part);
                }
            }
        }
        if (beginning.isEmpty()) {
            Files.delete(cli.runDirectory(run));
        }
    }

    private int arrived() {
        return TABLES.stream().mapToInt(this::arrived).sum();
    }

    private int arrived(String table) {
        return cli.target()
                .scan(scan -> scan.tableName(table).select("COUNT").limit(10_000))
                .count();
    }

    private void assertTablesAreEqual() {
        for (String table : TABLES) {
            assertThat(Tables.items(cli.target(), table)).as(table).isEqualTo(Tables.items(cli.source(), table));
        }
    }

    /** A shell that starts tests in the background may have the signal ignored, and children inherit that. */
    private static boolean isIgnored() throws IOException {
        String status = Files.readString(Path.of("/proc/self/status"));
        String mask = status.lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElse("0");
        return (Long.parseUnsignedLong(mask, 16) >> 14 & 1) == 1;
    }
}
