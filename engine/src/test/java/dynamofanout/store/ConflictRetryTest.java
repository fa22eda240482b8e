// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.pace.Waiting;
import dynamofanout.request.RunId;
import dynamofanout.run.StoreFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConflictRetryTest {
    private static final PartKey PART = PartKey.control(new RunId("run"));

    private final List<Duration> waits = new ArrayList<>();
    private final Waiting recorded = (messages, nanos) -> {
        waits.add(Duration.ofNanos(nanos));
        return messages.poll();
    };

    @Test
    void waits_grow_to_a_second_and_come_to_less_than_a_minute() {
        var conflicts = new ConflictRetry(recorded, () -> 1);

        for (int tries = 1; tries < ConflictRetry.TRIES; tries++) {
            conflicts.pause(PART, tries);
        }

        assertThat(waits)
                .startsWith(Duration.ofMillis(20), Duration.ofMillis(40))
                .endsWith(Duration.ofSeconds(1));
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45));
    }

    @Test
    void waits_are_as_long_as_chance_has_it() {
        new ConflictRetry(recorded, () -> 0).pause(PART, 10);
        new ConflictRetry(recorded, () -> 0.25).pause(PART, 10);

        assertThat(waits).containsExactly(Duration.ZERO, Duration.ofMillis(250));
    }

    @Test
    void the_last_try_is_the_last() {
        var conflicts = new ConflictRetry(recorded, () -> 1);

        assertThatThrownBy(() -> conflicts.pause(PART, ConflictRetry.TRIES))
                .isInstanceOf(StoreFailed.class)
                .hasMessage("part control of run cannot be written: 45 times in a row other writes to it were in the"
                        + " way; what was saved before is untouched");
        assertThat(waits).isEmpty();
    }

    @Test
    void an_interrupt_ends_the_waiting_and_stays() {
        var conflicts = new ConflictRetry(
                (messages, nanos) -> {
                    throw new InterruptedException();
                },
                () -> 1);

        assertThatThrownBy(() -> conflicts.pause(PART, 1))
                .isInstanceOf(StoreFailed.class)
                .hasMessage("part control of run was not written: interrupted while another write was in the way");
        assertThat(Thread.interrupted()).isTrue();
    }
}
