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
    void a_table_turns_away_calls_of_any_worker() {
        answers(0, 2, 1, 1, 0, 1, 1, 0, 1);

        assertThat(hotSpots.areEverywhere()).isTrue();
    }

    @Test
    void a_partition_turns_away_calls_of_the_workers_in_it() {
        answers(0, 4, 3, 0, 0, 0, 0, 0, 0);

        assertThat(hotSpots.areEverywhere()).isFalse();
    }

    @Test
    void a_worker_by_itself_is_everywhere() {
        answers(0, 6);

        assertThat(hotSpots.areEverywhere()).isTrue();
    }

    @Test
    void few_throttled_calls_tell_nothing() {
        answers(0, 1, 1, 1, 1, 1);

        assertThat(hotSpots.areEverywhere()).isFalse();
    }

    @Test
    void what_was_long_ago_does_not_count() {
        answers(0, 10, 10);
        answers(3 * SECOND, 0, 0);
        answers(6 * SECOND, 0, 0);

        assertThat(hotSpots.areEverywhere()).isFalse();
    }

    /** Each worker has one call that is taken, and so many that are throttled. */
    private void answers(long time, int... throttledByWorker) {
        for (int worker = 0; worker < throttledByWorker.length; worker++) {
            hotSpots.answered(worker, false, time);
            for (int i = 0; i < throttledByWorker[worker]; i++) {
                hotSpots.answered(worker, true, time);
            }
        }
    }
}
