// SPDX-License-Identifier: Apache-2.0
package dynamofanout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PreparationTest {
    /** Prepare, Ready? and AwaitBackup. */
    private static final int EVENTS_OF_A_TURN = 9;

    @Test
    void a_backup_is_looked_at_every_ten_seconds_at_first_and_every_five_minutes_in_the_end() {
        assertThat(Preparation.pause(Duration.ZERO)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Preparation.pause(Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(1));
        assertThat(Preparation.pause(Duration.ofHours(20))).isEqualTo(Duration.ofMinutes(5));
    }

    /** An execution's history takes 25,000 events, and Lambda's throttling may want 6,900 of them. */
    @Test
    void a_day_of_waiting_leaves_room_in_the_executions_history() {
        Duration age = Duration.ZERO;
        int turns = 0;
        while (age.compareTo(Duration.ofHours(24)) < 0) {
            age = age.plus(Preparation.pause(age));
            turns++;
        }

        assertThat(turns).isBetween(300, 350);
        assertThat(turns * EVENTS_OF_A_TURN).isLessThan(25_000 - 3 * 6_900);
    }
}
