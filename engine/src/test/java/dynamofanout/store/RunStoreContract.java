package dynamofanout.store;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static dynamofanout.run.SampleRuns.copied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.definition.NotCopied;
import dynamofanout.definition.TableDefinition;
import dynamofanout.definition.TableFeatures;
import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.Creation;
import dynamofanout.run.Difference;
import dynamofanout.run.Effort;
import dynamofanout.run.Failure;
import dynamofanout.run.Next;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedCreation;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunSample;
import dynamofanout.run.RunStore;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Stop;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Summary;
import dynamofanout.run.Superseded;
import dynamofanout.run.TableSet;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.run.Verdict;
import dynamofanout.testing.TurnedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What every run store does. An implementing test gives a new, empty store for each of its methods. */
@DisplayNameGeneration(ReplaceUnderscores.class)
public interface RunStoreContract {
    int SEGMENTS = 4;
    Stop STOP = new Stop(Stop.Cause.USER, "stopped by fanout stop");
    Failure FAILURE = new Failure("Throttled", "table Orders has taken nothing for 15 minutes");

    RunStore store();

    /** The clock that the store was given. */
    TurnedClock clock();

    /** How the store's sentences name a part of refused items: a table has other names than a directory. */
    default String inSentences(String refusedPart) {
        return refusedPart;
    }

    // the target that a run creates

    @Test
    default void a_created_target_is_the_plans_from_then_on() {
        createWithTarget();
        var made =
                new Creation.Made("arn:aws:dynamodb:eu-west-1:222222222222:table/New", "id-1", "2026-11-24T10:15:02Z");
        Creation begun = Creation.begun(FIRST, Instant.parse("2026-11-24T10:15:01Z"));

        assertThat(store().creation(RUN)).isEmpty();
        store().keepCreation(RUN, FIRST, begun.in("CREATING"));
        assertThat(store().creation(RUN)).contains(begun.in("CREATING"));
        assertThat(store().existing(RUN).plan()).isEqualTo(planWithTarget());
        store().keepCreation(RUN, FIRST, begun.of(made).ready());

        assertThat(store().creation(RUN)).contains(begun.of(made).ready());
        assertThat(store().existing(RUN).plan()).isEqualTo(planWithTarget().withTarget(made));
    }

    @Test
    default void only_the_runs_owner_keeps_a_created_target() {
        createWithTarget();
        Creation begun = Creation.begun(FIRST, Instant.EPOCH);
        store().own(RUN, FIRST, control -> control.resumedBy(SECOND, Ceilings.NONE, control.limits(), 0, Totals.NONE));

        assertThatThrownBy(() -> store().keepCreation(RUN, FIRST, begun)).isInstanceOf(NotOwner.class);

        assertThat(store().creation(RUN)).isEmpty();
    }

    private void createWithTarget() {
        store().create(RUN, SampleRuns.request(), planWithTarget(), SampleRuns.control());
    }

