// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkerHostTest {
    @Test
    void a_run_takes_half_of_what_the_account_has_and_asks_for_no_more_than_all() {
        WorkerHost host = host(40, Optional.empty(), OptionalInt.of(10));

        assertThat(host.mostWorkers()).isEqualTo(5);
        assertThat(host.mostAsked()).isEqualTo(10);
        assertThat(host.warning(Optional.empty(), 5)).hasValueSatisfying(why -> assertThat(why)
                .isEqualTo("no more than 5 workers are planned: the home account lets 10 functions run at a time that"
                        + " have none reserved (Lambda's quota can be raised), of which a run takes half"));
        assertThat(host.warning(Optional.of(12), 10)).hasValueSatisfying(why -> assertThat(why)
                .startsWith("12 workers are asked for, and 10 planned: the home account lets 10 functions"));
        assertThat(host.warning(Optional.of(10), 10)).isEmpty();
    }

    @Test
    void reserved_concurrency_is_the_only_limit_where_there_is_some() {
        WorkerHost host = host(40, Optional.of(8), OptionalInt.of(2));

        assertThat(host.mostWorkers()).isEqualTo(8);
        assertThat(host.mostAsked()).isEqualTo(8);
        assertThat(host.warning(Optional.empty(), 8)).isEmpty();
        assertThat(host.warning(Optional.of(9), 8))
                .contains("9 workers are asked for, and 8 planned: home.reservedConcurrency is 8");
    }

    @Test
    void a_large_account_leaves_the_number_that_was_deployed() {
        WorkerHost host = host(40, Optional.empty(), OptionalInt.of(1_000));

        assertThat(host.mostWorkers()).isEqualTo(40);
        assertThat(host.warning(Optional.empty(), 40)).isEmpty();
        assertThat(host.warning(Optional.of(41), 40))
                .contains("41 workers are asked for, and 40 planned: mostWorkers is 40 as deployed");
    }

    private static WorkerHost host(int mostWorkers, Optional<Integer> reserved, OptionalInt unreserved) {
        return WorkerHost.deployed(new WorkerHost.Concurrency(mostWorkers, reserved, unreserved), "eu-west-1", 512);
    }
}
