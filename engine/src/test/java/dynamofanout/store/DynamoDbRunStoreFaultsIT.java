// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static dynamofanout.run.SampleRuns.copied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Failure;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Totals;
import dynamofanout.testing.FaultyHttp.Fault;
import dynamofanout.testing.LoopbackDynamoDb;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Answers that are lost, writes that are in each other's way, and a table that does not answer. {@code RESET_AFTER} with
 * a client that tries again is what the SDK mends; {@code IN_PROGRESS} with one that does not is what it cannot: the
 * call was carried out, and the store must find that out by itself.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DynamoDbRunStoreFaultsIT {
    private static final LoopbackDynamoDb DB = LoopbackDynamoDb.start();
    private static final Failure FAILURE = new Failure("Throttled", "table Orders accepted no writes for 15 minutes");

    private final WiredRunStore patient = new WiredRunStore(DB, 3);
    private final WiredRunStore hasty = new WiredRunStore(DB, 1);

    @AfterAll
    static void stop() {
        DB.close();
    }

    @AfterEach
    void close() {
        patient.close();
        hasty.close();
    }

    // answers that are lost

    @ParameterizedTest
    @EnumSource(names = {"RESET_AFTER", "IN_PROGRESS"})
    void a_run_whose_creation_was_not_answered_is_created(Fault fault) {
        WiredRunStore wire = wire(fault);
        wire.befall("TransactWriteItems", fault);

        boolean isCreated = create(wire.store());

        assertThat(isCreated).isTrue();
        assertThat(wire.store().latest(10)).containsExactly(RUN);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_AFTER", "IN_PROGRESS"})
    void a_claim_that_was_not_answered_is_held_once(Fault fault) {
        WiredRunStore wire = wire(fault);
        create(wire.store());
        wire.befall("TransactWriteItems", fault);

        Claim.Held held = (Claim.Held) wire.store().claim(RUN, 0, FIRST, "w1");

        assertThat(held.checkpoint().epoch()).isEqualTo(1);
        assertThat(held.tookOver()).isFalse();
        assertThat(held.control()).isEqualTo(wire.store().control(RUN));
        assertThat(held.control().claimed()).isEqualTo(1);
    }

    @Test
    void a_claim_that_was_not_answered_says_whether_the_former_worker_may_still_live() {
        create(hasty.store());
        claim(hasty.store(), 0, "w1");
        hasty.befall("TransactWriteItems", Fault.IN_PROGRESS);

        Claim.Held held = (Claim.Held) hasty.store().claim(RUN, 0, FIRST, "w2");

        assertThat(held.tookOver()).isTrue();
        assertThat(held.checkpoint().epoch()).isEqualTo(2);
    }

    @Test
    void a_worker_that_claims_again_after_it_was_told_of_a_failure_holds_the_same_epoch() {
        create(hasty.store());
        hasty.befall("TransactWriteItems", Fault.RESET_AFTER);
        assertThatThrownBy(() -> hasty.store().claim(RUN, 0, FIRST, "w1"))
                .isInstanceOf(StoreFailed.class)
                .hasMessage("part segment#00000 of " + RUN + " cannot be written to table FanoutRuns: "
                        + "Connection reset");

        Claim.Held held = (Claim.Held) hasty.store().claim(RUN, 0, FIRST, "w1");

        assertThat(held.checkpoint().epoch()).isEqualTo(1);
        assertThat(hasty.store().control(RUN).claimed()).isEqualTo(1);
    }

    @Test
    void a_save_whose_put_was_not_answered_is_saved_and_counted_once() {
        create(patient.store());
        Checkpoint next = next(claim(patient.store(), 0, "w1"), 10);
        patient.befall("PutItem", Fault.RESET_AFTER);

        Control control = patient.store().save(RUN, next, copied(10, 0));

        assertThat(control.totals()).isEqualTo(copied(10, 0));
        assertThat(patient.store().control(RUN)).isEqualTo(control);
        assertThat(patient.store().checkpoint(RUN, 0)).contains(next);
    }

    @Test
    void a_save_whose_counting_was_not_answered_counts_too_much_and_never_too_little() {
        create(patient.store());
        Checkpoint next = next(claim(patient.store(), 0, "w1"), 10);
        patient.befall("UpdateItem", Fault.RESET_AFTER);

        Control control = patient.store().save(RUN, next, copied(10, 0));

        assertThat(control.totals()).isEqualTo(copied(10, 0).plus(copied(10, 0)));
        assertThat(patient.store().checkpoint(RUN, 0)).contains(next);
    }

    @Test
    void a_worker_that_dies_between_counting_and_saving_leaves_too_much_counted_and_the_old_checkpoint() {
        create(hasty.store());
        Checkpoint claimed = claim(hasty.store(), 0, "w1");
        hasty.befall("PutItem", Fault.RESET_BEFORE);

        assertThatThrownBy(() -> hasty.store().save(RUN, next(claimed, 10), copied(10, 0)))
                .isInstanceOf(StoreFailed.class);

        assertThat(hasty.store().checkpoint(RUN, 0)).contains(claimed);
        assertThat(hasty.store().control(RUN).totals()).isEqualTo(copied(10, 0));
    }

    @Test
    void a_save_that_is_repeated_after_its_put_failed_with_the_answer_lost_is_counted_once() {
        create(hasty.store());
        Checkpoint next = next(claim(hasty.store(), 0, "w1"), 10);
        hasty.befall("PutItem", Fault.RESET_AFTER);
        assertThatThrownBy(() -> hasty.store().save(RUN, next, copied(10, 0))).isInstanceOf(StoreFailed.class);

        Control control = hasty.store().save(RUN, next, copied(10, 0));

        assertThat(control.totals()).isEqualTo(copied(10, 0));
        assertThat(hasty.store().checkpoint(RUN, 0)).contains(next);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_AFTER", "IN_PROGRESS"})
    void an_end_that_was_not_answered_ends_the_segment_once(Fault fault) {
        WiredRunStore wire = wire(fault);
        create(wire.store());
        Checkpoint done = next(claim(wire.store(), 0, "w1"), 10).released(State.DONE);
        wire.befall("TransactWriteItems", fault);

        Control control = wire.store().save(RUN, done, copied(10, 0));

        assertThat(control.ended()).isEqualTo(1);
        assertThat(control.totals()).isEqualTo(copied(10, 0));
        assertThat(wire.store().checkpoint(RUN, 0)).contains(done);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_AFTER", "IN_PROGRESS"})
    void giving_up_that_was_not_answered_ends_the_segment_once(Fault fault) {
        WiredRunStore wire = wire(fault);
        create(wire.store());
        wire.befall("TransactWriteItems", fault);

        wire.store().abandon(RUN, 0, FIRST, FAILURE);

        Control control = wire.store().control(RUN);
        assertThat(control.claimed()).isEqualTo(1);
        assertThat(control.ended()).isEqualTo(1);
        assertThat(wire.store().checkpoint(RUN, 0).orElseThrow().failure()).contains(FAILURE);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_AFTER", "IN_PROGRESS"})
    void a_new_owner_who_was_not_answered_owns_the_run(Fault fault) {
        WiredRunStore wire = wire(fault);
        create(wire.store());
        wire.befall("TransactWriteItems", fault);

        boolean isOwned = wire.store().own(RUN, FIRST, DynamoDbRunStoreFaultsIT::resumed);

        assertThat(isOwned).isTrue();
        assertThat(wire.store().control(RUN).owner()).isEqualTo(SECOND);
    }

    @Test
    void a_change_that_was_not_answered_is_made_once() {
        create(patient.store());
        patient.befall("UpdateItem", Fault.RESET_AFTER);

        Control control =
                patient.store().adjust(RUN, now -> now.withTotals(now.totals().plus(copied(10, 0))));

        assertThat(control.totals()).isEqualTo(copied(10, 0));
        assertThat(patient.store().control(RUN)).isEqualTo(control);
    }

    // writes in each other's way

    @Test
    void writes_that_meet_a_transaction_are_tried_again_after_waits_that_grow() {
        create(hasty.store());
        Checkpoint claimed = claim(hasty.store(), 0, "w1");
        hasty.befall("UpdateItem", Collections.nCopies(8, Fault.CONFLICT).toArray(Fault[]::new));
        hasty.befall("PutItem", Fault.CONFLICT);

        Control control = hasty.store().save(RUN, next(claimed, 10), copied(10, 0));

        assertThat(control.totals()).isEqualTo(copied(10, 0));
        assertThat(hasty.waits())
                .extracting(Duration::toMillis)
                .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 500L, 500L, 10L);
    }

    @Test
    void transactions_in_each_other_s_way_are_tried_again() {
        hasty.befall("TransactWriteItems", Fault.CONFLICT);
        assertThat(create(hasty.store())).isTrue();
        hasty.befall("TransactWriteItems", Fault.CONFLICT, Fault.CONFLICT);
        Checkpoint claimed = claim(hasty.store(), 0, "w1");
        hasty.befall("TransactWriteItems", Fault.CONFLICT);
        hasty.store().save(RUN, next(claimed, 10).released(State.DONE), copied(10, 0));
        hasty.befall("TransactWriteItems", Fault.CONFLICT);
        hasty.store().abandon(RUN, 1, FIRST, FAILURE);
        hasty.befall("TransactWriteItems", Fault.CONFLICT);
        hasty.store()
                .own(
                        RUN,
                        FIRST,
                        control -> control.resumedBy(
                                SECOND, control.ceilings(), control.limits(), control.claimed(), control.totals()));

        Control control = hasty.store().control(RUN);
        assertThat(hasty.waits()).hasSize(6);
        assertThat(control.owner()).isEqualTo(SECOND);
        assertThat(control.claimed()).isEqualTo(2);
        assertThat(control.totals()).isEqualTo(copied(10, 0));
    }

    @Test
    void a_part_that_others_write_without_end_is_given_up_with_a_sentence() {
        create(hasty.store());
        hasty.befall("UpdateItem", Collections.nCopies(45, Fault.CONFLICT).toArray(Fault[]::new));

        assertThatThrownBy(() -> hasty.store().adjust(RUN, control -> control.withTotals(copied(1, 0))))
                .isInstanceOf(StoreFailed.class)
                .hasMessage("part control of " + RUN + " cannot be written: 45 times in a row other writes to it were"
                        + " in the way; what was saved before is untouched");

        assertThat(hasty.waits()).hasSize(44);
    }

    @Test
    void keys_that_a_batch_hands_back_are_asked_for_again() {
        create(hasty.store());
        hasty.befall("BatchGetItem", Fault.NO_KEY_PROCESSED, Fault.NO_KEY_PROCESSED);

        Optional<RunRecord> found = hasty.store().find(RUN);

        assertThat(found).isPresent();
        assertThat(hasty.waits()).hasSize(2);
    }

    @Test
    void a_fleet_in_its_own_way_loses_nothing_and_counts_each_segment_once() throws Exception {
        try (var wire = new WiredRunStore(DB, 8)) {
            int workers = 8;
            int segments = 5 * workers;
            wire.store().create(RUN, SampleRuns.request(), SampleRuns.plan(segments), SampleRuns.control());
            wire.befall("TransactWriteItems", mixed(400, Fault.CONFLICT, Fault.RESET_AFTER, Fault.IN_PROGRESS));
            wire.befall("PutItem", mixed(400, Fault.CONFLICT, Fault.RESET_AFTER));
            wire.befall("UpdateItem", mixed(400, Fault.CONFLICT, Fault.THROTTLED));

            List<Callable<Void>> fleet = IntStream.range(0, workers)
                    .<Callable<Void>>mapToObj(worker -> () -> {
                        for (int segment = worker; segment < segments; segment += workers) {
                            carryOut(wire.store(), segment);
                        }
                        return null;
                    })
                    .toList();
            ExecutorService threads = Executors.newFixedThreadPool(workers);
            for (Future<Void> done : threads.invokeAll(fleet)) {
                done.get();
            }
            threads.shutdown();

            Control control = wire.store().control(RUN);
            List<Checkpoint> checkpoints = wire.store().checkpoints(RUN);
            assertThat(checkpoints).hasSize(segments).allMatch(Checkpoint::isDone);
            assertThat(checkpoints).extracting(Checkpoint::epoch).containsOnly(2);
            assertThat(control.claimed()).isEqualTo(segments);
            assertThat(control.ended()).isEqualTo(segments);
            assertThat(control.totals())
                    .isEqualTo(checkpoints.stream().map(Checkpoint::totals).reduce(Totals.NONE, Totals::plus));
            assertThat(wire.waits()).hasSizeGreaterThan(50);
        }
    }

    /** Two claims and five saves. */
    private static void carryOut(RunStore store, int segment) {
        Checkpoint at = next(claim(store, segment, "w1-" + segment), 1);
        store.save(RUN, at, copied(1, 0));
        store.save(RUN, next(at, 2).released(State.OPEN), copied(1, 0));
        at = claim(store, segment, "w2-" + segment);
        for (int read = 3; read <= 4; read++) {
            at = next(at, read);
            store.save(RUN, at, copied(1, 0));
        }
        store.save(RUN, next(at, 5).released(State.DONE), copied(1, 0));
    }

    /** Every fourth call meets one of the faults, none of them twice in a row. */
    private static Fault[] mixed(int calls, Fault... faults) {
        return IntStream.range(0, calls)
                .mapToObj(call -> call % 4 == 3 ? faults[call / 4 % faults.length] : Fault.NONE)
                .toArray(Fault[]::new);
    }

    // a table that does not answer

    @Test
    void a_table_that_throttles_for_longer_than_the_client_tries_is_a_failure() {
        create(patient.store());
        patient.befall("GetItem", Fault.THROTTLED, Fault.THROTTLED, Fault.THROTTLED);

        assertThatThrownBy(() -> patient.store().control(RUN))
                .isInstanceOf(StoreFailed.class)
                .hasMessage("part control of " + RUN + " cannot be read from table FanoutRuns: "
                        + "ProvisionedThroughputExceededException: injected");
        assertThat(patient.store().control(RUN)).isEqualTo(SampleRuns.control());
    }

    @Test
    void faults_that_pass_are_not_noticed() {
        create(patient.store());
        Checkpoint next = next(claim(patient.store(), 0, "w1"), 10);
        patient.befall("UpdateItem", Fault.THROTTLED, Fault.SERVER_ERROR);
        patient.befall("PutItem", Fault.RESET_BEFORE, Fault.SERVER_ERROR);

        Control control = patient.store().save(RUN, next, copied(10, 0));

        assertThat(control.totals()).isEqualTo(copied(10, 0));
    }

    @Test
    void who_may_not_write_is_told_so() {
        create(hasty.store());
        hasty.befall("PutItem", Fault.DENIED);

        assertThatThrownBy(() -> hasty.store().keepKeys(RUN, 17, List.of()))
                .isInstanceOf(StoreFailed.class)
                .hasMessage("part keys#00017 of " + RUN + " cannot be written to table FanoutRuns: "
                        + "AccessDeniedException: injected");
    }

    @Test
    void a_table_that_is_not_there_is_said_so() {
        hasty.direct().deleteTable(request -> request.tableName("FanoutRuns"));

        assertThatThrownBy(() -> hasty.store().latest(10))
                .isInstanceOf(StoreFailed.class)
                .hasMessage("the list of runs cannot be read from table FanoutRuns: "
                        + "there is no such table in this account and Region; deploy fanout first");
    }

    private WiredRunStore wire(Fault fault) {
        return fault == Fault.RESET_AFTER ? patient : hasty;
    }

    private static boolean create(RunStore store) {
        return store.create(RUN, SampleRuns.request(), SampleRuns.plan(4), SampleRuns.control());
    }

    private static Checkpoint claim(RunStore store, int segment, String worker) {
        return ((Claim.Held) store.claim(RUN, segment, FIRST, worker)).checkpoint();
    }

    private static Checkpoint next(Checkpoint from, long read) {
        return from.advanced(Optional.of("{\"id\":{\"N\":\"" + read + "\"}}"), copied(read, 0), List.of());
    }

    private static Control resumed(Control control) {
        return control.resumedBy(SECOND, control.ceilings(), control.limits(), 0, Totals.NONE);
    }
}
