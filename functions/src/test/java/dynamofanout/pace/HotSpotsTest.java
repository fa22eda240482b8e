package dynamofanout.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class HotSpotsTest {
    private static final long SECOND = 1_000_000_000L;

    private final HotSpots hotSpots = new HotSpots();

    @Test
    void a_worker_that_alone_is_throttled_is_in_a_hot_partition() {
        answers("one", 20, 5, 0);
        answers("others", 200, 2, 0);

        assertThat(hotSpots.isHot("one")).isTrue();
        assertThat(hotSpots.isHot("others")).isFalse();
    }

    @Test
    void workers_that_are_throttled_alike_are_at_the_tables_limit() {
        answers("one", 20, 5, 0);
        answers("two", 20, 4, 0);
        answers("three", 20, 6, 0);

        assertThat(hotSpots.isHot("one")).isFalse();
        assertThat(hotSpots.isHot("three")).isFalse();
    }

    @Test
    void two_throttled_calls_may_be_chance() {
        answers("one", 20, 2, 0);
        answers("others", 200, 0, 0);

        assertThat(hotSpots.isHot("one")).isFalse();
    }

    @Test
    void a_worker_by_itself_has_nobody_to_compare_with() {
        answers("one", 20, 10, 0);

        assertThat(hotSpots.isHot("one")).isFalse();
    }

    @Test
    void what_was_long_ago_does_not_count() {
        answers("one", 20, 10, 0);
        answers("others", 200, 0, 4 * SECOND);
        answers("others", 200, 0, 8 * SECOND);

        assertThat(hotSpots.isHot("one")).isFalse();
        assertThat(hotSpots.workers()).isEqualTo(1);
    }

    private void answers(String worker, int calls, int throttled, long time) {
        for (int i = 0; i < calls; i++) {
            hotSpots.answered(worker, i < throttled, time);
        }
    }
}
