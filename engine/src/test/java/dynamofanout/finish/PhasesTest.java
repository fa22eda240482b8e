// SPDX-License-Identifier: Apache-2.0
package dynamofanout.finish;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.copied;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.CopyRequest;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.request.Request;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.Fate;
import dynamofanout.run.Next;
import dynamofanout.run.Phases;
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.RunStore;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Stop;
import dynamofanout.run.Summary;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.run.Verdict;
import dynamofanout.store.MemoryRunStore;
import dynamofanout.testing.TurnedClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Runs of several phases: when the next one may begin, and what the end is. Two segments each. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PhasesTest {
    private static final Limits FIVE_DELETES = new Limits(Optional.empty(), 10, Optional.of(5));

    private final RunStore store = new MemoryRunStore(new TurnedClock());

    @Test
    void checkpoints_of_phases_have_numbers_of_their_own() {
        var phases = new Phases(Mode.MIRROR, true, 10);

        assertThat(phases.all()).containsExactly(Phase.COPY, Phase.DELETE, Phase.VERIFY);
        assertThat(phases.numbers(Phase.DELETE)).startsWith(10).endsWith(19);
        assertThat(phases.at(Phase.VERIFY, 3).number()).isEqualTo(23);
        assertThat(phases.at(23)).isEqualTo(phases.at(Phase.VERIFY, 3));
        assertThat(phases.at(23).words()).isEqualTo("segment 3 (verify)");
        assertThat(phases.at(3).words()).isEqualTo("segment 3");
        assertThat(phases.checkpoints()).isEqualTo(30);
    }

    @Test
    void deleting_begins_when_all_is_copied_and_not_too_much_is_extra() {
        create(Mode.MIRROR, false);
        end(0, extra(10, 3), State.DONE);
        assertThat(mayBegin(Phase.DELETE)).isFalse();

        end(1, extra(10, 2), State.DONE);

        assertThat(mayBegin(Phase.DELETE)).isTrue();
        assertThat(store.control(RUN).stop()).isEmpty();
    }

    @Test
    void one_extra_item_too_many_stops_the_run_before_anything_is_deleted() {
        create(Mode.MIRROR, false);
        end(0, extra(10, 3), State.DONE);
        end(1, extra(10, 3), State.DONE);

        boolean mayBegin = mayBegin(Phase.DELETE);
        Summary summary = finish();

        assertThat(mayBegin).isFalse();
        assertThat(store.control(RUN).stop().map(Stop::cause)).contains(Stop.Cause.DELETES);
        assertThat(summary.verdict()).isEqualTo(Verdict.STOPPED);
        assertThat(summary.reason())
                .contains("6 items of table Orders in development are not in the source, more than the 5 of"
                        + " --max-deletes: nothing was deleted; resume with --max-deletes 6 to delete them");
        assertThat(summary.next().map(Next::command)).contains("fanout resume " + RUN + " --max-deletes 6");
    }

    @Test
    void what_a_comparison_found_extra_before_the_run_was_resumed_is_not_up_for_deletion() {
        create(Mode.MIRROR, true);
        end(0, extra(10, 5), State.DONE);
        end(1, extra(10, 0), State.DONE);
        end(2, counts(Counts.DELETED), State.DONE);
        end(3, counts(Counts.NONE), State.DONE);
        end(4, extra(10, 1), State.STOPPED);

        assertThat(mayBegin(Phase.DELETE)).isTrue();
        assertThat(mayBegin(Phase.VERIFY)).isTrue();
        assertThat(store.control(RUN).stop()).isEmpty();
    }

    @Test
    void nothing_is_deleted_where_something_was_refused() {
        create(Mode.MIRROR, false);
        end(0, copied(10, 1), State.DONE);
        end(1, extra(10, 1), State.DONE);

        boolean mayBegin = mayBegin(Phase.DELETE);
        Summary summary = finish();

        assertThat(mayBegin).isFalse();
        assertThat(summary.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(summary.reason()).contains("1 of 20 items were refused by the target; so nothing was deleted");
        assertThat(summary.next().map(Next::command)).contains("fanout replay " + RUN);
    }

    @Test
    void another_execution_may_begin_nothing() {
        create(Mode.MIRROR, false);
        end(0, extra(10, 0), State.DONE);
        end(1, extra(10, 0), State.DONE);

        assertThat(new PhaseGate(store).mayBegin(RUN, "another", Phase.DELETE)).isFalse();
    }

    @Test
    void what_was_kept_under_a_lower_limit_is_not_enough_to_delete_by() {
        create(Mode.MIRROR, false, new Limits(Optional.empty(), 10, Optional.of(2_000_000)));
        end(0, extra(0, 1_000_001), State.DONE);
        end(1, extra(0, 0), State.DONE);

        boolean mayBegin = mayBegin(Phase.DELETE);

        assertThat(mayBegin).isFalse();
        assertThat(finish().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void a_run_is_not_complete_before_its_last_phase_is_done() {
        create(Mode.OVERWRITE, true);
        end(0, copied(10, 0), State.DONE);
        end(1, copied(10, 0), State.DONE);

        assertThat(finish().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finish().next().map(Next::command)).contains("fanout resume " + RUN);

        end(2, equal(10), State.DONE);
        end(3, equal(10), State.DONE);
        Summary summary = finish();

        assertThat(summary.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(summary.totals().counts()).isEqualTo(copied(20, 0).counts());
        assertThat(summary.verified()).contains(equal(20).counts());
    }

    @Test
    void a_difference_that_verifying_finds_makes_the_run_incomplete_unless_it_changed_meanwhile() {
        create(Mode.OVERWRITE, true);
        end(0, copied(10, 0), State.DONE);
        end(1, copied(10, 0), State.DONE);
        end(2, equal(10), State.DONE);
        end(3, counts(Counts.ofPage(1, 0, 0).plus(Counts.DIFFERENT).plus(Counts.MEANWHILE)), State.DONE);

        assertThat(finish().verdict()).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void tables_that_differ_are_an_incomplete_comparison() {
        create(Mode.COMPARE, false);
        end(
                0,
                counts(Counts.ofPage(2, 0, 0)
                        .plus(Counts.MISSING)
                        .plus(Counts.DIFFERENT)
                        .plus(Counts.EXTRA)),
                State.DONE);
        end(1, equal(10), State.DONE);

        Summary summary = finish();

        assertThat(summary.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(summary.reason())
                .contains("the tables differ: 1 missing in the target, 1 different, 1 extra in the target");
        assertThat(summary.next().map(Next::command)).isEmpty();
    }

    private void create(Mode mode, boolean verifies) {
        create(mode, verifies, mode == Mode.MIRROR ? FIVE_DELETES : new Limits(Optional.empty(), 10));
    }

    private void create(Mode mode, boolean verifies, Limits limits) {
        CopyRequest plain = SampleRuns.request();
        Request request = new CopyRequest(
                plain.source(),
                plain.target(),
                mode,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                plain.ceilings(),
                limits,
                false,
                false,
                Optional.empty(),
                new CopyRequest.Checks(verifies, false));
        store.create(RUN, request, SampleRuns.plan(2), Control.first(FIRST, plain.ceilings(), limits));
    }

    private void end(int number, Totals totals, State state) {
        Checkpoint claimed = ((Claim.Held) store.claim(RUN, number, FIRST, "w" + number)).checkpoint();
        store.save(RUN, claimed.advanced(Optional.of("{}"), totals, List.of()).released(state), totals);
    }

    private boolean mayBegin(Phase phase) {
        return new PhaseGate(store).mayBegin(RUN, FIRST, phase);
    }

    private Summary finish() {
        return new Finisher(store).finish(RUN, FIRST, FinalIdentityCheck.SAME, Duration.ofSeconds(1));
    }

    private static Totals extra(long read, int extra) {
        return counts(Counts.ofPage(read, 0, 0).plus(Fate.UNCHANGED, read).plus(Fate.EXTRA, extra));
    }

    private static Totals equal(long read) {
        return counts(Counts.ofPage(read, 0, 0).plus(Fate.UNCHANGED, read));
    }

    private static Totals counts(Counts counts) {
        return new Totals(counts, UnitsUsed.NONE, 0, 0);
    }
}
