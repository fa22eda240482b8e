// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({"0, 50", "1, 50", "2, 100", "3, 200", "7, 3200", "8, 5000", "1000000, 5000"})
    void the_bound_doubles_with_each_try_up_to_the_longest(int tries, long millis) {
        assertThat(BACKOFF.delayNanos(tries, 1)).isEqualTo(millis * 1_000_000);
    }
}
