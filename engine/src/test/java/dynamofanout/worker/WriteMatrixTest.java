// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.pace.Pace;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.run.Control;
import dynamofanout.run.StretchPieces;
import dynamofanout.run.Stretches;
import dynamofanout.worker.RunPaces.Sharing;
import dynamofanout.worker.WriteSimulation.Dealer;
import dynamofanout.worker.WriteSimulation.Figures;
import dynamofanout.worker.WriteSimulation.Work;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much of a table's partitions a copy uses, in virtual time: the real paces and the real order of segments. Prints the
 * figures of docs/benchmarks.md ({@code -Dseeds=3}: their means).
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WriteMatrixTest {
    private static final int SEEDS = Integer.getInteger("seeds", 1);
    private static final int SEGMENTS_OF_WRITER = 4;

    /** The least time that the table needs. */
    private static final double SECONDS = 90;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // partitions, units of each, writers, seconds of burst, units of an item, latency, faults, table, form -> used,
        // throttled
        "one partition,             1, 1000, 16, 0.2, 1,  10, 0,    0,     even,     0.97, 0.05",
        "4 partitions,              4, 1000, 16, 0.2, 1,  10, 0,    0,     even,     0.90, 0.05",
        "8 partitions,              8, 1000, 16, 0.2, 1,  10, 0,    0,     even,     0.90, 0.05",
        "4 partitions,              4, 1000, 32, 0.2, 1,  10, 0,    0,     even,     0.90, 0.05",
        "8 partitions,              8, 1000, 32, 0.2, 1,  10, 0,    0,     even,     0.90, 0.05",
        "32 partitions,            32, 1000, 32, 0.2, 1,  10, 0,    0,     even,     0.90, 0.05",
        "32 partitions of 250,     32, 250,  32, 0.2, 1,  5,  0,    0,     even,     0.90, 0.05",
        "5 partitions,              5, 1000, 32, 0.2, 1,  10, 0,    0,     even,     0.85, 0.05",
        "12 partitions,            12, 1000, 32, 0.2, 1,  10, 0,    0,     even,     0.85, 0.05",
        "30 partitions,            30, 1000, 64, 0.2, 1,  10, 0,    0,     even,     0.85, 0.05",
        "8 and a twice as full one, 8, 1000, 32, 0.2, 1,  10, 0,    0,     double,   0.85, 0.05",
        "8 and a third in one,      8, 1000, 32, 0.2, 1,  10, 0,    0,     third,    0.85, 0.05",
        "8 and uneven segments,     8, 1000, 32, 0.2, 1,  10, 0,    0,     uneven,   0.85, 0.05",
        "8 with a burst of 1 s,     8, 1000, 32, 1,   1,  10, 0,    0,     even,     0.90, 0.05",
        "8 with a burst of 5 s,     8, 1000, 32, 5,   1,  10, 0,    0,     even,     0.90, 0.05",
        "8 with a burst of 30 s,    8, 1000, 32, 30,  1,  10, 0,    0,     even,     0.90, 0.05",
        "8 with items of 20 KB,     8, 1000, 32, 0.2, 20, 10, 0,    0,     even,     0.85, 0.05",
        "8 with a latency of 30 ms, 8, 1000, 32, 0.2, 1,  30, 0,    0,     even,     0.90, 0.05",
        "8 and a busy machine,      8, 1000, 32, 0.2, 1,  10, 0,    0,     busy,     0.90, 0.05",
        "8 and 1 % faults,          8, 1000, 32, 0.2, 1,  10, 0.01, 0,     even,     0.85, 0.06",
        "8 and 5 % faults,          8, 1000, 32, 0.2, 1,  10, 0.05, 0,     even,     0.30, 0.15",
        "64 and 1 % faults,        64, 1000, 32, 0.2, 1,  10, 0.01, 0,     even,     0.30, 0.05",
        "64 and 20 % faults,       64, 1000, 32, 0.2, 1,  10, 0.2,  0,     even,     0.10, 0.35",
        "4 and 60 % faults,         4, 1000, 16, 0.2, 1,  10, 0.6,  0,     even,     0.01, 0.75",
        "table of 10,               4, 1000, 16, 0.2, 1,  10, 0,    10,    even,     0.80, 0.75",
        "table of 2000,            64, 1000, 32, 0.2, 1,  10, 0,    2000,  even,     0.97, 0.04",
        "table of 2000 with 30 s,  64, 1000, 32, 30,  1,  10, 0,    2000,  even,     0.97, 0.05",
        "table of 10000,           64, 1000, 32, 0.2, 1,  10, 0,    10000, even,     0.90, 0.05",
        "index of 4,               64, 1000, 32, 0.2, 1,  10, 0,    0,     index4,   0.90, 0.05",
        "index with a hot one,     64, 1000, 32, 0.2, 1,  10, 0,    0,     indexhot, 0.90, 0.05",
        "index of one,             64, 1000, 32, 0.2, 1,  10, 0,    0,     index1,   0.90, 0.05"
    })
    void local(
            String name,
            int partitions,
            double units,
            int writers,
            double burst,
            double unitsPerItem,
            double latency,
            double faults,
            double tableLimit,
            String form,
            double leastUsed,
            double mostThrottled) {
        Figures figures = Figures.NONE;
        for (int seed = 1; seed <= SEEDS; seed++) {
            TargetTable table = table(partitions, units, burst, faults, tableLimit, form);
            var random = new Random(seed);
            double items = table.unitsPerSecond() * SECONDS / unitsPerItem;
            var work = new Work(
                    items(form, writers, partitions, items, random),
                    unitsPerItem,
                    writers,
                    Math.max(2, 32 / writers),
                    latency,
                    8,
                    form.equals("busy") ? 0.2 : 0);
            figures = figures.plus(new WriteSimulation(table, work, new OneProcess(writers), random).run(), SEEDS);
        }
        print(name, writers, figures);
        assertThat(figures.used()).isGreaterThan(leastUsed);
        assertThat(figures.throttled()).isLessThan(mostThrottled);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // partitions, workers, faults, table -> used, throttled
        "fleet: 4 partitions,       4,  4,  0,   0,     0.90, 0.05",
        "fleet: 8 partitions,       8,  8,  0,   0,     0.90, 0.05",
        "fleet: 32 partitions,     32, 32,  0,   0,     0.90, 0.05",
        "fleet: 5 partitions,       5,  8,  0,   0,     0.80, 0.06",
        "fleet: 8 partitions,       8, 12,  0,   0,     0.80, 0.06",
        "fleet: 12 partitions,     12, 16,  0,   0,     0.80, 0.06",
        "fleet: 4 partitions,       4, 40,  0,   0,     0.85, 0.06",
        "fleet: table of 20000,    64, 40,  0,   20000, 0.90, 0.05",
        "fleet: 4 and 30 % faults,  4,  3,  0.3, 0,     0.02, 0.45",
        "fleet: 4 and 60 % faults,  4,  3,  0.6, 0,     0.005, 0.75",
        "fleet: table of 10,        4,  3,  0,   10,    0.80, 0.45"
    })
    void fleet(
            String name,
            int partitions,
            int writers,
            double faults,
            double tableLimit,
            double leastUsed,
            double mostThrottled) {
        Figures figures = Figures.NONE;
        for (int seed = 1; seed <= SEEDS; seed++) {
            TargetTable table = table(partitions, 1_000, 0.2, faults, tableLimit, "even");
            var random = new Random(seed);
            int[] items = items("even", writers, partitions, table.unitsPerSecond() * SECONDS, random);
            var work = new Work(items, 1, writers, 8, 10, 100, 0);
            figures = figures.plus(new WriteSimulation(table, work, new Fleet(writers), random).run(), SEEDS);
        }
        print(name, writers, figures);
        assertThat(figures.used()).isGreaterThan(leastUsed);
        assertThat(figures.throttled()).isLessThan(mostThrottled);
    }

    @Test
    void partitions_that_are_split_are_filled_within_twenty_seconds() {
        var table = new TargetTable(4, 1_000, 0.2);
        WriteSimulation simulation = even(table, 32, 8_000 * SECONDS, new OneProcess(32));
        simulation.atSecond(30, table::split);

        simulation.run();

        assertThat(simulation.unitsPerSecond(20, 30)).isGreaterThan(0.9 * 4_000);
        assertThat(simulation.unitsPerSecond(50, 70)).isGreaterThan(0.9 * 8_000);
        assertThat(simulation.throttledShare(50, 70)).isLessThan(0.06);
    }

    @Test
    void partitions_that_take_less_are_met_within_seconds_and_those_that_take_more_within_twenty() {
        var table = new TargetTable(8, 1_000, 0.2);
        WriteSimulation simulation = even(table, 32, 8_000 * SECONDS, new OneProcess(32));
        simulation.atSecond(30, () -> table.changePartitions(500));
        simulation.atSecond(60, () -> table.changePartitions(1_000));

        simulation.run();

        assertThat(simulation.unitsPerSecond(35, 60)).isGreaterThan(0.85 * 4_000);
        assertThat(simulation.throttledShare(35, 60)).isLessThan(0.1);
        assertThat(simulation.unitsPerSecond(80, 90)).isGreaterThan(0.9 * 8_000);
    }

    @Test
    void a_ceiling_over_writers_of_different_rates_is_used_whole_and_not_passed() {
        // the first quarter of the hash is in a partition of 100 units/s: its writers leave the ceiling to the others
        var table = new TargetTable(4, 5_000, 0.2);
        table.changePartition(0, 100);
        var process = new OneProcess(32);
        process.limit(1_000, 0);
        WriteSimulation simulation = even(table, 32, 100_000, process);
        simulation.atSecond(40, () -> process.limit(400, 40));
        simulation.atSecond(60, () -> process.limit(2_000, 60));

        simulation.run();

        assertThat(simulation.unitsPerSecond(5, 40)).isBetween(0.97 * 1_000, 1.001 * 1_000);
        assertThat(simulation.unitsPerSecond(41, 60)).isBetween(0.97 * 400, 1.001 * 400);
        assertThat(simulation.unitsPerSecond(62, 75)).isBetween(0.95 * 2_000, 1.001 * 2_000);
        assertThat(simulation.mostInASecond()).isLessThan(1.06 * 2_000);
    }

    /** As twin scans read: from partitions of 3,000 units/s, each throttled call says that a partition is full. */
    @ParameterizedTest
    @CsvSource({"4, 16", "8, 32", "5, 32"})
    void reads_fill_the_partitions_that_they_are_limited_by(int partitions, int workers) {
        var table = new TargetTable(partitions, 3_000, 0.2);
        WriteSimulation simulation = even(table, workers, 3_000 * partitions * SECONDS, new Readers(workers));

        Figures figures = simulation.run();

        print(partitions + " partitions, reads", workers, figures);
        assertThat(figures.used()).isGreaterThan(0.9);
        assertThat(figures.throttled()).isLessThan(0.08);
    }

    private static WriteSimulation even(TargetTable table, int writers, double items, Dealer dealer) {
        var random = new Random(1);
        int[] segments = items("even", writers, table.slots() / 2, items, random);
        return new WriteSimulation(table, new Work(segments, 1, writers, 2, 10, 8, 0), dealer, random);
    }

    private static void print(String name, int writers, Figures figures) {
        System.out.printf(
                "%-26s %2d writers: %4.0f %% used, %5.1f %% throttled; %4.0f %% over the whole run of %.0f s%n",
                name,
                writers,
                100 * figures.used(),
                100 * figures.throttled(),
                100 * figures.usedInAll(),
                figures.seconds());
    }

    private static TargetTable table(
            int partitions, double units, double burst, double faults, double tableLimit, String form) {
        TargetTable table = new TargetTable(partitions, units, burst).withFaults(faults);
        if (tableLimit > 0) {
            table.limitedTo(tableLimit);
        }
        return switch (form) {
            case "index4" -> table.withIndex(4, 1_000, false);
            case "indexhot" -> table.withIndex(4, 1_000, true);
            case "index1" -> table.withIndex(1, 1_000, false);
            default -> table;
        };
    }

    private static int segments(int writers) {
        return Math.max(64, SEGMENTS_OF_WRITER * writers);
    }

    private static int[] items(String form, int writers, int partitions, double all, Random random) {
        int segments = segments(writers);
        double[] weights = new double[segments];
        for (int i = 0; i < segments; i++) {
            boolean isInFirst = i < Math.max(1, segments / partitions);
            weights[i] = switch (form) {
                case "double" -> isInFirst ? 2 : 1;
                case "third" -> isInFirst ? (partitions - 1) / 2.0 : 1;
                case "uneven" -> random.nextDouble() < 0.3 ? 0 : random.nextDouble() < 0.95 ? random.nextDouble() : 4;
                default -> 0.9 + 0.2 * random.nextDouble();
            };
        }
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights)
                .mapToInt(weight -> (int) (all * weight / sum))
                .toArray();
    }

    /** All writers share a process. */
    private static final class OneProcess implements Dealer {
        private final RunPaces paces;
        private final StretchQueue queue;

        OneProcess(int writers) {
            this.queue = new StretchQueue(new Stretches(segments(writers), writers), 0);
            this.paces = new RunPaces(Sharing.WHOLE_RUN, writers, 64, 0);
        }

        void limit(int unitsPerSecond, long second) {
            var ceilings =
                    new Ceilings(Optional.empty(), Optional.empty(), Optional.of(BigDecimal.valueOf(unitsPerSecond)));
            paces.apply(Control.first("first", ceilings, new Limits(Optional.empty(), 0)), second * 1_000_000_000L);
        }

        @Override
        public Pace pace(int writer) {
            return paces.ofWorker(writer, 0).targetWrites();
        }

        @Override
        public Optional<Integer> next(int writer, long now) {
            Optional<Integer> next = queue.next(writer);
            if (next.isEmpty() && paces.mayHelp(writer)) {
                next = queue.nextElsewhere();
            }
            if (next.isEmpty()) {
                paces.leave(writer, queue.leave(writer), now);
            }
            return next;
        }
    }

    /** All readers of a source share a process. */
    private static final class Readers implements Dealer {
        private final RunPaces paces;
        private final StretchQueue queue;

        Readers(int readers) {
            this.paces = new RunPaces(Sharing.WHOLE_RUN, readers, 64, 0);
            this.queue = new StretchQueue(new Stretches(segments(readers), readers), 0);
        }

        @Override
        public Pace pace(int reader) {
            return paces.ofWorker(reader, 0).sourceReads();
        }

        @Override
        public void throttled(Pace pace, double units, long now) {
            pace.throttled(units, Pace.Throttle.PARTITION, now);
        }

        @Override
        public Optional<Integer> next(int reader, long now) {
            return queue.next(reader).or(queue::nextElsewhere);
        }
    }

    /** Writers know nothing of each other; the Map gives whoever is free the next piece of a stretch. */
    private static final class Fleet implements Dealer {
        private final int writers;
        private final StretchPieces pieces;
        private final Queue<Integer> firsts;
        private final Map<Integer, Optional<Integer>> next = new HashMap<>();

        Fleet(int writers) {
            this.writers = writers;
            this.pieces = new StretchPieces(new Stretches(segments(writers), writers));
            this.firsts = new ArrayDeque<>(pieces.firsts());
        }

        @Override
        public Pace pace(int writer) {
            return new RunPaces(Sharing.ONE_WORKER, writers, 64, 0)
                    .ofWorker(0, 0)
                    .targetWrites();
        }

        @Override
        public Optional<Integer> next(int writer, long now) {
            Optional<Integer> segment =
                    next.getOrDefault(writer, Optional.empty()).or(() -> Optional.ofNullable(firsts.poll()));
            next.put(writer, segment.flatMap(pieces::after));
            return segment;
        }
    }
}
