// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import dynamofanout.request.Limits;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunLimitsTest {
    private static final UnitPrices PRICES = new UnitPrices(Optional.of(0.25), Optional.of(0.5), Optional.of(1.0));
    private static final UnitPrices FREE = new UnitPrices(Optional.of(0.0), Optional.of(0.0), Optional.of(0.0));
    private static final UnitPrices UNKNOWN = new UnitPrices(Optional.empty(), Optional.empty(), Optional.empty());

    private final Limits limits = new Limits(Optional.of(new BigDecimal("10.50")), 2);

    @Test
    void below_its_limits_a_run_goes_on() {
        assertThat(reached(limits, spent(2, 2, 8), PRICES)).isEmpty();
        assertThat(reached(limits, SampleRuns.copied(2, 2), FREE)).isEmpty();
    }

    @Test
    void a_run_that_has_used_up_its_budget_ends() {
        assertThat(reached(limits, spent(4, 1, 9), PRICES))
                .contains(new Stop(Stop.Cause.BUDGET, "the run has used up the 10.5 dollars of --max-cost"));
    }

    @Test
    void one_refused_item_more_than_allowed_ends_a_run() {
        assertThat(reached(limits, SampleRuns.copied(10, 3), FREE))
                .contains(new Stop(Stop.Cause.REFUSED, "3 items were refused, more than the 2 of --max-refused"));
    }

    @Test
    void a_budget_cannot_be_reached_while_prices_are_unknown() {
        assertThat(reached(limits, spent(1e9, 0, 1e9), UNKNOWN)).isEmpty();
    }

    @Test
    void without_a_budget_money_is_no_object() {
        assertThat(reached(new Limits(Optional.empty(), 2), spent(1e9, 0, 1e9), PRICES))
                .isEmpty();
    }

    @Test
    void what_is_given_replaces_what_was() {
        assertThat(limits.changed(Optional.empty(), Optional.empty(), Optional.empty()))
                .isEqualTo(limits);
        assertThat(limits.changed(Optional.of(BigDecimal.TEN), Optional.of(7), Optional.empty()))
                .isEqualTo(new Limits(Optional.of(BigDecimal.TEN), 7));
    }

    @Test
    void only_prices_of_units_that_were_used_must_be_known() {
        var noTargetRead = new UnitPrices(Optional.of(0.25), Optional.empty(), Optional.of(1.0));

        assertThat(noTargetRead.cost(new UnitsUsed(4, 0, 2))).contains(3.0);
        assertThat(noTargetRead.cost(new UnitsUsed(4, 1, 2))).isEmpty();
        assertThat(PRICES.cost(new UnitsUsed(4, 2, 2))).contains(4.0);
        assertThat(UNKNOWN.cost(UnitsUsed.NONE)).contains(0.0);
    }

    @Test
    void a_budget_that_is_spent_already_is_refused() {
        Totals soFar = SampleRuns.copied(8, 0);

        assertThatThrownBy(() -> RunLimits.requireRoom(limit("9", 2), soFar, PRICES.cost(soFar.units())))
                .isInstanceOf(BadInput.class)
                .hasMessage("maxCost must be above the $9.000000 that the run has spent so far, got: 9");
        assertThatCode(() -> RunLimits.requireRoom(limit("9.01", 2), soFar, PRICES.cost(soFar.units())))
                .doesNotThrowAnyException();
    }

    @Test
    void a_limit_of_refused_items_that_is_passed_already_is_refused() {
        assertThatThrownBy(() -> RunLimits.requireRoom(limit("100", 2), SampleRuns.copied(10, 3), Optional.empty()))
                .isInstanceOf(BadInput.class)
                .hasMessage("maxRefused must be at least the 3 items that were refused so far, got: 2");
        assertThatCode(() -> RunLimits.requireRoom(limit("100", 3), SampleRuns.copied(10, 3), Optional.empty()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "100, 1", "101, 2", "5000, 50", "100000, 1000", "2000000000, 1000"})
    void a_mirror_deletes_one_in_a_hundred_at_most_and_never_more_than_a_thousand(long items, int deletes) {
        assertThat(limits.forMirror(items).maxDeletes()).contains(deletes);
    }

    @Test
    void a_given_limit_of_deletes_stays() {
        var given = new Limits(Optional.empty(), 10, Optional.of(0));

        assertThat(given.forMirror(1_000_000).maxDeletes()).contains(0);
    }

    private static Limits limit(String maxCost, int maxRefused) {
        return new Limits(Optional.of(new BigDecimal(maxCost)), maxRefused);
    }

    private static Totals spent(double sourceReads, double targetReads, double targetWrites) {
        return new Totals(Counts.NONE, new UnitsUsed(sourceReads, targetReads, targetWrites), 0, 0);
    }

    private static Optional<Stop> reached(Limits limits, Totals totals, UnitPrices prices) {
        return RunLimits.reached(limits, totals, prices.cost(totals.units()));
    }
}
