// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dynamofanout.copy.GaveUp;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Counts;
import dynamofanout.run.Stop;
import dynamofanout.run.UnitsUsed;
import dynamofanout.testing.FaultyHttp.Fault;
import dynamofanout.testing.MemoryDynamo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a worker or its run, and that nothing is lost then. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class WorkerFailuresTest extends SegmentWorkerFixture {
    @Test
    void access_denied_ends_the_whole_run_at_once() {
        Bench bench = bench().started();
        bench.dynamo.withItems(Bench.SOURCE, 1_000, 100);
        var calls = new AtomicInteger();
        bench.faults((operation, request) -> {
            boolean isWrite = operation.equals("BatchWriteItem");
            calls.addAndGet(isWrite ? 1 : 0);
            return isWrite ? Fault.DENIED : Fault.NONE;
        });

        GaveUp gaveUp = catchThrowableOfType(GaveUp.class, () -> bench.worker().work(0));

        assertThat(gaveUp.endsRun()).isTrue();
        assertThat(gaveUp)
                .hasMessage(
                        "table Target in development cannot be used: BatchWriteItem was answered with AccessDeniedException:"
                                + " injected; allow it, then resume");
        assertThat(bench.store().control(Bench.RUN).stop())
                .contains(new Stop(Stop.Cause.FATAL, String.valueOf(gaveUp.getMessage())));
        assertThat(calls.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void a_table_that_was_created_anew_ends_the_whole_run() {
        Bench bench = bench().started();
        bench.dynamo.withItems(Bench.SOURCE, 10, 10);
        SegmentWorker worker = bench.worker();
        bench.dynamo.recreateTables();

        assertThatThrownBy(() -> worker.work(0))
                .hasMessage("table Source in production is not the one that was planned for: it was re-created or"
                        + " its key was changed (start a new run)");

        assertThat(bench.store().control(Bench.RUN).stop()).isPresent();
        assertThat(bench.dynamo.allPuts()).isZero();
    }

    @Test
    void transient_faults_without_end_give_up_the_segment_and_keep_what_was_settled() throws InterruptedException {
        Bench bench = bench().started(writeCeiling(200), noLimits());
        bench.dynamo.withItems(Bench.SOURCE, 3_000, 500);
        bench.faults((operation, request) ->
                operation.equals("Scan") && bench.dynamo.allPuts() > 500 ? Fault.SERVER_ERROR : Fault.NONE);

        GaveUp gaveUp = catchThrowableOfType(GaveUp.class, () -> bench.worker().work(0));
        Checkpoint kept = bench.checkpoint(0);
        bench.faults((operation, request) -> Fault.NONE);
        Outcome after = bench.worker().work(0);

        assertThat(gaveUp.endsRun()).isFalse();
        assertThat(gaveUp.failure().name()).isEqualTo("InternalServerError");
        assertThat(kept.totals().counts().written()).isGreaterThan(1_000);
        assertThat(kept.totals().counts().isBalanced()).isTrue();
        assertThat(after).isEqualTo(Outcome.DONE);
        assertThat(bench.dynamo.contents(Bench.TARGET)).hasSize(3_000);
        assertThat(bench.dynamo.allPuts()).isEqualTo(3_000);
    }

    @Test
    void refused_items_are_kept_by_key_and_all_others_arrive() throws InterruptedException {
        Bench bench = bench().started();
        bench.dynamo.withItems(Bench.SOURCE, 500, 50);
        bench.dynamo.put(Bench.SOURCE, MemoryDynamo.item("poison", "secret"));
        bench.faults(Poison.rejecting("poison"));

        Outcome outcome = bench.worker().work(0);

        assertThat(outcome).isEqualTo(Outcome.DONE);
        Checkpoint end = bench.checkpoint(0);
        assertThat(end.totals().counts()).isEqualTo(Counts.ofPage(501, 0, 0).plus(Counts.settled(500, 1)));
        assertThat(bench.store().refused(Bench.RUN, end.refusedParts().get(0)))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.key()).isEqualTo("{\"id\":{\"S\":\"poison\"}}");
                    assertThat(item.code()).isEqualTo("ValidationException");
                });
        assertThat(bench.dynamo.contents(Bench.TARGET)).hasSize(500).doesNotContainKey("poison");
        assertThat(bench.dynamo.allPuts()).isEqualTo(500);
    }

    @Test
    void ends_the_run_in_order_when_too_many_items_are_refused() throws InterruptedException {
        Bench bench = bench().started(Ceilings.NONE, new Limits(Optional.empty(), 3));
        for (int i = 0; i < 40; i++) {
            bench.dynamo.put(Bench.SOURCE, MemoryDynamo.item("poison-" + i, "x"));
        }
        bench.dynamo.withItems(Bench.SOURCE, 20_000, 50);
        bench.faults(Poison.rejecting("poison"));

        bench.worker().work(0);

        assertThat(bench.store().control(Bench.RUN).stop().map(Stop::cause)).contains(Stop.Cause.REFUSED);
    }

    @Test
    void ends_the_run_in_order_when_its_budget_is_used_up() throws InterruptedException {
        Bench bench = bench().started(writeCeiling(50), new Limits(Optional.of(new BigDecimal("10")), 10));
        bench.dynamo.withItems(Bench.SOURCE, 3_000, 500);

        Outcome outcome = bench.worker().work(0);

        assertThat(outcome).isEqualTo(Outcome.STOPPED);
        assertThat(bench.store().control(Bench.RUN).stop())
                .contains(new Stop(Stop.Cause.BUDGET, "the run has used up the 10 dollars of --max-cost"));
        assertThat(bench.dynamo.allPuts()).isBetween(1_000, 2_000);
    }

    @Test
    void a_budget_ends_a_refresh_too_and_a_higher_one_lets_it_go_on() throws InterruptedException {
        Bench bench =
                bench().mode(Mode.CHANGED).started(writeCeiling(50), new Limits(Optional.of(new BigDecimal("10")), 10));
        bench.dynamo.withItems(Bench.SOURCE, 3_000, 500);

        Outcome first = bench.worker().work(0);
        int written = bench.dynamo.allPuts();
        bench.store()
                .adjust(
                        Bench.RUN,
                        control -> control.resumedBy(
                                control.owner(),
                                control.ceilings(),
                                control.limits()
                                        .changed(
                                                Optional.of(new BigDecimal("100")), Optional.empty(), Optional.empty()),
                                0,
                                bench.checkpoint(0).totals()));
        Outcome second = bench.worker().work(0);

        assertThat(first).isEqualTo(Outcome.STOPPED);
        assertThat(written).isBetween(700, 2_000);
        assertThat(second).isEqualTo(Outcome.DONE);
        assertThat(bench.dynamo.allPuts()).isEqualTo(3_000);
        assertThat(bench.checkpoint(0).totals().counts().read()).isEqualTo(3_000);
    }

    @Test
    void a_ceiling_of_target_reads_is_kept_and_is_its_own() throws InterruptedException {
        var ceilings = new Ceilings(Optional.empty(), Optional.of(BigDecimal.valueOf(5)), Optional.empty());
        Bench bench = bench().mode(Mode.CHANGED).started(ceilings, noLimits());
        bench.dynamo.withItems(Bench.SOURCE, 3_000, 500).withItems(Bench.TARGET, 3_000, 500);
        long startedAt = bench.now();

        bench.worker().work(0);

        UnitsUsed units = bench.checkpoint(0).totals().units();
        double seconds = (bench.now() - startedAt) / 1e9;
        assertThat(bench.dynamo.allPuts()).isZero();
        assertThat(units.targetReads()).isGreaterThan(150);
        assertThat(units.targetReads() / seconds).isBetween(4.5, 5.15);
    }

    @Test
    void an_unprocessed_item_that_was_never_sent_gives_up_the_segment() {
        Bench bench = bench().started();
        bench.dynamo.withItems(Bench.SOURCE, 30, 50);
        bench.faults(
                (operation, request) -> operation.equals("BatchWriteItem") ? Fault.FOREIGN_UNPROCESSED : Fault.NONE);

        assertThatThrownBy(() -> bench.worker().work(0))
                .isInstanceOf(GaveUp.class)
                .hasMessage("table Target in development handed back an item as unprocessed that was not sent to it");
    }

    @Test
    void throttling_is_told_once_a_minute_with_its_reasons() throws InterruptedException {
        Bench bench = bench().started();
        bench.dynamo.withItems(Bench.SOURCE, 2_000, 50);
        bench.faults((operation, request) ->
                operation.equals("BatchWriteItem") && bench.chance() < 0.3 ? Fault.THROTTLED : Fault.NONE);

        bench.worker().work(0);

        assertThat(bench.notices)
                .first()
                .isEqualTo(
                        "throttled, going slower: table Target in development: ProvisionedThroughputExceededException"
                                + " (TableWriteMaxOnDemandThroughputExceeded on Any) × 1");
        assertThat((long) bench.notices.size())
                .isLessThanOrEqualTo(1 + Duration.ofNanos(bench.now()).toMinutes());
        assertThat(bench.dynamo.allPuts()).isEqualTo(2_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void throttling_and_unprocessed_items_lose_nothing_and_write_nothing_twice(long seed) throws InterruptedException {
        Bench bench = new Bench(directory, seed).started();
        bench.dynamo.withItems(Bench.SOURCE, 1_500, 200);
        bench.faults((operation, request) -> {
            double chance = bench.chance();
            boolean isWrite = operation.equals("BatchWriteItem");
            return chance < 0.1 ? Fault.THROTTLED : isWrite && chance < 0.3 ? Fault.HALF_UNPROCESSED : Fault.NONE;
        });

        bench.worker().work(0);

        assertThat(bench.dynamo.contents(Bench.TARGET)).isEqualTo(bench.dynamo.contents(Bench.SOURCE));
        assertThat(bench.dynamo.allPuts()).isEqualTo(1_500);
        assertThat(bench.checkpoint(0).totals().counts())
                .isEqualTo(Counts.ofPage(1_500, 0, 0).plus(Counts.settled(1_500, 0)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatever_fails_and_whenever_it_dies_nothing_is_lost_or_counted_twice(long seed) throws InterruptedException {
        Bench bench = new Bench(directory, seed).started(writeCeiling(300), noLimits());
        bench.dynamo.withItems(Bench.SOURCE, 2_000, 200);
        bench.dynamo.put(Bench.SOURCE, MemoryDynamo.item("poison", "x"));
        List<Fault> faults =
                List.of(Fault.THROTTLED, Fault.SERVER_ERROR, Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.NONE);
        bench.faults(Poison.rejecting(
                "poison",
                (operation, request) ->
                        bench.chance() < 0.1 ? faults.get((int) (bench.chance() * faults.size())) : Fault.NONE));

        Optional<Outcome> outcome = Optional.empty();
        int deaths = 0;
        while (outcome.isEmpty()) {
            try {
                bench.killAfterWaits(deaths < 6 ? 1 + (int) (bench.chance() * 120) : Integer.MAX_VALUE);
                outcome = Optional.of(bench.worker().work(0));
            } catch (Bench.Killed killed) {
                deaths++;
            }
        }

        assertThat(outcome).contains(Outcome.DONE);
        assertThat(bench.dynamo.contents(Bench.TARGET)).hasSize(2_000);
        assertThat(bench.checkpoint(0).totals().counts())
                .isEqualTo(Counts.ofPage(2_001, 0, 0).plus(Counts.settled(2_000, 1)));
        int refused = bench.checkpoint(0).refusedParts().stream()
                .mapToInt(part -> bench.store().refused(Bench.RUN, part).size())
                .sum();
        assertThat(refused).isEqualTo(1);
    }
}
