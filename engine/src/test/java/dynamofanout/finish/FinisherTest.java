// SPDX-License-Identifier: Apache-2.0
package dynamofanout.finish;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static dynamofanout.run.SampleRuns.copied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.Effort;
import dynamofanout.run.Failure;
import dynamofanout.run.Next;
import dynamofanout.run.NotOwner;
import dynamofanout.run.OwnPrices;
import dynamofanout.run.Plan;
import dynamofanout.run.Plans;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.RunStore;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Stop;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Summary;
import dynamofanout.run.SummaryBuilder;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitPrices;
import dynamofanout.run.UnitsUsed;
import dynamofanout.run.Verdict;
import dynamofanout.store.MemoryRunStore;
import dynamofanout.testing.TurnedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FinisherTest {
    private static final Duration TOOK = Duration.ofMillis(12_345);
    private static final String RESUME = "fanout resume " + RUN;

    private final TurnedClock clock = new TurnedClock();
    private final Instant start = clock.instant();
    private final RunStore store = new MemoryRunStore(clock);

    // complete and incomplete

    @Test
    void a_run_whose_segments_are_all_done_is_complete() {
        create(2);
        end(0, copied(10, 0), State.DONE);
        end(1, copied(5, 0), State.DONE);

        Summary summary = finish();

        assertThat(summary)
                .isEqualTo(new SummaryBuilder(Verdict.COMPLETE)
                        .totals(copied(15, 0))
                        .estimated(0.1 + 0.2)
                        .actual(7.5 * 1.25e-7 + 15 * 6.25e-7)
                        .segments(2, 2)
                        .seconds(12.345)
                        .period(new Summary.Period(start, start))
                        .build());
        assertThat(store.find(RUN).orElseThrow().summary()).contains(summary);
    }

    @Test
    void a_deployed_run_costs_what_workers_spent() {
        var prices = new OwnPrices(1, 0, 0, 0, 0);
        store.create(RUN, SampleRuns.request(), Plans.with(SampleRuns.plan(2), prices), SampleRuns.control());
        end(0, copied(10, 0).plus(new Effort(20, 3)), State.DONE);
        end(1, copied(5, 0).plus(new Effort(10, 2)), State.DONE);

        Summary summary = finish();

        // 2 claims, 2 workers, plan and finish
        assertThat(summary.cost().own()).contains(30 + 2 * 0.5 + 2 * 3.0 + 10);
    }

    @Test
    void what_it_costs_is_not_known_where_prices_are_not() {
        store.create(
                RUN,
                SampleRuns.request(),
                Plans.withOwnPrices(SampleRuns.plan(2), Optional.empty()),
                SampleRuns.control());
        end(0, copied(10, 0), State.DONE);
        end(1, copied(5, 0), State.DONE);

        assertThat(finish().cost().own()).isEmpty();
    }

    @Test
    void refused_items_make_a_run_incomplete_and_say_where_they_are() {
        create(2);
        end(1, copied(10, 2), State.DONE, "refused-00001-e1-1", "refused-00001-e1-2");
        end(0, copied(5, 1), State.DONE, "refused-00000-e1-1");

        Summary summary = finish();

        assertThat(summary.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(summary.reason()).contains("3 of 15 items were refused by the target");
        assertThat(summary.next().map(Next::command)).contains("fanout replay " + RUN);
        assertThat(summary.refusedIn())
                .containsExactly("refused-00000-e1-1", "refused-00001-e1-1", "refused-00001-e1-2");
    }

    @ParameterizedTest
    @EnumSource(Stop.Cause.class)
    void a_run_that_is_done_although_it_was_to_stop_is_complete(Stop.Cause cause) {
        create(1);
        end(0, copied(10, 0), State.DONE);
        store.adjust(RUN, control -> control.stopping(new Stop(cause, "enough")));

        Summary summary = finish();

        assertThat(summary.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(summary.reason()).isEmpty();
        assertThat(summary.next().map(Next::command)).isEmpty();
    }

    @Test
    void totals_are_set_anew_from_the_checkpoints() {
        create(1);
        end(0, copied(10, 0), State.DONE);
        store.adjust(RUN, control -> control.withTotals(copied(1_000, 0)));

        Summary summary = finish();

        assertThat(summary.totals()).isEqualTo(copied(10, 0));
        assertThat(store.control(RUN).totals()).isEqualTo(copied(10, 0));
    }

    @Test
    void seconds_are_those_of_all_executions_also_of_one_that_was_killed() {
        create(1);
        store.keepSample(RUN, store.control(RUN));
        clock.turn(Duration.ofSeconds(40));
        store.keepSample(RUN, store.control(RUN)); // and was killed
        clock.turn(Duration.ofHours(3));
        store.own(
                RUN, FIRST, control -> control.resumedBy(SECOND, control.ceilings(), control.limits(), 0, Totals.NONE));
        store.keepSample(RUN, store.control(RUN));
        clock.turn(TOOK);

        Summary summary = new Finisher(store).finish(RUN, SECOND, FinalIdentityCheck.SAME, TOOK);

        assertThat(summary.seconds()).isEqualTo(40 + TOOK.toMillis() / 1000.0);
        assertThat(summary.timing().period())
                .contains(new Summary.Period(
                        start, start.plusSeconds(40).plus(Duration.ofHours(3)).plus(TOOK)));
    }

    @Test
    void what_planning_read_is_in_the_cost_and_apart_in_the_units() {
        Plan plain = SampleRuns.plan(1);
        var costs = new Plan.Costs(
                plain.estimate(),
                new UnitPrices(Optional.of(0.5), Optional.of(0.25), Optional.of(2.0)),
                Optional.of(OwnPrices.NONE),
                Optional.empty(),
                new UnitsUsed(40, 10, 0));
        store.create(RUN, SampleRuns.request(), Plans.with(plain, costs), SampleRuns.control());
        end(0, new Totals(Counts.ofPage(1, 0, 0).plus(Counts.settled(1, 0)), new UnitsUsed(3, 0, 1), 0, 0), State.DONE);

        Summary summary = finish();

        assertThat(summary.json().path("units").path("planning").asDouble()).isEqualTo(50);
        assertThat(summary.json().path("units").path("read").asDouble()).isEqualTo(3);
        assertThat(summary.cost().actual()).contains(3 * 0.5 + 2.0 + 40 * 0.5 + 10 * 0.25);
    }

    // stopped

    @ParameterizedTest
    @EnumSource(
            value = Stop.Cause.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FATAL", "DELETES"})
    void a_run_that_the_user_or_a_limit_ended_has_stopped_and_can_be_resumed(Stop.Cause cause) {
        create(3);
        end(0, copied(10, 0), State.DONE);
        end(1, copied(5, 0), State.STOPPED);
        store.adjust(RUN, control -> control.stopping(new Stop(cause, "enough")));

        Summary summary = finish();

        assertThat(summary.verdict()).isEqualTo(Verdict.STOPPED);
        assertThat(summary.reason()).contains("enough");
        assertThat(summary.next().map(Next::command)).contains(RESUME);
        assertThat(summary.segmentsDone()).isEqualTo(1);
        assertThat(summary.totals().counts().read()).isEqualTo(15);
    }

    @Test
    void a_run_that_a_limit_ended_says_how_to_go_on_with_a_higher_one() {
        var limits = new Limits(Optional.of(new BigDecimal("2.50")), 2);
        store.create(
                RUN,
                SampleRuns.request(),
                SampleRuns.plan(2),
                Control.first(FIRST, SampleRuns.request().ceilings(), limits));
        end(0, copied(10, 3), State.DONE);

        store.adjust(RUN, control -> control.stopping(new Stop(Stop.Cause.BUDGET, "enough")));
        Optional<String> afterBudget = finish().next().map(Next::command);
        store.adjust(RUN, control -> control.resumedBy(FIRST, control.ceilings(), limits, 0, control.totals())
                .stopping(new Stop(Stop.Cause.REFUSED, "enough")));
        Optional<String> afterRefusals = finish().next().map(Next::command);

        assertThat(afterBudget).contains(RESUME + " --max-cost 5");
        assertThat(afterRefusals).contains(RESUME + " --max-refused 6");
    }

    @Test
    void what_the_execution_before_gave_up_does_not_make_a_stop_a_failure() {
        create(2);
        store.abandon(RUN, 1, FIRST, new Failure("Throttled", "the table took nothing"));
        store.own(
                RUN, FIRST, control -> control.resumedBy(SECOND, control.ceilings(), control.limits(), 0, Totals.NONE));
        store.adjust(RUN, control -> control.stopping(new Stop(Stop.Cause.USER, "stopped by fanout stop")));

        Summary summary = new Finisher(store).finish(RUN, SECOND, FinalIdentityCheck.SAME, TOOK);

        assertThat(summary.verdict()).isEqualTo(Verdict.STOPPED);
        assertThat(summary.reason()).contains("stopped by fanout stop");
    }

    // failed

    @Test
    void a_segment_that_was_given_up_fails_the_run() {
        create(3);
        end(0, copied(10, 0), State.DONE);
        end(2, copied(10, 0), State.DONE);
        store.abandon(RUN, 1, FIRST, new Failure("Throttled", "table Orders accepted no writes for 15 minutes"));

        Summary summary = finish();

        assertFailed(
                summary,
                "segment 1 of 3 was given up: table Orders accepted no writes for 15 minutes; 2 of 3 are done",
                Optional.of(RESUME));
    }

    @Test
    void of_several_segments_given_up_the_first_is_told_even_when_the_user_stopped_the_others() {
        create(4);
        end(0, copied(10, 0), State.STOPPED);
        store.abandon(RUN, 3, FIRST, new Failure("B", "b"));
        store.abandon(RUN, 1, FIRST, new Failure("A", "a"));
        store.adjust(RUN, control -> control.stopping(new Stop(Stop.Cause.USER, "stopped by fanout stop")));

        Summary summary = finish();

        assertFailed(summary, "segment 1 (and 1 more) of 4 was given up: a; 0 of 4 are done", Optional.of(RESUME));
    }

    @Test
    void a_missing_checkpoint_fails_the_run() {
        create(3);
        end(0, copied(10, 0), State.DONE);
        end(2, copied(10, 0), State.DONE);

        Summary summary = finish();

        assertFailed(summary, "1 of 3 segments did not come to their end", Optional.of(RESUME));
    }

    @Test
    void a_segment_that_was_left_open_fails_the_run() {
        create(1);
        end(0, copied(10, 0), State.OPEN);

        Summary summary = finish();

        assertFailed(summary, "1 of 1 segments did not come to their end", Optional.of(RESUME));
    }

    @Test
    void what_no_segment_could_escape_is_the_reason() {
        create(3);
        end(0, copied(10, 0), State.DONE);
        store.abandon(RUN, 1, FIRST, new Failure("AccessDeniedException", "something else"));
        store.adjust(RUN, control -> control.stopping(new Stop(Stop.Cause.FATAL, "access to table Orders was lost")));

        Summary summary = finish();

        assertFailed(summary, "access to table Orders was lost", Optional.of(RESUME));
    }

    @Test
    void a_table_that_was_created_anew_fails_a_run_that_is_done() {
        create(1);
        end(0, copied(10, 0), State.DONE);

        Summary summary =
                new Finisher(store).finish(RUN, FIRST, FinalIdentityCheck.changed("table Orders was re-created"), TOOK);

        assertFailed(summary, "table Orders was re-created", Optional.empty());
    }

    /** An item too many in one checkpoint: not even two mistakes that cancel each other out in the sum are passed. */
    @Test
    void a_wrong_count_fails_the_run_although_the_sum_is_right() {
        create(3);
        end(0, copied(10, 0), State.DONE);
        end(1, wrong(100, 99), State.DONE);
        end(2, wrong(100, 101), State.DONE);

        Summary summary = finish();

        assertThat(summary.totals().counts().isBalanced()).isTrue();
        assertFailed(
                summary,
                "the counts of segment 1 of 3 do not add up: 100 items were read, 99 are accounted for; start a new run,"
                        + " and please report this",
                Optional.empty());
    }

    @Test
    void a_wrong_count_is_graver_than_a_stop() {
        create(2);
        end(0, wrong(1, 0), State.STOPPED);
        store.adjust(RUN, control -> control.stopping(new Stop(Stop.Cause.USER, "stopped by fanout stop")));

        Summary summary = finish();

        assertFailed(
                summary,
                "the counts of segment 0 of 2 do not add up: 1 items were read, 0 are accounted for; start a new run,"
                        + " and please report this",
                Optional.empty());
    }

    // who may

    @Test
    void an_execution_that_does_not_own_the_run_ends_nothing() {
        create(1);
        end(0, copied(10, 0), State.DONE);
        Control before = store.control(RUN);

        assertThatThrownBy(() -> new Finisher(store).finish(RUN, SECOND, FinalIdentityCheck.SAME, TOOK))
                .isInstanceOf(NotOwner.class)
                .hasMessage("run " + RUN + " is carried out by execution " + FIRST + " now, no longer by " + SECOND);

        assertThat(store.find(RUN).orElseThrow().summary()).isEmpty();
        assertThat(store.control(RUN)).isEqualTo(before);
    }

    @Test
    void a_run_that_is_not_there_cannot_be_ended() {
        assertThatThrownBy(this::finish)
                .isInstanceOf(StoreFailed.class)
                .hasMessage("run " + RUN + " is not in the run store");
    }

    @Test
    void what_units_cost_is_not_known_without_a_price() {
        create(1);
        end(0, new Totals(copied(1, 0).counts(), new UnitsUsed(1, 1, 1), 0, 0), State.DONE);

        assertThat(finish().cost().actual()).isEmpty();
    }

    // replays

    @Test
    void a_replay_settles_the_keys_of_done_segments_that_were_not_refused_again() {
        create(1);
        var replay = new RunId("replay");
        create(replay, new ReplayRequest(RUN, Ceilings.NONE, new Limits(Optional.empty(), 10)), 2);
        store.keepKeys(replay, 0, List.of(key(1), key(2), key(3)));
        store.keepKeys(replay, 1, List.of(key(4)));
        // the service writes numbers in its own way
        store.keepRefused(
                replay, "part", List.of(new RefusedItem("{\"id\":{\"N\":\"2.0\"}}", "ValidationException", "")));
        end(replay, 0, copied(3, 1), State.DONE, "part");
        end(replay, 1, copied(0, 0), State.STOPPED);

        Summary summary = new Finisher(store).finish(replay, FIRST, FinalIdentityCheck.SAME, TOOK);

        assertThat(store.settled(RUN)).containsExactly(key(1), key(3));
        assertThat(summary.mode()).isEqualTo(Mode.OVERWRITE);
        assertThat(store.find(RUN).orElseThrow().summary()).isEmpty();
    }

    @Test
    void a_replay_that_settled_nothing_marks_nothing() {
        create(1);
        var replay = new RunId("replay");
        create(replay, new ReplayRequest(RUN, Ceilings.NONE, new Limits(Optional.empty(), 10)), 1);
        store.keepKeys(replay, 0, List.of(key(1)));

        Summary summary = new Finisher(store).finish(replay, FIRST, FinalIdentityCheck.SAME, TOOK);

        assertThat(store.settled(RUN)).isEmpty();
        assertThat(summary.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void seconds_are_those_of_the_execution() {
        create(1);

        assertThat(finish().seconds()).isCloseTo(12.345, within(1e-9));
    }

    private void create(int segments) {
        create(RUN, SampleRuns.request(), segments);
    }

    private void create(RunId run, Request request, int segments) {
        Plan plan = SampleRuns.plan(segments);
        store.create(run, request, plan, SampleRuns.control());
    }

    private void end(int segment, Totals totals, State state, String... refusedParts) {
        end(RUN, segment, totals, state, refusedParts);
    }

    private void end(RunId run, int segment, Totals totals, State state, String... refusedParts) {
        Checkpoint claimed = ((Claim.Held) store.claim(run, segment, FIRST, "w" + segment)).checkpoint();
        Checkpoint last = claimed.advanced(Optional.of("{}"), totals, List.of(refusedParts))
                .released(state);
        store.save(run, last, totals);
    }

    private Summary finish() {
        return new Finisher(store).finish(RUN, FIRST, FinalIdentityCheck.SAME, TOOK);
    }

    private static Totals wrong(long read, long written) {
        return new Totals(Counts.ofPage(read, 0, 0).plus(Counts.settled(written, 0)), UnitsUsed.NONE, 0, 0);
    }

    private static String key(int id) {
        return "{\"id\":{\"N\":\"" + id + "\"}}";
    }

    private static void assertFailed(Summary summary, String reason, Optional<String> next) {
        assertThat(summary.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(summary.reason()).contains(reason);
        assertThat(summary.next().map(Next::command)).isEqualTo(next);
    }
}
