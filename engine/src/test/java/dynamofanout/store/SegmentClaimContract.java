// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static dynamofanout.run.SampleRuns.copied;
import static dynamofanout.store.StoreSamples.held;
import static dynamofanout.store.StoreSamples.inThreads;
import static dynamofanout.store.StoreSamples.next;
import static dynamofanout.store.StoreSamples.resumed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Failure;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Superseded;
import dynamofanout.run.Totals;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Claims of segments, and segments that are given up. */
interface SegmentClaimContract extends RunStoreCase {
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
}
