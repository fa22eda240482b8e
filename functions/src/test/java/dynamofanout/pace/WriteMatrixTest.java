package dynamofanout.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.pace.WriteSimulation.Dealer;
import dynamofanout.pace.WriteSimulation.Figures;
import dynamofanout.pace.WriteSimulation.Work;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a table's partitions a copy uses, in virtual time. Prints the figures of docs/benchmarks.md. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WriteMatrixTest {
    private static final int SEEDS = 3;
    private static final double SECONDS = 90;

    /** Name, partitions, units of each, writers, burst, size, latency, faults, table limit, form, fleet. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one partition,            1, 1000, 16,  0.2, 1,   10, 0,    0,     even, local",
        "4 partitions,             4, 1000, 16,  0.2, 1,   10, 0,    0,     even, local",
        "8 partitions,             8, 1000, 16,  0.2, 1,   10, 0,    0,     even, local",
        "4 of 32 writers,          4, 1000, 32,  0.2, 1,   10, 0,    0,     even, local",
        "8 of 32 writers,          8, 1000, 32,  0.2, 1,   10, 0,    0,     even, local",
        "32 of 32 writers,        32, 1000, 32,  0.2, 1,   10, 0,    0,     even, local",
        "5 partitions,             5, 1000, 16,  0.2, 1,   10, 0,    0,     even, local",
        "5 of 32 writers,          5, 1000, 32,  0.2, 1,   10, 0,    0,     even, local",
        "12 of 32 writers,        12, 1000, 32,  0.2, 1,   10, 0,    0,     even, local",
        "30 of 64 writers,        30, 1000, 64,  0.2, 1,   10, 0,    0,     even, local",
        "8 and the first is full,  8, 1000, 16,  0.2, 1,   10, 0,    0,     double, local",
        "a third in one,           8, 1000, 32,  0.2, 1,   10, 0,    0,     third, local",
        "8 and uneven segments,    8, 1000, 16,  0.2, 1,   10, 0,    0,     uneven, local",
        "8 and burst of 1 s,       8, 1000, 16,  1,   1,   10, 0,    0,     even, local",
        "8 and burst of 5 s,       8, 1000, 16,  5,   1,   10, 0,    0,     even, local",
        "8 and burst of 30 s,      8, 1000, 16,  30,  1,   10, 0,    0,     even, local",
        "8 and items of 20 KB,     8, 1000, 16,  0.2, 20,  10, 0,    0,     even, local",
        "8 and small items,        8, 1000, 16,  0.2, 1,   5,  0,    0,     even, local",
        "8 and latency of 30 ms,   8, 1000, 16,  0.2, 1,   30, 0,    0,     even, local",
        "8 on a busy machine,      8, 1000, 16,  0.2, 1,   10, 0,    0,     busy, local",
        "8 and 1 % faults,         8, 1000, 16,  0.2, 1,   10, 0.01, 0,     even, local",
        "8 of 32 and 1 % faults,   8, 1000, 32,  0.2, 1,   10, 0.01, 0,     even, local",
        "table of 2000,           64, 1000, 16,  0.2, 1,   10, 0,    2000,  even, local",
        "table of 2000 and 32,    64, 1000, 32,  0.2, 1,   10, 0,    2000,  even, local",
        "table of 2000 burst 30,  64, 1000, 16,  30,  1,   10, 0,    2000,  even, local",
        "table of 10000,          64, 1000, 16,  0.2, 1,   10, 0,    10000, even, local",
        "table of 10000 and 32,   64, 1000, 32,  0.2, 1,   10, 0,    10000, even, local",
        "index of 4,              64, 1000, 32,  0.2, 1,   10, 0,    0,     index4, local",
        "index with a hot one,    64, 1000, 32,  0.2, 1,   10, 0,    0,     indexhot, local",
        "index of one,            64, 1000, 32,  0.2, 1,   10, 0,    0,     index1, local",
        "32 small partitions,     32, 250,  32,  0.2, 1,   5,  0,    0,     even, local",
        "10 % and 20 % faults 32,  64, 1000, 32,  0.2, 1,   10, 0.2,  0,     even, local",
        "3 % faults 32 writers,    64, 1000, 32,  0.2, 1,   10, 0.03, 0,     even, local",
        "1 % faults 32 writers,    64, 1000, 32,  0.2, 1,   10, 0.01, 0,     even, local",
        "8 and 5 % faults,         8, 1000, 32,  0.2, 1,   10, 0.05,  0,     even, local",
        "fleet 4 of 4,             4, 1000, 4,   0.2, 1,   10, 0,    0,     even, fleet",
        "fleet 8 of 8,             8, 1000, 8,   0.2, 1,   10, 0,    0,     even, fleet",
        "fleet 32 of 32,          32, 1000, 32,  0.2, 1,   10, 0,    0,     even, fleet",
        "fleet 5 of 8,             5, 1000, 8,   0.2, 1,   10, 0,    0,     even, fleet",
        "fleet 8 of 12,            8, 1000, 12,  0.2, 1,   10, 0,    0,     even, fleet",
        "fleet 12 of 16,          12, 1000, 16,  0.2, 1,   10, 0,    0,     even, fleet",
        "fleet 4 of 40,            4, 1000, 40,  0.2, 1,   10, 0,    0,     even, fleet",
        "fleet table of 20000,    64, 1000, 40,  0.2, 1,   10, 0,    20000, even, fleet",
    })
    void matrix(
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
            String company) {
        double used = 0;
        double throttled = 0;
        double inAll = 0;
        double seconds = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            var random = new Random(seed);
            Supplier<TargetTable> table = () -> table(partitions, units, burst, faults, tableLimit, form);
            double possible = table.get().unitsPerSecond();
            int segments = segments(writers);
            int[] items = items(form, segments, partitions, possible * SECONDS / unitsPerItem, random);
            boolean isFleet = company.equals("fleet");
            int inFlight = isFleet ? 8 : Math.max(2, Math.min(16, 32 / writers));
            var work = new Work(
                    items, unitsPerItem, writers, inFlight, latency, isFleet ? 100 : 8, form.equals("busy") ? 0.2 : 0);
            Figures figures = new WriteSimulation(table.get(), work, dealer(writers, segments, isFleet), random).run();
            used += figures.used() / SEEDS;
            throttled += figures.throttled() / SEEDS;
            inAll += figures.usedInAll() / SEEDS;
            seconds += figures.seconds() / SEEDS;
        }
        System.out.printf(
                "%-26s %2d writers: %4.0f %% used, %5.1f %% throttled after 10 s; %4.0f %% over the whole run of %.0f s%n",
                name, writers, 100 * used, 100 * throttled, 100 * inAll, seconds);
        assertThat(used).isPositive();
    }

    private static int segments(int writers) {
        return Integer.getInteger("perWriter", 0) > 0 ? writers * Integer.getInteger("perWriter") : 64;
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

    private static int[] items(String form, int segments, int partitions, double all, Random random) {
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
        return Arrays.stream(weights).mapToInt(weight -> (int) (all * weight / sum)).toArray();
    }

    private static Dealer dealer(int writers, int segments, boolean isFleet) {
        return Boolean.getBoolean("today") ? new Today(writers, segments, isFleet) : new Stretched(writers, segments, isFleet);
    }

    private static final class Today implements Dealer {
        private final ArrayDeque<Integer> queue;
        private final AdaptiveLimit table = new AdaptiveLimit(0);
        private final Bucket ceiling = new Bucket(Double.POSITIVE_INFINITY, 0);
        private final int writers;
        private final boolean isFleet;

        Today(int writers, int segments, boolean isFleet) {
            this.writers = writers;
            this.isFleet = isFleet;
            int bits = 32 - Integer.numberOfLeadingZeros(segments - 1);
            List<Integer> order = IntStream.range(0, 1 << bits)
                    .map(n -> Integer.reverse(n) >>> (32 - bits))
                    .filter(segment -> segment < segments)
                    .boxed()
                    .toList();
            this.queue = new ArrayDeque<>(order);
        }

        @Override
        public Pace pace(int writer) {
            AdaptiveLimit shared = isFleet ? AdaptiveLimit.ofOneOf(writers, 0) : table;
            return new Pace(ceiling, shared, new AdaptiveLimit(0), writers);
        }

        @Override
        public OptionalInt next(int writer, long now) {
            return queue.isEmpty() ? OptionalInt.empty() : OptionalInt.of(queue.remove());
        }
    }

    private static final class Stretched implements Dealer {
        private final SharedThrottling together = SharedThrottling.ofOneOf(1);
        private final Bucket ceiling = new Bucket(Double.POSITIVE_INFINITY, 0);
        private final int writers;
        private final int segments;
        private final boolean isFleet;
        private final int[] next;
        private final int[] end;
        private int dealt;
        private final boolean[] isWorking;
        private final AdaptiveLimit[] limits;

        Stretched(int writers, int segments, boolean isFleet) {
            this.writers = writers;
            this.segments = segments;
            this.isFleet = isFleet;
            this.next = IntStream.range(0, writers).map(i -> i * segments / writers).toArray();
            this.end = IntStream.range(0, writers).map(i -> (i + 1) * segments / writers).toArray();
            this.isWorking = new boolean[writers];
            Arrays.fill(isWorking, true);
            this.limits = new AdaptiveLimit[writers];
        }

        @Override
        public Pace pace(int writer) {
            limits[writer] = AdaptiveLimit.ofWriter(writers, isFleet ? SharedThrottling.ofOneOf(writers) : together, 0);
            return Pace.ofWriter(ceiling, limits[writer], writers);
        }

        @Override
        public OptionalInt next(int writer, long now) {
            if (isFleet && Boolean.getBoolean("map")) {
                int per = (segments + writers - 1) / writers;
                while (dealt < per * writers) {
                    int round = dealt / writers;
                    int w = dealt++ % writers;
                    if (next[w] < end[w]) {
                        return OptionalInt.of(next[w]++);
                    }
                }
                return OptionalInt.empty();
            }
            if (next[writer] < end[writer]) {
                return OptionalInt.of(next[writer]++);
            }
            double rate = limits[writer].unitsPerSecond();
            boolean helps = !limits[writer].isKnown() || rate > 1_200 || (isFleet && rate < 800);
            if (helps) {
                int most = -1;
                for (int i = 0; i < writers; i++) {
                    if (end[i] > next[i] && (most < 0 || end[i] - next[i] > end[most] - next[most])) {
                        most = i;
                    }
                }
                if (most >= 0) {
                    return OptionalInt.of(--end[most]);
                }
            }
            return OptionalInt.empty();
        }

        @Override
        public void ended(int writer, long now) {
            isWorking[writer] = false;
            if (isFleet) {
                return;
            }
            limits[writer].end(now);
            for (int distance = 1; distance < writers; distance++) {
                for (int neighbour : new int[] {writer - distance, writer + distance}) {
                    if (neighbour >= 0 && neighbour < writers && isWorking[neighbour]) {
                        limits[neighbour].inherit(limits[writer], now);
                        return;
                    }
                }
            }
        }
    }
}
