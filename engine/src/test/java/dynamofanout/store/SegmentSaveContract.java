// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static dynamofanout.run.SampleRuns.copied;
import static dynamofanout.store.StoreSamples.held;
import static dynamofanout.store.StoreSamples.next;
import static dynamofanout.store.StoreSamples.resumed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.request.Ceilings;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Effort;
import dynamofanout.run.NotOwner;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Superseded;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Saves of checkpoints, and what they add to the run. */
interface SegmentSaveContract extends RunStoreCase {
    @Test
    default void a_save_is_found_again_whole() {
        create();
        Checkpoint next = claim(3, "w1")
                .advanced(
                        Optional.of("{\"id\":{\"S\":\"ü \\\"quoted\\\"\"}}"),
                        new Totals(
                                SampleRuns.counts(11, 1, 2, 3, 4, 1, 0, 0, 0, 5, 6),
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
}
