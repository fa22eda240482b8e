package dynamofanout.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Prints the figures of docs/benchmarks.md; asserts only which order is better. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PartitionSimulationTest {
    private static final int SEGMENTS = 64;

    @Test
    void spread_order_uses_more_of_a_partitioned_target_than_plain_order() {
        for (int workers : new int[] {8, 16, 32}) {
            double spread = used("spread", spreadOrder(), workers);
            double plain = used("plain", IntStream.range(0, SEGMENTS).boxed().toList(), workers);

            assertThat(spread).isGreaterThan(plain);
        }
    }

    private static double used(String order, List<Integer> segments, int workers) {
        var simulation = new PartitionSimulation(8, 1_000, segments, 10_000);
        double used = simulation.usedShare(workers);
        System.out.printf(
                "8 partitions of 1,000 units/s, %d workers, %s order: %.0f %% used, %.1f %% of calls throttled%n",
                workers, order, 100 * used, 100 * simulation.throttledShare());
        return used;
    }

    private static List<Integer> spreadOrder() {
        return IntStream.range(0, SEGMENTS)
                .map(n -> Integer.reverse(n) >>> 26)
                .boxed()
                .toList();
    }
}
