// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What sets of tables cost on this machine, in processes of their own against DynamoDB Local; it prints the figures of
 * docs/benchmarks.md and runs only when it is named.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class SetBench {
    private static final List<String> HEAP = List.of("-Xmx256m", "-XX:TieredStopAtLevel=4");
    private static final String LISTED = "fanout: calls are listed in ";
    private static final double TICKS_PER_SECOND = 100;

    @RegisterExtension
    final Cli cli = new Cli();

    @Test
    void twenty_tables_of_a_thousand_items_by_one_command_and_by_twenty() throws Exception {
        IntStream.range(0, 20).forEach(i -> table("Set-" + i, 1_000));
        IntStream.range(0, 20).forEach(i -> table("One-" + i, 1_000));

        Cost set = run("copy", "production/Set-*", "development", "--yes");
        Cost single = new Cost(0, 0, 0);
        for (int i = 0; i < 20; i++) {
            single = single.plus(run("copy", "production/One-" + i, "development", "--yes"));
        }

        print("20 tables of 1,000 items, one command", set);
        print("20 tables of 1,000 items, twenty commands", single);
    }

    @Test
    void a_plan_of_two_hundred_tables() throws Exception {
        IntStream.range(0, 200).forEach(i -> table("Plan-" + i, 20));

        print("plan of 200 tables", run("copy", "production/Plan-*", "development", "--dry-run"));
        Cli.Ran listed = cli.run("copy", "production/Plan-*", "development", "--dry-run", "--debug");
        String log = listed.err()
                .lines()
                .filter(line -> line.startsWith(LISTED))
                .map(line -> line.substring(LISTED.length()))
                .findFirst()
                .orElseThrow();
        System.out.println("calls, with some lines about the machine: "
                + Files.readAllLines(Path.of(log)).size());
    }

    @Test
    void five_hundred_tables_in_256_MB_of_heap() throws Exception {
        IntStream.range(0, 500).forEach(i -> table("Many-" + i, 20));

        print("500 tables of 20 items", run("copy", "production/Many-*", "development", "--yes"));
        assertThat(IntStream.range(0, 500)
                        .filter(i -> cli.target()
                                        .scan(scan -> scan.tableName("Many-" + i))
                                        .count()
                                != 20)
                        .count())
                .isZero();
    }

    /** Of a process, or of several one after the other. */
    private record Cost(double seconds, double cpuSeconds, double residentMb) {
        Cost plus(Cost more) {
            return new Cost(
                    seconds + more.seconds, cpuSeconds + more.cpuSeconds, Math.max(residentMb, more.residentMb));
        }
    }

    private Cost run(String... command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        double cpu = 0;
        double resident = 0;
        try (Child child = Child.start(cli, HEAP, command)) {
            while (child.isAlive()) {
                cpu = Math.max(cpu, cpuSeconds(child.pid()));
                resident = Math.max(resident, residentMb(child.pid()));
                Thread.sleep(10);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            Cli.Ran ran = child.await();
            assertThat(ran.exit()).as(ran.all()).isZero();
            return new Cost(seconds, cpu, resident);
        }
    }

    private static void print(String what, Cost cost) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, %.1f CPU-seconds, %.0f MB resident%n",
                what,
                cost.seconds(),
                cost.cpuSeconds(),
                cost.residentMb());
    }

    private static double cpuSeconds(long pid) {
        String stat = proc(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Integer.parseInt(fields[11]) + Integer.parseInt(fields[12])) / TICKS_PER_SECOND;
    }

    private static double residentMb(long pid) {
        return proc(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
                .mapToDouble(kilobytes -> kilobytes / 1024.0)
                .findFirst()
                .orElse(0);
    }

    /** Empty once the process has gone. */
    private static String proc(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException gone) {
            return "";
        }
    }

    private void table(String name, int items) {
        Tables.create(cli.source(), name, "id:S");
        Tables.create(cli.target(), name, "id:S");
        Tables.put(cli.source(), name, Tables.numbered(items));
    }
}
