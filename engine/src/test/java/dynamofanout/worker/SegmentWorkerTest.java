// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dynamofanout.copy.GaveUp;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.Stop;
import dynamofanout.run.Totals;
import dynamofanout.store.ForwardingRunStore;
import dynamofanout.testing.FaultyHttp.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class SegmentWorkerTest extends SegmentWorkerFixture {
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
}
