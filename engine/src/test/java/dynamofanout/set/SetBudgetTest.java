// SPDX-License-Identifier: Apache-2.0
package dynamofanout.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.request.RunId;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.TableSet;
import dynamofanout.run.TableSet.Member;
import dynamofanout.set.SetBudget.Spent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Sets that may cost ten dollars. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SetBudgetTest {
    private static final RunId A = new RunId("a");
    private static final RunId B = new RunId("b");
    private static final RunId C = new RunId("c");
    private static final Spent NOTHING = new Spent(Map.of(), Set.of(), Set.of());

    @Test
    void shares_are_by_estimate_and_never_more_than_the_whole() {
        TableSet set = set(member(A, 1), member(B, 3), member(C, 0));

        for (RunId run : List.of(A, B, C)) {
            set = SetBudget.promise(set, run, NOTHING);
        }

        assertThat(limit(set, A) + limit(set, B) + limit(set, C)).isCloseTo(10, within(1e-4));
        assertThat(limit(set, B) / limit(set, A)).isBetween(2.8, 3.0);
        assertThat(limit(set, C)).isBetween(0.01, 0.2);
    }

    @Test
    void what_a_run_leaves_over_goes_to_those_that_begin_later() {
        TableSet begun = SetBudget.promise(set(member(A, 1), member(B, 1)), A, NOTHING);

        TableSet set = SetBudget.promise(begun, B, new Spent(Map.of(A, 0.5), Set.of(A), Set.of(A)));

        assertThat(limit(begun, A)).isCloseTo(5, within(1e-4));
        assertThat(limit(set, B)).isCloseTo(9.5, within(1e-4));
    }

    @Test
    void a_run_that_goes_on_may_spend_its_share_beside_what_it_has_spent() {
        TableSet set = SetBudget.promise(
                set(member(A, 1), member(B, 1)), A, new Spent(Map.of(A, 3.0, B, 1.0), Set.of(A, B), Set.of(B)));

        assertThat(limit(set, A)).isCloseTo(9, within(1e-4));
    }

    @Test
    void one_that_spends_too_much_takes_it_from_the_others() {
        TableSet begun = SetBudget.promise(set(member(A, 1), member(B, 1)), A, NOTHING);

        TableSet set = SetBudget.promise(begun, B, new Spent(Map.of(A, 5.2), Set.of(), Set.of()));

        assertThat(limit(set, B)).isCloseTo(4.8, within(1e-4));
    }

    @Test
    void a_begin_that_is_repeated_gets_what_it_got_before() {
        TableSet begun = SetBudget.promise(set(member(A, 1), member(B, 1)), A, NOTHING);

        TableSet again = SetBudget.promise(begun, A, NOTHING);

        assertThat(limit(again, A)).isEqualTo(limit(begun, A));
    }

    private static double limit(TableSet set, RunId run) {
        return set.member(run).flatMap(Member::limit).orElseThrow().doubleValue();
    }

    private static Member member(RunId run, double dollars) {
        return new Member(run, run.text(), run.text(), Optional.of(dollars), Optional.empty());
    }

    private static TableSet set(Member... members) {
        return new TableSet(
                new RunId("set"),
                Instant.EPOCH,
                "set",
                SampleRuns.set(Instant.EPOCH, 1).request(),
                List.of(members),
                Optional.empty(),
                Ceilings.NONE,
                new Limits(Optional.of(BigDecimal.TEN), 10));
    }
}
