// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BackoffPropertyTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));

    @Property
    void any_time_up_to_the_bound_may_come(
            @ForAll @IntRange(min = 1, max = 100) int tries, @ForAll @DoubleRange(max = 1) double chance) {
        assertThat(BACKOFF.delayNanos(tries, chance))
                .isEqualTo((long) (BACKOFF.delayNanos(tries, 1) * chance))
                .isBetween(0L, 5_000_000_000L);
    }
}
