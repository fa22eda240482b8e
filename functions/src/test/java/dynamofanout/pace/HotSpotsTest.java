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
    void a_table_turns_away_calls_of_nearly_all_workers() {
        answer("one", true, 0);
        answer("two", true, 0);
        answer("three", true, 0);
        answer("four", false, 0);

        assertThat(hotSpots.areEverywhere()).isTrue();
    }

    @Test
    void a_partition_turns_away_calls_of_the_workers_in_it() {
        answer("one", true, 0);
        answer("two", true, 0);
        answer("three", false, 0);
        answer("four", false, 0);

        assertThat(hotSpots.areEverywhere()).isFalse();
    }

    @Test
    void a_worker_that_was_throttled_stays_so_for_the_window() {
        answer("one", true, 0);
        answer("one", false, SECOND);

        assertThat(hotSpots.areEverywhere()).isTrue();
    }

    @Test
    void what_was_long_ago_does_not_count() {
        answer("one", true, 0);
        answer("one", false, 3 * SECOND);
        answer("one", false, 6 * SECOND);

        assertThat(hotSpots.areEverywhere()).isFalse();
    }

    private void answer(String worker, boolean isThrottled, long time) {
        hotSpots.answered(worker, isThrottled, time);
    }
}
