// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.OwnCost.Parts;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The arithmetic by hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OwnCostTest {
    private static final Offset<Double> EXACTLY = Offset.offset(1e-9);

    @Test
    void an_estimate_is_of_workers_that_are_at_work_from_start_to_end() {
        var cost = new OwnCost(new OwnPrices(1, 0, 0, 0, 0));

        Parts parts = cost.estimated(8, 2, 100, 1_000);

        // 2 × 1,000 s, 8 segments + 2 more claims at a deadline, 2 cold starts, plan and finish
        assertThat(parts.lambda()).isEqualTo(2_000 + 10 * 0.5 + 2 * 3 + 10, EXACTLY);
        assertThat(parts.sum()).isEqualTo(parts.lambda(), EXACTLY);
    }

    @Test
    void few_workers_need_longer_than_the_target_allows() {
        var cost = new OwnCost(new OwnPrices(1, 0, 0, 0, 0));

        Parts parts = cost.estimated(1, 1, 500_000, 10);

        assertThat(parts.lambda()).isEqualTo(500 + 0.5 + 3 + 10, EXACTLY);
    }

    @Test
    void each_claim_is_an_invocation_and_two_transitions() {
        var cost = new OwnCost(new OwnPrices(0, 1, 1, 0, 0));

        Parts parts = cost.estimated(8, 2, 100, 1_000);

        assertThat(parts.lambda()).isEqualTo(10 + 2, EXACTLY);
        assertThat(parts.stepFunctions()).isEqualTo(8 + 2 * 8 + 2 * 10, EXACTLY);
    }

    @Test
    void claims_and_last_saves_are_transactions_on_the_run_table() {
        Parts writes = new OwnCost(new OwnPrices(0, 0, 0, 1, 0)).estimated(8, 2, 100, 1_000);
        Parts reads = new OwnCost(new OwnPrices(0, 0, 0, 0, 1)).estimated(8, 2, 100, 1_000);

        // 10 claims, 10 last saves and 200 others
        assertThat(writes.runTable()).isEqualTo(20 + 10 * 4 + 10 * 4 + 200 * 2, EXACTLY);
        assertThat(reads.runTable()).isEqualTo(20 + 10 * 4 + 8 * 0.25, EXACTLY);
    }

    @Test
    void what_it_did_cost_is_counted_from_checkpoints() {
        var cost = new OwnCost(new OwnPrices(1, 100, 10_000, 1_000_000, 0));
        List<Checkpoint> checkpoints =
                List.of(checkpoint(0, 1, new Effort(60.5, 7)), checkpoint(1, 2, new Effort(9, 3)));

        Parts parts = cost.actual(2, checkpoints);

        // 3 claims, 10 saves of which each claim's last is a transaction
        assertThat(parts.lambda()).isEqualTo(69.5 + 3 * 0.5 + 2 * 3 + 10 + 100 * (3 + 2), EXACTLY);
        assertThat(parts.stepFunctions()).isEqualTo(10_000.0 * (8 + 2 * 2 + 2 * 3), EXACTLY);
        assertThat(parts.runTable()).isEqualTo(1_000_000.0 * (20 + 3 * 6 + 10 * 2), EXACTLY);
    }

    @Test
    void a_local_run_costs_nothing_beside_its_tables() {
        assertThat(new OwnCost(OwnPrices.NONE).estimated(10_000, 100, 1e12, 1e6))
                .isEqualTo(new Parts(0, 0, 0));
    }

    private static Checkpoint checkpoint(int segment, int epoch, Effort effort) {
        return new Checkpoint(
                segment,
                State.DONE,
                "w",
                "e",
                epoch,
                3,
                true,
                Optional.empty(),
                Totals.NONE.plus(effort),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
