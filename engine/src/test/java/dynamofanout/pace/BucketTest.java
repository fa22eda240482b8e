// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BucketTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    @Test
    void a_pause_is_not_made_up_for_by_more_than_a_twentieth_of_a_second() {
        var bucket = new Bucket(1_000, 0);

        double taken = takeAllAt(bucket, 3_600 * SECOND);

        assertThat(taken).isEqualTo(50);
    }

    @Test
    void nothing_is_let_through_at_the_very_start() {
        assertThat(new Bucket(1_000, 5).tryTake(1, 5)).isFalse();
    }

    @Test
    void a_call_larger_than_the_balance_passes_and_is_paid_for_afterwards() {
        var bucket = new Bucket(100, 0);

        boolean isTaken = bucket.tryTake(200, 10 * MILLI);

        assertThat(isTaken).isTrue();
        assertThat(bucket.waitNanos(10 * MILLI)).isCloseTo(1_990 * MILLI, within(1_000L));
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        var bucket = new Bucket(100, 0);
        bucket.tryTake(200, 10 * MILLI);

        bucket.take(-200);

        assertThat(bucket.waitNanos(10 * MILLI)).isZero();
    }

    @Test
    void a_new_rate_holds_from_now_on_and_debts_stay() {
        var bucket = new Bucket(100, 0);
        bucket.tryTake(101, 10 * MILLI);

        bucket.changeRate(50, 10 * MILLI);

        assertThat(bucket.waitNanos(10 * MILLI)).isCloseTo(2 * SECOND, within(1_000L));
        assertThat(bucket.unitsPerSecond()).isEqualTo(50);
    }

    @Test
    void without_a_limit_nothing_waits_and_no_debt_is_left_for_the_limit_that_comes() {
        var bucket = new Bucket(Double.POSITIVE_INFINITY, 0);
        assertThat(bucket.tryTake(1e12, 1)).isTrue();
        assertThat(bucket.tryTake(1e12, 1)).isTrue();

        bucket.changeRate(1_000, 2);

        assertThat(bucket.waitNanos(2 + MILLI)).isZero();
    }

    private static double takeAllAt(Bucket bucket, long now) {
        double taken = 0;
        while (bucket.tryTake(1, now)) {
            taken++;
        }
        return taken;
    }
}
