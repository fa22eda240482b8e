// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.request.Ceilings;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Stop;
import dynamofanout.run.Superseded;
import dynamofanout.run.Totals;
import dynamofanout.store.ForwardingRunStore;
import dynamofanout.testing.FaultyHttp.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Workers that others take a segment from, or that take it from others. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class WorkerClaimsTest extends SegmentWorkerFixture {
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

    private static WorkerSettings waitingForFormer() {
        return new WorkerSettings(
                Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(40), Duration.ofSeconds(5));
    }
}
