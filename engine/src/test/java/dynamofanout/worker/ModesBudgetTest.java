// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.Stop;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.store.MemoryRunStore;
import dynamofanout.testing.MemoryDynamo;
import dynamofanout.testing.TurnedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In every mode and phase each unit is counted on its side, ceilings are kept, and a budget ends the run in order. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ModesBudgetTest {
    private static final int ITEMS = 2_000;

    /** Of missing, different, equal and extra items each. */
    private static final int OF_EACH = ITEMS / 4;

    private static final BigDecimal CEILING = new BigDecimal(100);

    private static final Ceilings CEILINGS =
            new Ceilings(Optional.of(CEILING), Optional.of(CEILING), Optional.of(CEILING));

    private final MemoryDynamo dynamo =
            new MemoryDynamo().withTable(Bench.SOURCE).withTable(Bench.TARGET);

    /** A mode, and the phase that is looked at. */
    record Work(Mode mode, Phase phase) {}

    static Stream<Work> works() {
        return Stream.concat(
                Stream.of(Mode.values()).map(mode -> new Work(mode, Phase.COPY)),
                Stream.of(new Work(Mode.MIRROR, Phase.DELETE), new Work(Mode.OVERWRITE, Phase.VERIFY)));
    }

    @ParameterizedTest
    @MethodSource("works")
    void every_unit_that_an_answer_says_is_counted_on_its_side(Work work) throws InterruptedException {
        Bench bench = started(work);
        Totals before = totals(bench);
        UnitsUsed servedBefore = served();

        Outcome outcome = work(bench, work.phase());

        UnitsUsed counted = totals(bench).units().minus(before.units());
        UnitsUsed served = served().minus(servedBefore);
        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(counted).isEqualTo(served);
        assertThat(counted.sourceReads()).isPositive();
        assertThat(counted.targetReads() > 0).isEqualTo(work.mode().readsTarget() || work.phase() == Phase.VERIFY);
        assertThat(counted.targetWrites() > 0).isEqualTo(work.mode() != Mode.COMPARE && work.phase() != Phase.VERIFY);
    }

    @ParameterizedTest
    @MethodSource("works")
    void a_budget_ends_the_run_in_order_and_a_higher_one_lets_it_go_on(Work work) throws InterruptedException {
        Bench bench = started(work);
        double before = spent(bench);
        double whole = new ModesBudgetTest().costOfAll(work);
        double budget = before + (whole - before) / 2;
        limit(bench, budget);

        Outcome stopped = work(bench, work.phase());
        Optional<Stop> stop = bench.store().control(Bench.RUN).stop();
        double spent = spent(bench);
        limit(bench, 1_000);
        Outcome resumed = work(bench, work.phase());

        assertThat(stopped).isEqualTo(Outcome.STOPPED);
        assertThat(stop.map(Stop::cause)).contains(Stop.Cause.BUDGET);
        assertThat(spent).isGreaterThanOrEqualTo(budget).isLessThan(whole);
        assertThat(resumed).isEqualTo(Outcome.DONE);
        if (work.mode() != Mode.OVERWRITE) { // which writes again what is in a page that was not passed
            assertThat(dynamo.putsOfEach()).allMatch(puts -> puts == 1);
        }
        assertThat(dynamo.allDeletes()).isEqualTo(work.phase() == Phase.DELETE ? OF_EACH : 0);
    }

    @ParameterizedTest
    @MethodSource("works")
    void each_ceiling_is_kept_and_used(Work work) throws InterruptedException {
        Bench bench = started(work);
        bench.store().adjust(Bench.RUN, control -> control.withCeilings(CEILINGS));
        Totals before = totals(bench);
        long began = bench.now();

        work(bench, work.phase());

        double seconds = (bench.now() - began) / 1e9;
        UnitsUsed used = totals(bench).units().minus(before.units());
        List<Double> rates = new ArrayList<>(
                List.of(used.sourceReads() / seconds, used.targetReads() / seconds, used.targetWrites() / seconds));
        // a second's worth may be saved up at the beginning
        double most = CEILING.doubleValue() * (1 + 1 / seconds);
        assertThat(rates).allSatisfy(rate -> assertThat(rate).isLessThanOrEqualTo(most));
        assertThat(rates.stream().mapToDouble(Double::doubleValue).max().orElse(0))
                .isCloseTo(CEILING.doubleValue(), Offset.offset(CEILING.doubleValue() * 0.3));
    }

    /** Phases before the one in question are through, without any limit. */
    private Bench started(Work work) throws InterruptedException {
        fill();
        var bench = new Bench(new MemoryRunStore(new TurnedClock()), dynamo, 17)
                .mode(work.mode())
                .settings(new WorkerSettings(
                        Duration.ofMillis(50), Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5)));
        if (work.phase() == Phase.VERIFY) {
            bench.verifying();
        }
        Optional<Integer> deletes = work.mode() == Mode.MIRROR ? Optional.of(ITEMS) : Optional.empty();
        bench.started(Ceilings.NONE, new Limits(Optional.empty(), 10, deletes));
        for (Phase phase : bench.phases().all()) {
            if (phase == work.phase()) {
                break;
            }
            work(bench, phase);
        }
        return bench;
    }

    /** Missing, different, equal and extra items. */
    private void fill() {
        for (int i = 0; i < ITEMS; i++) {
            int fate = i % 4;
            if (fate < 3) {
                dynamo.put(Bench.SOURCE, MemoryDynamo.item("item-" + i, "new"));
            }
            if (fate > 0) {
                dynamo.put(Bench.TARGET, MemoryDynamo.item("item-" + i, fate == 1 ? "old" : "new"));
            }
        }
    }

    private static Outcome work(Bench bench, Phase phase) throws InterruptedException {
        return bench.worker().work(bench.phases().at(phase, 0).number());
    }

    /** What the run costs that nothing ends. */
    private double costOfAll(Work work) throws InterruptedException {
        Bench bench = started(work);
        work(bench, work.phase());
        return spent(bench);
    }

    private static double spent(Bench bench) {
        return bench.prices().cost(totals(bench).units()).orElseThrow();
    }

    private static void limit(Bench bench, double dollars) {
        bench.store()
                .adjust(
                        Bench.RUN,
                        control -> control.resumedBy(
                                control.owner(),
                                CEILINGS,
                                control.limits()
                                        .changed(
                                                Optional.of(BigDecimal.valueOf(dollars)),
                                                Optional.empty(),
                                                Optional.empty()),
                                0,
                                totals(bench)));
    }

    private static Totals totals(Bench bench) {
        return bench.store().checkpoints(Bench.RUN).stream()
                .map(Checkpoint::totals)
                .reduce(Totals.NONE, Totals::plus);
    }

    private UnitsUsed served() {
        return new UnitsUsed(
                dynamo.readUnits(Bench.SOURCE), dynamo.readUnits(Bench.TARGET), dynamo.writeUnits(Bench.TARGET));
    }
}