    private static Plan planWithTarget() {
        Plan plan = SampleRuns.plan(4);
        var definition = TableDefinition.of(
                JsonNodeFactory.instance.objectNode().put("TableName", "Orders"), TableFeatures.NONE);
        return new Plan(
                plan.source(),
                plan.target(),
                plan.selection(),
                plan.segments(),
                plan.workers(),
                plan.estimate(),
                plan.prices(),
                plan.ownPrices(),
                plan.warnings(),
                new Plan.Besides(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new PlannedCreation(
                                definition, List.of(new NotCopied("replicas", Optional.of("aws dynamodb …")))))));
    }

    // the backup before the first write

    @Test
    default void a_backup_is_kept_from_its_beginning_until_it_is_ready() {
        create();
        Backup begun = backup(FIRST).as("arn:aws:dynamodb:eu-west-1:222222222222:table/Orders/backup/01");

        assertThat(store().backup(RUN)).isEmpty();
        store().keepBackup(RUN, FIRST, backup(FIRST));
        assertThat(store().backup(RUN)).contains(backup(FIRST));
        store().keepBackup(RUN, FIRST, begun);
        assertThat(store().backup(RUN)).contains(begun);
        store().keepBackup(RUN, FIRST, begun.ready());

        assertThat(store().backup(RUN)).contains(begun.ready());
    }

    @Test
    default void a_backup_that_is_ready_is_never_replaced() {
        create();
        Backup moment = Backup.begun(Backup.Kind.POINT_IN_TIME, SampleRuns.TARGET, FIRST, Instant.EPOCH)
                .at(Instant.parse("2026-11-24T10:15:02Z"));
        store().keepBackup(RUN, FIRST, moment);

        store().keepBackup(RUN, FIRST, moment.at(Instant.parse("2026-11-24T11:00:00Z")));
        store().keepBackup(RUN, FIRST, backup(FIRST));

        assertThat(store().backup(RUN)).contains(moment);
    }

    @Test
    default void only_the_runs_owner_keeps_a_backup() {
        create();
        store().keepBackup(RUN, FIRST, backup(FIRST));
        store().own(RUN, FIRST, control -> control.resumedBy(SECOND, Ceilings.NONE, control.limits(), 0, Totals.NONE));

        assertThatThrownBy(() -> store().keepBackup(
                                RUN, FIRST, backup(FIRST).as("arn:late").ready()))
                .isInstanceOf(NotOwner.class);

        assertThat(store().backup(RUN)).contains(backup(FIRST));
    }

    @Test
    default void changes_nothing_in_control_by_keeping_a_backup() {
        create();

        store().keepBackup(RUN, FIRST, backup(FIRST));

        assertThat(store().control(RUN)).isEqualTo(SampleRuns.control());
        assertThat(store().backup(new RunId("other"))).isEmpty();
    }

    // sets of tables

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

    // runs

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

    // claims

    @Test
    default void a_first_claim_holds_the_segment_from_its_start() {
        create();

        Claim claim = store().claim(RUN, 2, FIRST, "w1");

        var expected = new Checkpoint(
                2,
                State.OPEN,
                "w1",
                FIRST,
                1,
                0,
                false,
                Optional.empty(),
                Totals.NONE,
                List.of(),
                List.of(),
                Optional.empty());
        assertThat(claim).isEqualTo(new Claim.Held(expected, store().control(RUN), false));
        assertThat(store().checkpoint(RUN, 2)).contains(expected);
        assertThat(store().checkpoints(RUN)).containsExactly(expected);
    }

    @Test
    default void a_segment_that_nobody_claimed_has_no_checkpoint() {
        create();

        assertThat(store().checkpoint(RUN, 0)).isEmpty();
        assertThat(store().checkpoints(RUN)).isEmpty();
    }

    @Test
    default void the_next_claim_goes_on_where_the_last_save_was() {
        create();
        Checkpoint saved = claim(0, "w1")
                .advanced(Optional.of("{\"id\":{\"N\":\"7\"}}"), copied(10, 1), List.of("p"), List.of("d"));
        store().save(RUN, saved, copied(10, 1));

        Claim.Held next = held(store().claim(RUN, 0, FIRST, "w2"));

        assertThat(next.checkpoint())
                .isEqualTo(new Checkpoint(
                        0,
                        State.OPEN,
                        "w2",
                        FIRST,
                        2,
                        0,
                        false,
                        Optional.of("{\"id\":{\"N\":\"7\"}}"),
                        copied(10, 1),
                        List.of("p"),
                        List.of("d"),
                        Optional.empty()));
    }

    @Test
    default void a_claim_says_whether_the_former_worker_may_still_live() {
        create();
        Checkpoint first = claim(0, "w1");

        Claim.Held overUnreleased = held(store().claim(RUN, 0, FIRST, "w2"));
        store().save(RUN, next(overUnreleased.checkpoint(), 0).released(State.OPEN), Totals.NONE);
        Claim.Held overReleased = held(store().claim(RUN, 0, FIRST, "w3"));

        assertThat(first.epoch()).isEqualTo(1);
        assertThat(overUnreleased.tookOver()).isTrue();
        assertThat(overReleased.tookOver()).isFalse();
    }

    @Test
    default void the_later_of_two_claims_wins_and_the_earlier_worker_moves_nothing_more() {
        create();
        Checkpoint early = claim(0, "w1");
        Checkpoint late = claim(0, "w2");
        Control before = store().control(RUN);

        assertThatThrownBy(() -> store().save(RUN, next(early, 10), copied(10, 0)))
                .isInstanceOf(Superseded.class)
                .hasMessage("a segment of run " + RUN + " was claimed by another worker; this one has stopped");

        assertThat(store().checkpoint(RUN, 0)).contains(late);
        assertThat(store().control(RUN)).isEqualTo(before);
        assertThat(store().save(RUN, next(late, 5), copied(5, 0)).totals()).isEqualTo(copied(5, 0));
    }

    @Test
    default void of_workers_that_claim_at_once_each_holds_an_epoch_of_its_own_and_the_last_one_the_segment() {
        create();

        List<Checkpoint> claimed = inThreads(8, i -> () -> claim(0, "w" + i));
        List<Boolean> saved = inThreads(8, i -> () -> isSaved(next(claimed.get(i), 1), copied(1, 0)));

        assertThat(claimed).extracting(Checkpoint::epoch).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(saved).containsOnlyOnce(true);
        assertThat(claimed.get(saved.indexOf(true)).epoch()).isEqualTo(8);
        assertThat(store().control(RUN).totals()).isEqualTo(copied(1, 0));
    }

    @Test
    default void a_segment_that_is_done_is_not_claimed_again() {
        create();
        Checkpoint done = next(claim(0, "w1"), 1).released(State.DONE);
        store().save(RUN, done, copied(1, 0));

        Claim claim = store().claim(RUN, 0, FIRST, "w2");

        assertThat(claim).isEqualTo(new Claim.AlreadyDone());
        assertThat(store().checkpoint(RUN, 0)).contains(done);
    }

    @Test
    default void nothing_is_claimed_while_the_run_is_stopping() {
        create();
        store().adjust(RUN, control -> control.stopping(STOP));

        Claim claim = store().claim(RUN, 0, FIRST, "w1");

        assertThat(claim).isEqualTo(new Claim.RunStopped(STOP));
        assertThat(store().checkpoint(RUN, 0)).isEmpty();
        assertThat(store().control(RUN).claimed()).isZero();
    }

    @Test
    default void an_execution_that_does_not_own_the_run_claims_nothing() {
        create();

        assertThatThrownBy(() -> store().claim(RUN, 0, SECOND, "w1"))
                .isInstanceOf(NotOwner.class)
                .hasMessage("run " + RUN + " is carried out by execution " + FIRST + " now, no longer by " + SECOND);

        assertThat(store().checkpoint(RUN, 0)).isEmpty();
    }

    // saves

    @Test
    default void a_save_is_found_again_whole() {
        create();
        Checkpoint next = claim(3, "w1")
                .advanced(
                        Optional.of("{\"id\":{\"S\":\"ü \\\"quoted\\\"\"}}"),
                        new Totals(
                                new Counts(11, 1, 2, 3, 4, 1, 0, 0, 0, 5, 6),
                                new UnitsUsed(0.1 + 0.2, 1e-9, 1e12),
                                7,
                                8,
                                new Effort(12.3, 4)),
                        List.of("refused-00003-e1-1", "refused-00003-e1-2"));

        store().save(RUN, next, next.totals());

        assertThat(store().checkpoint(RUN, 3)).contains(next);
        assertThat(store().control(RUN).totals()).isEqualTo(next.totals());
    }

    @Test
    default void totals_grow_by_what_each_save_adds() {
        create();
        Checkpoint one = next(claim(0, "w1"), 10);
        Checkpoint other = next(claim(1, "w2"), 100);

        store().save(RUN, one, copied(10, 0));
        store().save(RUN, other, copied(100, 3));
        Control control = store().save(RUN, next(one, 15), copied(5, 0));

        assertThat(control.totals())
                .isEqualTo(copied(10, 0).plus(copied(100, 3)).plus(copied(5, 0)));
        assertThat(store().control(RUN)).isEqualTo(control);
    }

    @Test
    default void a_save_whose_answer_was_lost_is_answered_as_the_first_time_and_counted_once() {
        create();
        Checkpoint next = next(claim(0, "w1"), 10);
        Control first = store().save(RUN, next, copied(10, 0));

        Control second = store().save(RUN, next, copied(10, 0));

        assertThat(second).isEqualTo(first);
        assertThat(store().control(RUN).totals()).isEqualTo(copied(10, 0));
    }

    @Test
    default void the_last_save_of_a_claim_can_be_repeated_too_and_ends_the_segment_once() {
        create();
        Checkpoint done = next(claim(0, "w1"), 10).released(State.DONE);
        store().save(RUN, done, copied(10, 0));

        Control again = store().save(RUN, done, copied(10, 0));

        assertThat(again.ended()).isEqualTo(1);
        assertThat(again.totals()).isEqualTo(copied(10, 0));
    }

    @Test
    default void a_save_that_is_not_the_next_in_line_is_refused() {
        create();
        Checkpoint claimed = claim(0, "w1");
        Checkpoint first = next(claimed, 1);
        Checkpoint second = next(first, 2);
        Checkpoint third = next(second, 3);
        store().save(RUN, first, copied(1, 0));

        assertThatThrownBy(() -> store().save(RUN, third, copied(2, 0))).isInstanceOf(Superseded.class);
        store().save(RUN, second, copied(1, 0));
        assertThatThrownBy(() -> store().save(RUN, first, copied(1, 0))).isInstanceOf(Superseded.class);

        assertThat(store().checkpoint(RUN, 0)).contains(second);
    }

    @Test
    default void a_segment_that_nobody_claimed_is_not_saved() {
        create();
        create(new RunId("other"));
        Claim.Held elsewhere = held(store().claim(new RunId("other"), 0, FIRST, "w1"));

        assertThatThrownBy(() -> store().save(RUN, next(elsewhere.checkpoint(), 1), copied(1, 0)))
                .isInstanceOf(Superseded.class);
    }

    @Test
    default void after_its_last_save_a_claim_is_over() {
        create();
        Checkpoint released = next(claim(0, "w1"), 1).released(State.OPEN);
        store().save(RUN, released, copied(1, 0));

        assertThatThrownBy(() -> store().save(RUN, next(released, 2), copied(1, 0)))
                .isInstanceOf(Superseded.class);
    }

    @Test
    default void a_worker_of_an_execution_that_owns_the_run_no_more_saves_nothing() {
        create();
        Checkpoint claimed = claim(0, "w1");
        store().own(RUN, FIRST, control -> resumed(control, 0));
        Control before = store().control(RUN);

        assertThatThrownBy(() -> store().save(RUN, next(claimed, 1), copied(1, 0)))
                .isInstanceOf(NotOwner.class)
                .hasMessage("run " + RUN + " is carried out by execution " + SECOND + " now, no longer by " + FIRST);

        assertThat(store().checkpoint(RUN, 0)).contains(claimed);
        assertThat(store().control(RUN)).isEqualTo(before);
    }

    @Test
    default void a_save_brings_the_wish_to_stop_and_changed_ceilings() {
        create();
        Checkpoint claimed = claim(0, "w1");
        var ceilings = new Ceilings(Optional.of(new BigDecimal("50")), Optional.empty(), Optional.empty());
        store().adjust(RUN, control -> control.withCeilings(ceilings).stopping(STOP));

        Control control = store().save(RUN, next(claimed, 1), copied(1, 0));

        assertThat(control.stop()).contains(STOP);
        assertThat(control.ceilings()).isEqualTo(ceilings);
    }

    // claimed and ended

    @Test
    default void a_segment_counts_as_claimed_at_its_first_claim_in_an_execution_only() {
        create();

        claim(0, "w1");
        claim(0, "w2");
        claim(1, "w3");

        assertClaimedAndEnded(2, 0);
    }

    @Test
    default void a_worker_that_leaves_the_rest_to_another_ends_nothing() {
        create();
        Checkpoint more = next(claim(0, "w1"), 1).released(State.OPEN);

        store().save(RUN, more, copied(1, 0));
        claim(0, "w2");

        assertClaimedAndEnded(1, 0);
    }

    @Test
    default void a_segment_ends_when_it_is_done_or_stopped() {
        create();
        Checkpoint done = next(claim(0, "w1"), 1).released(State.DONE);
        Checkpoint stopped = next(claim(1, "w2"), 1).released(State.STOPPED);
        claim(2, "w3");

        store().save(RUN, done, copied(1, 0));
        store().save(RUN, stopped, copied(1, 0));

        assertClaimedAndEnded(3, 2);
    }

    @Test
    default void the_next_execution_counts_anew_what_it_claims_beside_what_was_done() {
        create();
        store().save(RUN, next(claim(0, "w1"), 1).released(State.DONE), copied(1, 0));
        store().save(RUN, next(claim(1, "w2"), 1).released(State.STOPPED), copied(1, 0));
        claim(2, "w3");
        store().own(RUN, FIRST, control -> resumed(control, 1));

        store().claim(RUN, 1, SECOND, "w4");
        store().claim(RUN, 2, SECOND, "w5");
        store().claim(RUN, 2, SECOND, "w6");

        assertClaimedAndEnded(3, 1);
    }

    // giving up

    @Test
    default void a_segment_that_is_given_up_keeps_its_cursor_and_what_it_counted() {
        create();
        Checkpoint saved = next(claim(0, "w1"), 10).released(State.OPEN);
        store().save(RUN, saved, copied(10, 0));

        store().abandon(RUN, 0, FIRST, FAILURE);

        Checkpoint found = store().checkpoint(RUN, 0).orElseThrow();
        assertThat(found.state()).isEqualTo(State.FAILED);
        assertThat(found.failure()).contains(FAILURE);
        assertThat(found.cursor()).isEqualTo(saved.cursor());
        assertThat(found.totals()).isEqualTo(saved.totals());
        assertThat(found.isReleased()).isTrue();
        assertClaimedAndEnded(1, 1);
    }

    @Test
    default void a_worker_that_still_lives_when_its_segment_is_given_up_is_superseded_and_waited_for() {
        create();
        Checkpoint claimed = claim(0, "w1");
        store().abandon(RUN, 0, FIRST, FAILURE);

        assertThatThrownBy(() -> store().save(RUN, next(claimed, 1), copied(1, 0)))
                .isInstanceOf(Superseded.class);

        assertThat(store().checkpoint(RUN, 0).orElseThrow().failure()).contains(FAILURE);
        assertThat(held(store().claim(RUN, 0, FIRST, "w2")).tookOver()).isTrue();
    }

    @Test
    default void a_segment_is_given_up_once() {
        create();
        claim(0, "w1");
        store().abandon(RUN, 0, FIRST, FAILURE);

        store().abandon(RUN, 0, FIRST, new Failure("Later", "later"));

        assertThat(store().checkpoint(RUN, 0).orElseThrow().failure()).contains(FAILURE);
        assertClaimedAndEnded(1, 1);
    }

    @Test
    default void a_segment_that_nobody_could_claim_is_given_up_as_claimed_and_ended() {
        create();

        store().abandon(RUN, 3, FIRST, FAILURE);

        Checkpoint found = store().checkpoint(RUN, 3).orElseThrow();
        assertThat(found.failure()).contains(FAILURE);
        assertThat(found.epoch()).isZero();
        assertClaimedAndEnded(1, 1);
    }

    @Test
    default void a_segment_that_was_given_up_and_is_claimed_again_lives_again() {
        create();
        claim(0, "w1");
        store().abandon(RUN, 0, FIRST, FAILURE);

        Checkpoint again = claim(0, "w2");

        assertThat(again.failure()).isEmpty();
        assertThat(again.state()).isEqualTo(State.OPEN);
        assertClaimedAndEnded(1, 0);
        store().save(RUN, next(again, 1).released(State.DONE), copied(1, 0));
        assertClaimedAndEnded(1, 1);
    }

    @Test
    default void a_segment_that_the_execution_before_gave_up_can_be_given_up_again() {
        create();
        store().abandon(RUN, 0, FIRST, FAILURE);
        store().own(RUN, FIRST, control -> resumed(control, 0));
        var newer = new Failure("Sandbox.Timedout", "the worker could not start");

        store().abandon(RUN, 0, SECOND, newer);

        assertThat(store().checkpoint(RUN, 0).orElseThrow().failure()).contains(newer);
        assertClaimedAndEnded(1, 1);
    }

    @Test
    default void a_segment_that_is_done_or_has_stopped_is_not_given_up() {
        create();
        Checkpoint done = next(claim(0, "w1"), 1).released(State.DONE);
        Checkpoint stopped = next(claim(1, "w2"), 1).released(State.STOPPED);
        store().save(RUN, done, copied(1, 0));
        store().save(RUN, stopped, copied(1, 0));

        store().abandon(RUN, 0, FIRST, FAILURE);
        store().abandon(RUN, 1, FIRST, FAILURE);

        assertThat(store().checkpoints(RUN)).containsExactlyInAnyOrder(done, stopped);
        assertClaimedAndEnded(2, 2);
    }

    @Test
    default void an_execution_that_does_not_own_the_run_gives_nothing_up() {
        create();
        Checkpoint claimed = claim(0, "w1");

        store().abandon(RUN, 0, SECOND, FAILURE);

        assertThat(store().checkpoint(RUN, 0)).contains(claimed);
        assertClaimedAndEnded(1, 0);
    }

    // control

    @Test
    default void changes_from_many_threads_are_all_there() {
        create();
        List<Checkpoint> claimed = List.of(claim(0, "w0"), claim(1, "w1"), claim(2, "w2"), claim(3, "w3"));
        int each = 25;

        inThreads(8, i -> () -> {
            Checkpoint at = claimed.get(i / 2);
            for (int n = 1; n <= each; n++) {
                if (i % 2 == 0) {
                    store().adjust(
                                    RUN,
                                    control -> control.withTotals(
                                            control.totals().plus(new Totals(Counts.NONE, UnitsUsed.NONE, 1, 0))));
                } else {
                    at = next(at, n);
                    store().save(RUN, at, copied(1, 0));
                }
            }
            return true;
        });

        Totals totals = store().control(RUN).totals();
        assertThat(totals.throttled()).isEqualTo(4L * each);
        assertThat(totals.counts().written()).isEqualTo(4L * each);
        assertThat(totals.units().sourceReads()).isEqualTo(2 * each);
    }

    @Test
    default void the_first_wish_to_stop_stays() {
        create();
        store().adjust(RUN, control -> control.stopping(STOP));

        Control control =
                store().adjust(RUN, now -> now.stopping(new Stop(Stop.Cause.BUDGET, "the run has used up everything")));

        assertThat(control.stop()).contains(STOP);
        assertThat(store().control(RUN)).isEqualTo(control);
    }

    @Test
    default void another_execution_takes_the_run_over_from_its_owner() {
        create();
        store().adjust(RUN, control -> control.stopping(STOP));
        store().finish(RUN, summary(Verdict.STOPPED));

        boolean isOwned = store().own(RUN, FIRST, control -> resumed(control, 2));

        assertThat(isOwned).isTrue();
        RunRecord found = store().find(RUN).orElseThrow();
        assertThat(found.control().owner()).isEqualTo(SECOND);
        assertThat(found.control().stop()).isEmpty();
        assertThat(found.summary()).isEmpty();
        assertClaimedAndEnded(2, 2);
    }

    @Test
    default void an_owner_that_is_no_more_is_not_replaced() {
        create();
        store().own(RUN, FIRST, control -> resumed(control, 0));
        store().finish(RUN, summary(Verdict.COMPLETE));
        Control before = store().control(RUN);

        boolean isOwned = store().own(RUN, FIRST, control -> resumed(control, 1));

        assertThat(isOwned).isFalse();
        assertThat(store().control(RUN)).isEqualTo(before);
        assertThat(store().find(RUN).orElseThrow().summary()).isPresent();
    }

    @Test
    default void of_executions_that_want_the_run_at_once_one_owns_it() {
        create();

        List<Boolean> owned = inThreads(
                8,
                i -> () -> store().own(
                                RUN,
                                FIRST,
                                control -> control.resumedBy(
                                        FIRST + "--" + (i + 2), control.ceilings(), control.limits(), 0, Totals.NONE)));

        assertThat(owned).containsOnlyOnce(true);
        assertThat(store().control(RUN).owner()).isEqualTo(FIRST + "--" + (owned.indexOf(true) + 2));
    }

    // parts

    @Test
    default void refused_items_are_kept_with_key_code_and_reason() {
        create();
        List<RefusedItem> items = List.of(
                new RefusedItem(
                        "{\"id\":{\"N\":\"12345678901234567890123456789012345678\"}}", "ValidationException", "a"),
                new RefusedItem(
                        "{\"id\":{\"S\":\"ü\\n\\r\"}}", "ItemCollectionSizeLimitExceededException", "two\nlines"));

        store().keepRefused(RUN, "refused-00001-e1-1", items);

        assertThat(store().refused(RUN, "refused-00001-e1-1")).isEqualTo(items);
        assertThat(store().whereRefused(RUN, "refused-00001-e1-1")).contains("refused");
    }

    @Test
    default void a_part_of_refused_items_is_created_once() {
        create();
        var first = new RefusedItem("{\"id\":{\"N\":\"1\"}}", "ValidationException", "first");
        var other = new RefusedItem("{\"id\":{\"N\":\"2\"}}", "ValidationException", "other");
        store().keepRefused(RUN, "part", List.of(first));

        store().keepRefused(RUN, "part", List.of(other));

        assertThat(store().refused(RUN, "part")).containsExactly(first);
    }

    @Test
    default void differences_are_kept_in_parts_that_are_created_once() {
        create();
        String key = "{\"id\":{\"N\":\"12345678901234567890123456789012345678\"}}";
        List<Difference> differences = List.of(
                Difference.missing(key),
                Difference.different("{\"id\":{\"S\":\"ü\\n\"}}", List.of("price", "two\nlines")),
                Difference.extra(key),
                Difference.extra(key, "0a1b"));

        store().keepDifferences(RUN, "differences-00001-e1-1", differences);
        store().keepDifferences(RUN, "differences-00001-e1-1", List.of(Difference.extra(key)));

        assertThat(store().differences(RUN, "differences-00001-e1-1")).isEqualTo(differences);
    }

    @Test
    default void a_part_that_is_gone_is_a_failure_and_not_empty() {
        create();

        assertThatThrownBy(() -> store().refused(RUN, "refused-00001-e1-1"))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining(inSentences("refused-00001-e1-1"));
        assertThatThrownBy(() -> store().differences(RUN, "differences-00001-e1-1"))
                .isInstanceOf(StoreFailed.class);
        assertThatThrownBy(() -> store().keys(RUN, 0)).isInstanceOf(StoreFailed.class);
    }

    @Test
    default void keys_are_kept_before_the_run_is_created() {
        List<String> keys = List.of("{\"id\":{\"S\":\"ü\\n\"}}", "{\"id\":{\"S\":\"b\"}}");

        store().keepKeys(RUN, 0, keys);
        store().keepKeys(RUN, 1, List.of());
        create();

        assertThat(store().keys(RUN, 0)).isEqualTo(keys);
        assertThat(store().keys(RUN, 1)).isEmpty();
    }

    @Test
    default void keys_that_replays_have_settled_add_up() {
        create();
        store().settle(RUN, new RunId("r1"), List.of("{\"id\":{\"N\":\"1\"}}", "{\"id\":{\"N\":\"2\"}}"));
        store().settle(RUN, new RunId("r2"), List.of("{\"id\":{\"N\":\"3\"}}"));

        store().settle(RUN, new RunId("r1"), List.of("{\"id\":{\"N\":\"1\"}}", "{\"id\":{\"N\":\"2\"}}"));

        assertThat(store().settled(RUN))
                .containsExactlyInAnyOrder(
                        "{\"id\":{\"N\":\"1\"}}", "{\"id\":{\"N\":\"2\"}}", "{\"id\":{\"N\":\"3\"}}");
    }

    @Test
    default void a_run_without_replays_has_nothing_settled() {
        create();

        assertThat(store().settled(RUN)).isEmpty();
    }

    @Test
    default void the_summary_is_found_again() {
        create();
        Summary summary = summary(Verdict.FAILED);

        store().finish(RUN, summary);

        assertThat(store().find(RUN).orElseThrow().summary()).contains(summary);
    }

    // what tests above are made of

    private void create() {
        create(RUN);
    }

    private void create(RunId run) {
        assertThat(store().create(run, SampleRuns.request(), SampleRuns.plan(SEGMENTS), SampleRuns.control()))
                .isTrue();
    }

    private Checkpoint claim(int segment, String worker) {
        return held(store().claim(RUN, segment, FIRST, worker)).checkpoint();
    }

    private boolean isSaved(Checkpoint next, Totals added) {
        try {
            store().save(RUN, next, added);
            return true;
        } catch (Superseded e) {
            return false;
        }
    }

    private void assertClaimedAndEnded(int claimed, int ended) {
        Control control = store().control(RUN);
        assertThat(control.claimed()).as("claimed").isEqualTo(claimed);
        assertThat(control.ended()).as("ended").isEqualTo(ended);
        assertThat(control.live()).as("live").isEqualTo(claimed - ended);
    }

    private static Claim.Held held(Claim claim) {
        assertThat(claim).isInstanceOf(Claim.Held.class);
        return (Claim.Held) claim;
    }

    private static Checkpoint next(Checkpoint from, long read) {
        return from.advanced(Optional.of("{\"id\":{\"N\":\"" + read + "\"}}"), copied(read, 0), from.refusedParts());
    }

    private static Control resumed(Control control, int done) {
        return control.resumedBy(SECOND, control.ceilings(), control.limits(), done, Totals.NONE);
    }

    private static Summary summary(Verdict verdict) {
        return new Summary(
                RUN,
                verdict,
                Optional.of("a reason"),
                Mode.OVERWRITE,
                SampleRuns.SOURCE,
                SampleRuns.TARGET,
                copied(10, 1),
                new Summary.Cost(Optional.of(0.1 + 0.2), Optional.empty(), 0),
                SEGMENTS,
                3,
                12.345,
                List.of("refused-00001-e1-1"),
                Optional.of(new Next.Resume(RUN, Optional.of(Next.Limit.COST.to("2.5")))));
    }

    private static Backup backup(String execution) {
        return Backup.begun(Backup.Kind.ON_DEMAND, SampleRuns.TARGET, execution, Instant.parse("2026-11-24T10:15:01Z"));
    }

    /** Runs the tasks at the same time and gives their results in order. */
    private static <T> List<T> inThreads(int threads, IntFunction<Callable<T>> task) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            var together = new CyclicBarrier(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<T> one = task.apply(i);
                futures.add(executor.submit(() -> {
                    together.await();
                    return one.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            executor.shutdownNow();
        }
    }
}
