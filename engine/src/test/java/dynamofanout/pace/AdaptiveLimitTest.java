// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.pace.PaceSimulation.Figures;
import dynamofanout.pace.PaceSimulation.TokenBucket;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What users are promised of tables that throttle, in virtual time. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AdaptiveLimitTest {
    /** Units per second, seconds of burst, whether calls are taken in part, workers. */
    static Stream<Arguments> tables() {
        return Stream.of(500.0, 2_000.0, 8_000.0).flatMap(limit -> Stream.of(0.2, 1.0)
                .flatMap(burst -> Stream.of(false, true).flatMap(partial -> Stream.of(1, 8)
                        .map(workers -> Arguments.of(limit, burst, partial, workers)))));
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 10);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void after_ten_seconds_the_limit_is_used_and_few_calls_are_throttled(
            double limit, double burst, boolean isPartial, int workers) {
        PaceSimulation simulation = PaceSimulation.ofOneProcess(workers, table(limit, burst, isPartial));
        simulation.run(10);

        Figures figures = simulation.run(30);

        assertThat(figures.takenPerSecond()).isGreaterThan(0.95 * limit);
        assertThat(figures.throttledShare()).isLessThan(0.05);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_limit_that_is_halved_is_met_within_seconds(double limit, double burst, boolean isPartial, int workers) {
        TokenBucket table = table(limit, burst, isPartial);
        PaceSimulation simulation = PaceSimulation.ofOneProcess(workers, table);
        simulation.run(30);
        table.changeTo(limit / 2);
        simulation.run(3);

        Figures figures = simulation.run(20);

        assertThat(figures.throttledShare()).isLessThan(0.1);
        assertThat(figures.takenPerSecond()).isGreaterThan(0.93 * limit / 2);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_limit_that_is_doubled_is_found_within_twenty_seconds(
            double limit, double burst, boolean isPartial, int workers) {
        TokenBucket table = table(limit, burst, isPartial);
        PaceSimulation simulation = PaceSimulation.ofOneProcess(workers, table);
        simulation.run(30);
        table.changeTo(2 * limit);
        simulation.run(20);

        Figures figures = simulation.run(10);

        assertThat(figures.takenPerSecond()).isGreaterThan(0.9 * 2 * limit);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void faults_that_have_nothing_to_do_with_the_rate_do_not_slow_a_copy_down_more_and_more(int seed) {
        // 10 ms a call, 16 calls of 25 units at once, 10 % refused, a fifth of the others halved
        double possible = 16 * 25 / 0.010 * 0.9 * 0.9;
        PaceSimulation simulation = PaceSimulation.ofOneProcess(1, PaceSimulation.faults(seed));

        Figures figures = simulation.run(60);

        assertThat(figures.takenPerSecond()).isGreaterThan(0.3 * possible);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1", "0.02, 2", "0.02, 3", "0.03, 4", "0.05, 5", "0.05, 6", "0.05, 7", "0.08, 8", "0.08, 9"})
    void a_few_faults_do_not_slow_a_copy_down_more_and_more(double share, int seed) {
        double possible = 16 * 25 / 0.010 * (1 - share);
        PaceSimulation simulation = PaceSimulation.ofOneProcess(1, PaceSimulation.faults(seed, share / 2, share / 2));

        Figures figures = simulation.run(120);

        assertThat(figures.takenPerSecond()).isGreaterThan(0.4 * possible);
    }

    /** Processes, units per second, seconds of burst, whether calls are taken in part. */
    static Stream<Arguments> tablesOfManyProcesses() {
        return Stream.of(8, 50, 200).flatMap(processes -> Stream.of(25.0, 200.0, 1_000.0)
                .flatMap(each -> Stream.of(0.2, 1.0).flatMap(burst -> Stream.of(false, true)
                        .map(partial -> Arguments.of(processes, processes * each, burst, partial)))));
    }

    @ParameterizedTest
    @MethodSource("tablesOfManyProcesses")
    void processes_that_know_nothing_of_each_other_share_the_limit_after_ten_seconds(
            int processes, double limit, double burst, boolean isPartial) {
        PaceSimulation simulation = PaceSimulation.ofProcesses(processes, table(limit, burst, isPartial));
        simulation.run(10);

        Figures figures = simulation.run(60);

        System.out.printf(
                "%d processes at %,.0f units/s, %s, burst %.1f s: %.1f %% used, %.1f %% of calls throttled%n",
                processes,
                limit,
                isPartial ? "calls taken in part" : "calls taken whole",
                burst,
                100 * figures.takenPerSecond() / limit,
                100 * figures.throttledShare());
        assertThat(figures.takenPerSecond()).isGreaterThan(0.95 * limit);
        assertThat(figures.throttledShare()).isLessThan(0.08);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.2", "0.05, 0.05", "0.3, 0"})
    void many_processes_do_not_go_down_to_nothing_for_faults(double refused, double halved) {
        PaceSimulation simulation = PaceSimulation.ofProcesses(4, PaceSimulation.faults(1, refused, halved));

        Figures figures = simulation.run(120);

        assertThat(figures.takenPerSecond()).isGreaterThan(0.6 * 500);
    }

    /** Each used to find that the share of throttled calls was not its own doing, and to go faster. */
    @Test
    void two_hundred_processes_do_not_learn_that_throttling_is_to_be_borne() {
        PaceSimulation simulation = PaceSimulation.ofProcesses(200, TokenBucket.partial(40_000, 1));
        simulation.run(10);

        for (int i = 0; i < 12; i++) {
            assertThat(simulation.run(10).throttledShare()).isLessThan(0.15);
        }
    }

    @ParameterizedTest
    @CsvSource({"5", "20", "100"})
    void the_smallest_tables_are_used_too(double limit) {
        PaceSimulation simulation = PaceSimulation.ofOneProcess(1, TokenBucket.whole(limit, 1));
        simulation.run(20);

        Figures figures = simulation.run(60);

        assertThat(figures.takenPerSecond()).isGreaterThan(0.95 * limit);
        assertThat(figures.throttledShare()).isLessThan(0.08);
    }

    /** One call in five seconds used to be too few to learn from, so that the rate stayed where it was for ever. */
    @Test
    void items_that_cost_more_than_a_seconds_units_do_not_hold_the_rate_down() {
        AdaptiveLimit limit = AdaptiveLimit.ofOneOf(200, 0);
        long now = 0;

        while (now < 60_000_000_000L) {
            now += Math.max(10_000_000L, limit.bucket().waitNanos(now));
            limit.bucket().take(100);
            limit.accepted(100, now);
        }

        assertThat(limit.unitsPerSecond()).isGreaterThan(1_000);
    }

    /** What was turned away used to be given back at once: half of all calls were throttled at a steady limit. */
    @Test
    void throttled_calls_are_not_sent_again_without_any_limit() {
        PaceSimulation simulation = PaceSimulation.ofOneProcess(8, TokenBucket.whole(500, 0.2));

        Figures figures = simulation.run(0.5);

        assertThat(figures.calls()).isLessThan(4_000 / 25);
    }

    private static TokenBucket table(double limit, double burst, boolean isPartial) {
        return isPartial ? TokenBucket.partial(limit, burst) : TokenBucket.whole(limit, burst);
    }
}
