// SPDX-License-Identifier: Apache-2.0
package dynamofanout.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.Ceilings;
import dynamofanout.run.Summary;
import dynamofanout.run.Verdict;
import dynamofanout.scale.SimulatedTables.Segment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Two hundred workers in virtual time. Prints the figures of docs/benchmarks.md. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScaleSimulationTest {
    private static final int WORKERS = 200;
    private static final int PARTITIONS = 48;
    private static final double SAVE_SECONDS = 10;

    @Test
    void ten_thousand_segments_under_a_ceiling() {
        double ceiling = 20_000;
        var units = Optional.of(BigDecimal.valueOf(ceiling));
        List<Segment> segments = segments(10_000, 20, 12);
        // three segments of 1,000,000 units, each in one partition of its own
        for (int i = 1; i <= 3; i++) {
            segments.set(i * 2_500, new Segment(10_000, 100));
        }
        double longest = 1_000_000 / SimulatedTables.UNITS_OF_PARTITION;
        var simulation =
                new ScaleSimulation(segments, WORKERS, PARTITIONS, 1e9, new Ceilings(units, Optional.empty(), units));

        Summary summary = simulation.run();

        print(summary, simulation);
        assertAllIsThere(summary, simulation, segments);
        SimulatedTables tables = simulation.tables();
        assertThat(tables.writes().most(1)).isLessThanOrEqualTo(ceiling);
        assertThat(tables.reads().most(1)).isLessThanOrEqualTo(ceiling);
        assertThat(simulation.deaths()).isBetween(80, 120);
        assertThat(simulation.loops()).isGreaterThanOrEqualTo(3);
        assertThat(simulation.seconds()).isLessThan(1.25 * longest);
        assertStoreWasAskedLittle(summary, simulation);
    }

    @Test
    void two_thousand_segments_into_a_table_that_throttles() {
        double limit = 20_000;
        List<Segment> segments = segments(2_000, 10, 60);
        var simulation = new ScaleSimulation(segments, WORKERS, PARTITIONS, limit, Ceilings.NONE);

        Summary summary = simulation.run();

        print(summary, simulation);
        assertAllIsThere(summary, simulation, segments);
        SimulatedTables tables = simulation.tables();
        int busy = secondOfLastFirstClaim(simulation);
        assertThat(tables.writes().mean(10, busy)).isGreaterThan(0.95 * limit);
        assertThat(tables.throttledShare(10, busy)).isLessThan(0.05);
        assertStoreWasAskedLittle(summary, simulation);
    }

    private static void assertAllIsThere(Summary summary, ScaleSimulation simulation, List<Segment> segments) {
        long items = segments.stream().mapToLong(Segment::items).sum();
        assertThat(summary.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(summary.segmentsDone()).isEqualTo(segments.size());
        assertThat(summary.totals().counts().read()).isEqualTo(items);
        assertThat(summary.totals().counts().written()).isEqualTo(items);
        assertThat(simulation.tables().arrived()).isEqualTo(items);
        assertThat(simulation.superseded()).isZero();
        // a death repeats what was written since the last save, and no more
        assertThat(simulation.tables().puts() - items).isLessThan(10L * simulation.deaths());
    }

    /** A claim for each invocation; a save every ten seconds, one at the end, one after a take-over. */
    private static void assertStoreWasAskedLittle(Summary summary, ScaleSimulation simulation) {
        CountingRunStore store = simulation.store();
        double most = simulation.invocations()
                + simulation.deaths()
                + summary.totals().effort().seconds() / SAVE_SECONDS;
        assertThat(simulation.invocations()).isEqualTo(summary.segments() + simulation.deaths() + simulation.loops());
        assertThat(store.claims()).isEqualTo(simulation.invocations());
        assertThat(store.saves()).isLessThanOrEqualTo((long) most);
        assertThat(store.otherCalls()).isZero();
    }

    /** As keys are distributed in life: many segments are empty, a few are several times as large as the others. */
    private static List<Segment> segments(int count, int unitsPerItem, int most) {
        var random = new Random(42);
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double kind = random.nextDouble();
            int items = kind < 0.3 ? 0 : kind < 0.95 ? 1 + random.nextInt(most) : 4 * most;
            segments.add(new Segment(items, unitsPerItem));
        }
        return segments;
    }

    private static int secondOfLastFirstClaim(ScaleSimulation simulation) {
        return (int) (simulation.store().lastFirstClaim() / 1_000_000_000L);
    }

    private static void print(Summary summary, ScaleSimulation simulation) {
        SimulatedTables tables = simulation.tables();
        CountingRunStore store = simulation.store();
        int busy = secondOfLastFirstClaim(simulation);
        System.out.printf(
                "%,d segments, %,d items, %,.0f write units: %s in %,.0f s, of which %,.0f s after the last segment was"
                        + " claimed; %,d invocations, %d died, %d came to their deadline; %d puts repeated%n",
                summary.segments(),
                tables.arrived(),
                tables.writes().sum(),
                summary.verdict().word(),
                simulation.seconds(),
                simulation.seconds() - busy,
                simulation.invocations(),
                simulation.deaths(),
                simulation.loops(),
                tables.puts() - tables.arrived());
        System.out.printf(
                "  write units/s: %,.0f in the first 10 s, then %,.0f until the last claim, at most %,.0f in 1 s;"
                        + " %.1f %% of calls throttled in the first 10 s, then %.1f %%%n",
                tables.writes().mean(0, 10),
                tables.writes().mean(10, busy),
                tables.writes().most(1),
                100 * tables.throttledShare(0, 10),
                100 * tables.throttledShare(10, busy));
        System.out.printf(
                "  run store: %,d claims, %,d saves, %d other calls of workers; at most %.0f writes of control in 1 s,"
                        + " %.0f a second in 10 s; workers held segments for %,.0f s%n",
                store.claims(),
                store.saves(),
                store.otherCalls(),
                store.controlWrites().most(1),
                store.controlWrites().most(10),
                summary.totals().effort().seconds());
    }
}
