package dynamofanout.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dynamofanout.request.RunId;
import dynamofanout.run.TableSet.Member;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SetBudgetTest {
    private static final Optional<BigDecimal> TEN = Optional.of(BigDecimal.TEN);

    @Test
    void shares_are_by_estimate_and_never_more_than_the_whole() {
        var budget = new SetBudget(TEN, List.of(member("a", 1), member("b", 3), member("c", 0)), 0);

        double a = limit(budget.begin(new RunId("a"), 0));
        double b = limit(budget.begin(new RunId("b"), 0));
        double c = limit(budget.begin(new RunId("c"), 0));

        assertThat(a + b + c).isCloseTo(10, within(1e-4));
        assertThat(b / a).isBetween(2.8, 3.0);
        assertThat(c).isBetween(0.01, 0.2);
    }

    @Test
    void what_a_run_leaves_over_goes_to_those_that_begin_later() {
        var budget = new SetBudget(TEN, List.of(member("a", 1), member("b", 1)), 0);
        budget.begin(new RunId("a"), 0);

        budget.end(new RunId("a"), 0.5);

        assertThat(limit(budget.begin(new RunId("b"), 0))).isCloseTo(9.5, within(1e-4));
    }

    @Test
    void a_run_that_goes_on_may_spend_its_share_beside_what_it_has_spent() {
        var budget = new SetBudget(TEN, List.of(member("a", 1)), 4);

        assertThat(limit(budget.begin(new RunId("a"), 3))).isCloseTo(9, within(1e-4));
    }

    @Test
    void one_that_spends_too_much_takes_it_from_the_others() {
        var budget = new SetBudget(TEN, List.of(member("a", 1), member("b", 1)), 0);
        budget.begin(new RunId("a"), 0);
        budget.end(new RunId("a"), 5.2);

        assertThat(limit(budget.begin(new RunId("b"), 0))).isCloseTo(4.8, within(1e-4));
    }

    @Test
    void without_a_limit_there_is_none() {
        var budget = new SetBudget(Optional.empty(), List.of(member("a", 1)), 0);

        assertThat(budget.begin(new RunId("a"), 0)).isEmpty();
    }

    private static double limit(Optional<BigDecimal> limit) {
        return limit.orElseThrow().doubleValue();
    }

    private static Member member(String run, double dollars) {
        return new Member(new RunId(run), run, run, Optional.of(dollars), Optional.empty(), Optional.empty());
    }
}
