// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.CopyIT.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Runs as processes that are killed, interrupted, stopped and throttled from outside: nothing is ever lost. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class KillIT {
    private static final String TABLE = "Orders";
    private static final int ITEMS = 2_000;

    @RegisterExtension
    final Cli cli = new Cli();

    @Test
    void loses_nothing_however_often_it_is_killed() throws Exception {
        givenTables();
        var random = new Random();
        long seed = random.nextLong();
        random.setSeed(seed);
        Child child = startCopy("--segments 16 --workers 4 --write-units 300");

        for (int kills = 0; kills < 4; kills++) {
            int alreadyThere = arrived();
            child.until(() -> arrived() > alreadyThere);
            Thread.sleep(random.nextInt(1_500));
            child.kill();
            child = Child.start(cli, "resume night --json");
        }
        cli.run("limit night --write-units none");
        Cli.Ran last = child.await();

        assertThat(last.exit()).as("seed " + seed + ": " + last.all()).isZero();
        assertThat(counts(last)).isEqualTo("read 2000 = written 2000");
        assertThat(last.json().path("segments")).hasToString("{\"total\":16,\"done\":16}");
        assertTablesAreEqual();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "changed"})
    void a_refresh_loses_nothing_and_writes_nothing_that_is_there_when_it_is_killed(String mode) throws Exception {
        givenTables();
        Tables.put(cli.target(), TABLE, Tables.numbered(1_500));
        Child child = startCopy("--mode", mode, "--segments", "8", "--workers", "2", "--write-units", "100");

        for (int kills = 0; kills < 2; kills++) {
            int alreadyThere = arrived();
            child.until(() -> arrived() > alreadyThere + 50);
            child.kill();
            child = Child.start(cli, "resume night --json");
        }
        Cli.Ran last = child.await();

        assertThat(last.exit()).as(last.all()).isZero();
        assertThat(last.json().path("counts").path("read").asInt()).isEqualTo(ITEMS);
        assertThat(last.json().path("counts").path("written").asInt()).isLessThanOrEqualTo(500);
        assertTablesAreEqual();
    }

    @Test
    void a_mirror_ends_right_when_it_is_killed_while_it_copies_before_it_deletes_and_while_it_deletes()
            throws Exception {
        givenTables();
        Tables.put(cli.target(), TABLE, Tables.numbered(ITEMS + 300));
        for (int i = 0; i < 300; i++) {
            String missing = "item-" + i;
            cli.target().deleteItem(delete -> delete.tableName(TABLE).key(Tables.item("id", missing)));
        }
        String[] mirror = {"--mode", "mirror", "--max-deletes", "300", "--segments", "4", "--write-units", "100"};

        Child copying = startCopy(mirror);
        copying.until(() -> arrived() > ITEMS + 50);
        copying.kill();
        Child beforeDeleting = Child.start(cli, "resume night");
        beforeDeleting.until(() -> arrived() == ITEMS + 300);
        beforeDeleting.kill();
        int afterCopying = arrived();
        Child deleting = Child.start(cli, "resume night");
        deleting.until(() -> arrived() < ITEMS + 250);
        deleting.kill();
        Cli.Ran last = Child.start(cli, "resume night --json").await();

        assertThat(afterCopying).isGreaterThan(ITEMS + 250);
        assertThat(last.exit()).as(last.all()).isZero();
        assertThat(last.json().path("counts").path("read").asInt()).isEqualTo(ITEMS);
        assertThat(last.json().path("counts").path("extra").asInt()).isEqualTo(300);
        assertThat(last.json().path("counts").path("deleted").asInt()).isLessThanOrEqualTo(300);
        assertTablesAreEqual();
    }

    @Test
    void says_that_a_killed_run_is_interrupted_and_how_to_go_on() throws Exception {
        givenTables();
        Child child = startCopy("--write-units 50");
        child.until(() -> arrived() > 0);
        Cli.Ran whileGoing = cli.run("status night");
        Cli.Ran listWhileGoing = cli.run("status");
        child.kill();

        Cli.Ran status = cli.run("status night");
        Cli.Ran list = cli.run("status");

        assertThat(whileGoing.out())
                .startsWith("Run night is going on, started ")
                .contains("1 worker");
        assertThat(listWhileGoing.out()).contains("going on");
        assertThat(status.out())
                .startsWith("Run night is interrupted, started ")
                .endsWith("  next     fanout resume night" + System.lineSeparator());
        assertThat(list.out()).contains("interrupted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void drains_saves_and_says_how_to_go_on_when_it_is_interrupted(String signal) throws Exception {
        assumeThat(isIgnored(signal))
                .as("signal is ignored in this environment")
                .isFalse();
        givenTables();
        Child child = startCopy("--write-units 100 --segments 4");
        child.until(() -> arrived() > 0);

        child.signal(signal);

        Cli.Ran interrupted = child.await();
        assertThat(interrupted.exit()).as(interrupted.all()).isEqualTo(130);
        assertThat(interrupted.out())
                .contains("Stopping: waiting for calls under way, then saving progress (Ctrl-C again exits at once)")
                .contains("Run night is stopped: interrupted by Ctrl-C or kill")
                .endsWith("  next     fanout resume night" + System.lineSeparator());
        Cli.Ran resumed = cli.run("resume night --write-units 100000 --json");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(counts(resumed)).isEqualTo("read 2000 = written 2000");
        assertTablesAreEqual();
    }

    @Test
    void refuses_a_second_process_on_the_same_run_while_the_first_lives() throws Exception {
        givenTables();
        try (Child child = startCopy("--write-units 50")) {
            child.until(() -> arrived() > 0);

            Cli.Ran second = cli.run("resume night");
            Cli.Ran same = cli.copy(TABLE, "--run-id night");

            assertThat(second.exit()).isEqualTo(2);
            assertThat(second.err())
                    .isEqualToNormalizingNewlines("fanout: run night is being carried out by another process: wait for"
                            + " it, or stop it by `fanout stop night`\n");
            assertThat(same.exit()).isEqualTo(2);
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void stops_in_order_when_told_so_from_another_process() throws Exception {
        givenTables();
        Child child = startCopy("--write-units 100 --segments 8 --json");
        child.until(() -> arrived() > 0);

        Cli.Ran stop = cli.run("stop night --json");

        Cli.Ran stopped = child.await();
        assertThat(stop.exit()).as(stop.all()).isZero();
        assertThat(stop.json()).isEqualTo(stopped.json());
        assertThat(stopped.exit()).isEqualTo(3);
        assertThat(stopped.json().path("verdict").textValue()).isEqualTo("stopped");
        assertThat(stopped.json().path("reason").textValue()).isEqualTo("stopped by fanout stop");
        assertThat(stopped.json().path("next").textValue()).isEqualTo("fanout resume night");
        assertThat(arrived()).isLessThan(ITEMS);
        Cli.Ran resumed = cli.run("resume night --write-units 100000 --json");
        assertThat(counts(resumed)).isEqualTo("read 2000 = written 2000");
        assertTablesAreEqual();
    }

    @Test
    void takes_another_ceiling_from_another_process() throws Exception {
        givenTables();
        Child child = startCopy("--write-units 10 --json"); // 200 s, if it stayed so
        child.until(() -> arrived() > 0);

        Cli.Ran limit = cli.run("limit night --write-units none --read-units 1000");

        assertThat(limit.out())
                .isEqualToNormalizingNewlines("Run night: at most 1,000 read and any number of write units/s\n");
        Cli.Ran done = child.await();
        assertThat(done.exit()).as(done.all()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void ends_with_one_sentence_when_its_directory_is_removed() throws Exception {
        givenTables();
        Child child = startCopy("--write-units 50");
        child.until(() -> arrived() > 0);

        delete(cli.runDirectory("night"));

        Cli.Ran ran = child.await();
        assertThat(ran.exit()).as(ran.all()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines("fanout: the run's directory " + cli.runDirectory("night")
                        + " is gone; nothing more can be saved\n");
        assertThat(cli.runDirectory("night")).doesNotExist();
    }

    private void givenTables() {
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(ITEMS));
    }

    private Child startCopy(String... more) throws IOException {
        List<String> copy = List.of(CommandLineWords.of(
                "copy --source production --target development --local --yes --run-id night --table " + TABLE));
        return Child.start(cli, CommandLineWords.with(copy, more));
    }

    private int arrived() {
        return cli
                .target()
                .scanPaginator(
                        scan -> scan.tableName(TABLE).select(Select.COUNT).limit(1_000))
                .stream()
                .mapToInt(page -> page.count())
                .sum();
    }

    private void assertTablesAreEqual() {
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(ITEMS).isEqualTo(Tables.items(cli.source(), TABLE));
    }

    /** Whether this process, and so its children, ignores the signal: a shell's background jobs ignore SIGINT. */
    private static boolean isIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .orElse("0");
        return new BigInteger(mask, 16).testBit(signal.equals("INT") ? 1 : 14);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
