package dynamofanout.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dynamofanout.copy.GaveUp;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Stop;
import dynamofanout.run.Superseded;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.store.ForwardingRunStore;
import dynamofanout.testing.FaultyHttp.Fault;
import dynamofanout.testing.MemoryDynamo;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class SegmentWorkerTest {
    @TempDir
    private Path directory;

    @Test
    void copies_every_item_and_ends_done() throws InterruptedException {
        Bench bench = bench().started();
        bench.dynamo.withItems(Bench.SOURCE, 2_345, 100);

        Outcome outcome = bench.worker().work(0);

        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(bench.dynamo.contents(Bench.TARGET)).isEqualTo(bench.dynamo.contents(Bench.SOURCE));
        assertThat(bench.dynamo.allPuts()).isEqualTo(2_345);
        Checkpoint end = bench.checkpoint(0);
        assertThat(end.state()).isEqualTo(State.DONE);
        assertThat(end.isReleased()).isTrue();
        assertThat(end.totals().counts()).isEqualTo(Counts.ofPage(2_345, 0, 0).plus(Counts.settled(2_345, 0)));
        assertThat(bench.store().control(Bench.RUN).totals().counts())
                .isEqualTo(end.totals().counts());
    }

    @Test
    void counts_how_long_it_held_the_segment_and_how_often_it_saved() throws InterruptedException {
        Bench bench = bench().started(
                        new Ceilings(Optional.empty(), Optional.empty(), Optional.of(BigDecimal.valueOf(100))),
                        new Limits(Optional.empty(), Limits.DEFAULT_MAX_REFUSED));
        bench.dynamo.withItems(Bench.SOURCE, 2_500, 100);
        long start = bench.now();

        bench.worker().work(0);

        Checkpoint end = bench.checkpoint(0);
        assertThat(end.totals().effort().seconds()).isCloseTo((bench.now() - start) / 1e9, within(1e-6));
        assertThat(end.totals().effort().saves()).isEqualTo(end.sequence()).isGreaterThan(2);
        assertThat(bench.store().control(Bench.RUN).totals().effort().saves()).isEqualTo(end.sequence());
    }

    /** So that a dashboard follows a run within a save's interval, not at the end of an invocation of 15 minutes. */
    @Test
    void tells_what_each_save_added_and_how_many_workers_the_run_has() throws InterruptedException {
        Bench bench = bench().started(writeCeiling(100), noLimits());
        bench.dynamo.withItems(Bench.SOURCE, 2_500, 100);

        bench.worker().work(0);

        Checkpoint end = bench.checkpoint(0);
        assertThat(bench.saved).hasSize(end.sequence());
        assertThat(bench.saved.stream()
                        .mapToLong(save -> save.added().counts().read())
                        .sum())
                .isEqualTo(2_500);
        assertThat(bench.saved.subList(0, bench.saved.size() - 1)).allMatch(save -> save.liveWorkers() == 1);
        assertThat(bench.saved.get(0).metrics()).containsEntry("LiveWorkers", 1.0);
    }

    @Test
    void a_save_tells_which_side_throttled() throws InterruptedException {
        Bench bench = bench().started();
        bench.dynamo.withItems(Bench.SOURCE, 100, 100);
        var left = new AtomicInteger(3);
        bench.faults((operation, request) ->
                operation.equals("BatchWriteItem") && left.getAndDecrement() > 0 ? Fault.THROTTLED : Fault.NONE);

        bench.worker().work(0);

        assertThat(bench.saved.stream()
                        .mapToLong(AcknowledgedSave::targetThrottled)
                        .sum())
                .isEqualTo(3);
        assertThat(bench.saved.stream()
                        .mapToLong(AcknowledgedSave::sourceThrottled)
                        .sum())
                .isZero();
    }

    @Test
    void an_empty_segment_is_done() throws InterruptedException {
        Bench bench = bench().started();

        Outcome outcome = bench.worker().work(0);

        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(bench.checkpoint(0).totals().counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void a_segment_that_is_done_is_left_alone() throws InterruptedException {
        Bench bench = bench().started();
        bench.dynamo.withItems(Bench.SOURCE, 10, 10);
        bench.worker().work(0);
        Checkpoint before = bench.checkpoint(0);

        Outcome outcome = bench.worker().work(0);

        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(bench.checkpoint(0)).isEqualTo(before);
        assertThat(bench.dynamo.allPuts()).isEqualTo(10);
    }

    @Test
    void ends_in_order_before_its_deadline_and_the_next_worker_goes_on() throws InterruptedException {
        Bench bench = bench().started(writeCeiling(100), noLimits());
        bench.dynamo.withItems(Bench.SOURCE, 3_000, 500);
        long deadline = bench.now() + Duration.ofSeconds(20).toNanos();

        Outcome first = bench.worker(() -> deadline - bench.now()).work(0);
        Checkpoint between = bench.checkpoint(0);
        Outcome second = bench.worker().work(0);

        assertThat(first).isEqualTo(Outcome.MORE);
        assertThat(between.state()).isEqualTo(State.OPEN);
        assertThat(between.isReleased()).isTrue();
        assertThat(between.totals().counts().written()).isBetween(1_000L, 2_500L);
        assertThat(second).isEqualTo(Outcome.DONE);
        assertThat(bench.dynamo.contents(Bench.TARGET)).isEqualTo(bench.dynamo.contents(Bench.SOURCE));
        assertThat(bench.checkpoint(0).totals().counts().read()).isEqualTo(3_000);
        assertThat(bench.store().control(Bench.RUN).claimed()).isEqualTo(1);
        assertThat(bench.store().control(Bench.RUN).ended()).isEqualTo(1);
    }

    @Test
    void an_end_in_order_repeats_no_more_than_a_hundred_writes() throws InterruptedException {
        for (int millis = 3_000; millis <= 9_000; millis += 700) {
            Bench bench = new Bench(directory.resolve("after-" + millis), 1).started(writeCeiling(1_000), noLimits());
            bench.dynamo.withItems(Bench.SOURCE, 10_000, 30);
            long deadline = bench.now() + Duration.ofMillis(millis).toNanos();

            bench.worker(() -> deadline - bench.now()).work(0);
            bench.worker().work(0);

            assertThat(bench.dynamo.allPuts())
                    .as("ended after " + millis + " ms")
                    .isBetween(10_000, 10_100);
            assertThat(bench.checkpoint(0).totals().counts().written()).isEqualTo(10_000);
        }
    }

    @Test
    void a_deadline_at_the_very_end_of_a_segment_counts_no_item_twice() throws InterruptedException {
        for (int millis = 0; millis <= 4_000; millis += 100) {
            Bench bench = new Bench(directory.resolve("after-" + millis), 1).started(writeCeiling(100), noLimits());
            bench.dynamo.withItems(Bench.SOURCE, 300, 500);
            long deadline = bench.now() + Duration.ofMillis(millis).toNanos();

            bench.worker(() -> deadline - bench.now()).work(0);
            bench.worker().work(0);

            assertThat(bench.checkpoint(0).totals().counts().read())
                    .as("deadline after " + millis + " ms")
                    .isEqualTo(300);
        }
    }

    @Test
    void a_segment_whose_last_look_at_the_tables_fails_counts_no_item_twice() throws InterruptedException {
        Bench bench = bench().started(writeCeiling(100), noLimits());
        bench.dynamo.withItems(Bench.SOURCE, 3_000, 500);
        bench.faults((operation, request) ->
                operation.equals("DescribeTable") && bench.dynamo.allPuts() == 3_000 ? Fault.SERVER_ERROR : Fault.NONE);

        GaveUp gaveUp = catchThrowableOfType(GaveUp.class, () -> bench.worker().work(0));
        bench.faults((operation, request) -> Fault.NONE);
        Outcome after = bench.worker().work(0);

        assertThat(gaveUp).isNotNull();
        assertThat(after).isEqualTo(Outcome.DONE);
        assertThat(bench.checkpoint(0).totals().counts().read()).isEqualTo(3_000);
    }

    @Test
    void stops_within_a_save_interval_when_control_says_so() throws InterruptedException {
        Bench bench = bench().started(writeCeiling(10), noLimits());
        bench.dynamo.withItems(Bench.SOURCE, 1_000, 500);
        var saves = new AtomicInteger();
        bench.storeSeenAs(real -> new ForwardingRunStore(real) {
            @Override
            public Control save(RunId run, Checkpoint next, Totals added) {
                if (saves.incrementAndGet() == 2) {
                    real.adjust(run, control -> control.stopping(new Stop(Stop.Cause.USER, "enough")));
                }
                return super.save(run, next, added);
            }
        });

        Outcome outcome = bench.worker().work(0);

        assertThat(outcome).isEqualTo(Outcome.STOPPED);
        assertThat(saves).hasValue(3);
        assertThat(bench.checkpoint(0).state()).isEqualTo(State.STOPPED);
        assertThat(bench.checkpoint(0).totals().counts().isBalanced()).isTrue();
        assertThat(bench.store().control(Bench.RUN).live()).isZero();
    }

    @Test
    void claims_nothing_while_the_run_is_stopping() throws InterruptedException {
        Bench bench = bench().started();
        bench.dynamo.withItems(Bench.SOURCE, 10, 10);
        bench.store().adjust(Bench.RUN, control -> control.stopping(new Stop(Stop.Cause.USER, "enough")));

        Outcome outcome = bench.worker().work(0);

        assertThat(outcome).isEqualTo(Outcome.STOPPED);
        assertThat(bench.store().checkpoints(Bench.RUN)).isEmpty();
        assertThat(bench.dynamo.allPuts()).isZero();
    }

    @Test
    void a_worker_whose_segment_was_claimed_by_another_stops_and_moves_nothing() {
        Bench bench = bench().started(writeCeiling(50), noLimits());
        bench.dynamo.withItems(Bench.SOURCE, 2_000, 500);
        var later = new ArrayList<Checkpoint>();
        bench.storeSeenAs(real -> new ForwardingRunStore(real) {
            @Override
            public Control save(RunId run, Checkpoint next, Totals added) {
                if (later.isEmpty()) {
                    later.add(((Claim.Held) real.claim(run, 0, "run", "a later worker")).checkpoint());
                }
                return super.save(run, next, added);
            }
        });

        assertThatThrownBy(() -> bench.worker().work(0))
                .isInstanceOf(Superseded.class)
                .hasMessage("a segment of run run was claimed by another worker; this one has stopped");

        assertThat(bench.checkpoint(0)).isEqualTo(later.get(0));
    }

    @Test
    void a_worker_of_another_execution_changes_nothing() {
        Bench bench = bench().started();
        bench.dynamo.withItems(Bench.SOURCE, 10, 10);
        bench.store()
                .own(
                        Bench.RUN,
                        "run",
                        control -> control.resumedBy("run--2", Ceilings.NONE, noLimits(), 0, Totals.NONE));

        assertThatThrownBy(() -> bench.worker().work(0))
                .isInstanceOf(NotOwner.class)
                .hasMessage("run run is carried out by execution run--2 now, no longer by run");

        assertThat(bench.store().checkpoints(Bench.RUN)).isEmpty();
        assertThat(bench.dynamo.allPuts()).isZero();
    }

    @Test
    void sends_no_write_after_its_lease_until_a_save_is_acknowledged() throws InterruptedException {
        Bench bench = bench().started(writeCeiling(100), noLimits());
        bench.dynamo.withItems(Bench.SOURCE, 3_000, 500);
        List<Long> writes = new ArrayList<>();
        List<Long> acknowledged = new ArrayList<>();
        bench.faults((operation, request) -> {
            if (operation.equals("BatchWriteItem")) {
                writes.add(bench.now());
            }
            return Fault.NONE;
        });
        bench.storeSeenAs(real -> new ForwardingRunStore(real) {
            @Override
            public Control save(RunId run, Checkpoint next, Totals added) {
                acknowledged.add(bench.now());
                if (acknowledged.size() == 2) {
                    bench.pass(Duration.ofSeconds(45)); // a store that hangs
                }
                return super.save(run, next, added);
            }
        });

        bench.worker().work(0);

        long lease = Duration.ofSeconds(30).toNanos();
        assertThat(writes).allSatisfy(write -> assertThat(acknowledged.stream()
                        .filter(save -> save <= write)
                        .mapToLong(save -> write - save)
                        .min()
                        .orElse(0))
                .isLessThan(lease));
        assertThat(bench.dynamo.contents(Bench.TARGET)).hasSize(3_000);
    }

    @Test
    void waits_and_saves_once_before_it_writes_when_the_former_worker_may_still_live() throws InterruptedException {
        Bench bench = bench().settings(waitingForFormer()).started();
        bench.dynamo.withItems(Bench.SOURCE, 10, 10);
        bench.store().claim(Bench.RUN, 0, "run", "a worker that never released");
        long claimedAt = bench.now();
        List<Long> writes = new ArrayList<>();
        List<Integer> savesBefore = new ArrayList<>();
        bench.faults((operation, request) -> {
            if (operation.equals("BatchWriteItem")) {
                writes.add(bench.now());
                savesBefore.add(bench.checkpoint(0).sequence());
            }
            return Fault.NONE;
        });

        bench.worker().work(0);

        assertThat(writes).hasSize(1);
        assertThat(writes.get(0) - claimedAt)
                .isGreaterThanOrEqualTo(Duration.ofSeconds(40).toNanos());
        assertThat(savesBefore).containsExactly(1);
    }

    @Test
    void leaves_a_segment_alone_that_it_has_no_time_to_take_over() throws InterruptedException {
        Bench bench = bench().settings(waitingForFormer()).started();
        bench.store().claim(Bench.RUN, 0, "run", "a worker that never released");
        Checkpoint before = bench.checkpoint(0);

        Outcome outcome = bench.worker(() -> Duration.ofSeconds(39).toNanos()).work(0);

        assertThat(outcome).isEqualTo(Outcome.MORE);
        assertThat(bench.checkpoint(0)).isEqualTo(before);
    }

    @Test
    void does_not_wait_for_a_worker_that_released() throws InterruptedException {
        Bench bench = bench().settings(waitingForFormer()).started();
        bench.dynamo.withItems(Bench.SOURCE, 10, 10);
        long startedAt = bench.now();

        bench.worker().work(0);

        assertThat(bench.now() - startedAt).isLessThan(Duration.ofSeconds(1).toNanos());
    }

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
                .hasMessage("table Source in production is not the one that was planned for: it was created anew or"
                        + " changed its key (start a new run)");

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

    private Bench bench() {
        return new Bench(directory, 1);
    }

    private static Ceilings writeCeiling(int unitsPerSecond) {
        return new Ceilings(Optional.empty(), Optional.empty(), Optional.of(BigDecimal.valueOf(unitsPerSecond)));
    }

    private static Limits noLimits() {
        return new Limits(Optional.empty(), Limits.DEFAULT_MAX_REFUSED);
    }

    private static WorkerSettings waitingForFormer() {
        return new WorkerSettings(
                Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(40), Duration.ofSeconds(5));
    }
}
