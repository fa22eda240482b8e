// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.pace.Pace.Throttle;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double FIRST_RATE = 4_000;

    private final Bucket ceiling = new Bucket(100, 0);
    private final AdaptiveLimit table = new AdaptiveLimit(0);
    private final AdaptiveLimit partition = new AdaptiveLimit(0);
    private final Pace pace = Pace.ofReads(ceiling, table, partition, 1);

    @Test
    void a_call_takes_its_units_from_the_ceiling_the_table_and_the_partition() {
        assertThat(pace.tryTake(10_000, SECOND)).isTrue();

        assertThat(ceiling.waitNanos(SECOND)).isPositive();
        assertThat(table.bucket().waitNanos(SECOND)).isPositive();
        assertThat(partition.bucket().waitNanos(SECOND)).isPositive();
    }

    @Test
    void a_call_that_one_of_them_refuses_takes_nothing_anywhere() {
        partition.bucket().take(1_000_000);

        assertThat(pace.tryTake(10_000, SECOND)).isFalse();

        assertThat(ceiling.waitNanos(SECOND)).isZero();
        assertThat(table.bucket().waitNanos(SECOND)).isZero();
    }

    @Test
    void the_wait_is_that_of_the_slowest() {
        pace.tryTake(300, SECOND);

        assertThat(pace.waitNanos(SECOND))
                .isEqualTo(ceiling.waitNanos(SECOND))
                .isGreaterThan(table.bucket().waitNanos(SECOND));
    }

    @Test
    void a_call_that_cost_more_than_estimated_is_paid_for_by_the_next() {
        pace.tryTake(1, SECOND);

        pace.accepted(1, 300, SECOND);

        assertThat(pace.tryTake(1, SECOND + 2 * SECOND)).isFalse();
        assertThat(pace.tryTake(1, SECOND + 3 * SECOND)).isTrue();
    }

    @Test
    void a_throttled_call_is_given_back_by_the_ceiling_but_not_by_what_the_table_is_found_to_take() {
        pace.tryTake(10_000, SECOND);

        pace.throttled(10_000, Throttle.TABLE, SECOND);

        assertThat(ceiling.waitNanos(SECOND)).isZero();
        assertThat(table.bucket().waitNanos(SECOND)).isPositive();
        assertThat(partition.bucket().waitNanos(SECOND)).isPositive();
    }

    @Test
    void a_hot_partition_slows_down_this_worker_only() {
        throttleForASecond(Throttle.PARTITION);

        assertThat(partition.unitsPerSecond()).isLessThan(FIRST_RATE / 10);
        assertThat(table.unitsPerSecond()).isEqualTo(FIRST_RATE);
    }

    @Test
    void a_throttled_table_slows_down_every_worker_of_the_process() {
        throttleForASecond(Throttle.TABLE);

        assertThat(table.unitsPerSecond()).isLessThan(FIRST_RATE / 10);
        assertThat(partition.unitsPerSecond()).isEqualTo(FIRST_RATE);
    }

    @Test
    void a_throttled_write_slows_down_its_own_writer_whoever_throttles() {
        Pace writes = Pace.ofWrites(ceiling, table, 1);

        for (int i = 0; i < 1_000; i++) {
            writes.throttled(25, SECOND + i * SECOND / 1_000);
        }

        assertThat(table.unitsPerSecond()).isLessThan(FIRST_RATE / 10);
    }

    @Test
    void the_largest_call_is_a_tenth_of_a_second_s_units() {
        assertThat(pace.unitsPerSecond()).isEqualTo(100);
        assertThat(pace.shareOfCeiling()).isEqualTo(100);
        assertThat(pace.largestCall()).isEqualTo(10);
    }

    private void throttleForASecond(Throttle by) {
        for (int i = 0; i < 1_000; i++) {
            pace.throttled(25, by, SECOND + i * SECOND / 1_000);
        }
    }
}
