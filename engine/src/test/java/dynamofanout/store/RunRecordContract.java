// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static dynamofanout.run.SampleRuns.copied;
import static dynamofanout.store.StoreSamples.inThreads;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Limits;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunSample;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.TableSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Runs and sets: created once, found again whole, listed newest first. */
interface RunRecordContract extends RunStoreCase {
    @Test
    default void a_set_is_found_as_it_was_stored_and_its_id_is_taken_then() {
        TableSet set = SampleRuns.set(clock().instant(), 3);

        assertThat(store().findSet(set.id())).isEmpty();
        assertThat(store().createSet(set)).isTrue();
        assertThat(store().createSet(SampleRuns.set(clock().instant(), 2))).isFalse();

        assertThat(store().findSet(set.id())).contains(set);
        assertThat(store().find(set.id())).isEmpty();
    }

    @Test
    default void a_set_of_500_tables_is_one_part_too() {
        TableSet set = SampleRuns.set(clock().instant(), 500);

        store().createSet(set);

        assertThat(store().findSet(set.id())).contains(set);
    }

    @Test
    default void the_list_has_the_set_in_place_of_its_runs() {
        TableSet set = SampleRuns.set(clock().instant(), 2);
        store().createSet(set);
        clock().turn(Duration.ofSeconds(1));
        create(set.id().ofSet(1));
        clock().turn(Duration.ofSeconds(1));
        create(new RunId("Customers--t1"));

        List<RunId> latest = store().latest(10);

        assertThat(latest).containsExactly(new RunId("Customers--t1"), set.id());
    }

    @Test
    default void changes_of_a_set_at_one_time_lose_nothing() throws Exception {
        TableSet set = SampleRuns.set(clock().instant(), 8);
        store().createSet(set);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<TableSet>> changes = new ArrayList<>();
            set.runs()
                    .forEach(member -> changes.add(() ->
                            store().adjustSet(set.id(), now -> now.refused(member.run(), "why " + member.run()))));
            for (Future<TableSet> change : threads.invokeAll(changes)) {
                change.get();
            }
        } finally {
            threads.shutdownNow();
        }

        TableSet changed = store().findSet(set.id()).orElseThrow();

        assertThat(changed.runs())
                .allSatisfy(member -> assertThat(member.refusal()).contains("why " + member.run()));
    }

    @Test
    default void a_run_that_was_never_created_is_not_found() {
        assertThat(store().find(RUN)).isEmpty();
        assertThat(store().latest(10)).isEmpty();
    }

    @Test
    default void finds_the_request_the_plan_and_the_control_that_were_stored() {
        create();

        Optional<RunRecord> found = store().find(RUN);

        assertThat(found)
                .contains(new RunRecord(
                        RUN,
                        Instant.parse("2026-11-24T10:15:00Z"),
                        SampleRuns.request(),
                        SampleRuns.plan(SEGMENTS),
                        SampleRuns.control(),
                        Optional.empty()));
    }

    @Test
    default void a_request_with_everything_comes_back_to_the_last_digit() {
        CopyRequest request = SampleRuns.fullRequest();

        store().create(
                        RUN,
                        request,
                        SampleRuns.plan(SEGMENTS),
                        Control.first(FIRST, request.ceilings(), request.limits()));

        RunRecord found = store().find(RUN).orElseThrow();
        assertThat(found.request()).isEqualTo(request);
        assertThat(found.control().ceilings()).isEqualTo(request.ceilings());
        assertThat(found.control().limits()).isEqualTo(request.limits());
    }

    @Test
    default void samples_come_back_in_the_order_in_which_they_were_taken() {
        create();
        Control begun = store().control(RUN);
        store().keepSample(RUN, begun);
        clock().turn(Duration.ofSeconds(1));
        store().own(
                        RUN,
                        FIRST,
                        control -> control.resumedBy(SECOND, Ceilings.NONE, control.limits(), 2, copied(100, 3)));
        store().keepSample(RUN, store().control(RUN));

        List<RunSample> samples = store().samples(RUN);

        assertThat(samples).hasSize(2);
        assertThat(samples.get(0)).isEqualTo(RunSample.of(samples.get(0).at(), begun));
        assertThat(samples.get(1)).isEqualTo(RunSample.of(samples.get(1).at(), store().control(RUN)));
        assertThat(samples.get(1).read()).isEqualTo(100);
        assertThat(samples.get(1).execution()).isEqualTo(SECOND);
    }

    @Test
    default void a_run_that_nobody_sampled_has_no_samples() {
        create();

        assertThat(store().samples(RUN)).isEmpty();
    }

    @Test
    default void a_replay_s_request_comes_back() {
        var request = new ReplayRequest(
                RUN,
                new Ceilings(Optional.empty(), Optional.empty(), Optional.of(new BigDecimal("25"))),
                new Limits(Optional.of(new BigDecimal("0.01")), 7));
        var replay = new RunId("replay");

        store().create(replay, request, SampleRuns.plan(1), SampleRuns.control());

        assertThat(store().find(replay).orElseThrow().request()).isEqualTo(request);
    }

    @Test
    default void an_id_that_is_taken_is_not_created_again_and_nothing_is_changed() {
        create();
        Control stopping = store().adjust(RUN, control -> control.stopping(STOP));

        boolean isCreated = store().create(RUN, SampleRuns.fullRequest(), SampleRuns.plan(1), SampleRuns.control());

        assertThat(isCreated).isFalse();
        assertThat(store().find(RUN).orElseThrow().request()).isEqualTo(SampleRuns.request());
        assertThat(store().control(RUN)).isEqualTo(stopping);
    }

    @Test
    default void an_id_that_many_want_is_created_once() {
        List<Boolean> created = inThreads(
                8, i -> () -> store().create(RUN, SampleRuns.request(), SampleRuns.plan(i + 1), SampleRuns.control()));

        assertThat(created).containsOnlyOnce(true);
        assertThat(store().find(RUN).orElseThrow().plan().segments()).isEqualTo(created.indexOf(true) + 1);
    }

    @Test
    default void lists_the_latest_runs_newest_first() {
        for (String id : List.of("b", "c", "a", "d")) {
            store().create(new RunId(id), SampleRuns.request(), SampleRuns.plan(1), SampleRuns.control());
            clock().turn(Duration.ofMillis(1));
        }
        store().adjust(new RunId("b"), control -> control.stopping(STOP));

        assertThat(store().latest(3)).containsExactly(new RunId("d"), new RunId("a"), new RunId("c"));
    }
}
