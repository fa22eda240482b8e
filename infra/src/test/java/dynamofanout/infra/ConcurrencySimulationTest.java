// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * The Map of the synthesized definition against an account with few concurrent executions, in simulated time: an invocation
 * that finds no slot waits as the definition's Retry says.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConcurrencySimulationTest {
    private static final JsonNode RETRY = Synthesis.ofTwoAccounts()
            .template("fanout")
            .definition()
            .path("States")
            .path("CopySegments")
            .path("ItemProcessor")
            .path("States")
            .path("CopySegment")
            .path("Retry")
            .path(1);

    /** TaskScheduled, TaskStarted, TaskFailed. */
    private static final int EVENTS_OF_A_FAILED_ATTEMPT = 3;

    /** Entered, scheduled, started, succeeded, exited, and the choice entered and exited. */
    private static final int EVENTS_OF_A_TURN = 7;

    private static final int MOST_EVENTS = 25_000;

    @Test
    void forty_workers_of_an_account_with_ten_slots_end_every_segment() {
        Outcome outcome = new Simulation(763, 40, 10, segment -> 880).run();

        assertThat(outcome.givenUp()).isZero();
        assertThat(outcome.ended()).isEqualTo(763);
        assertThat(outcome.mostEvents()).isLessThan(MOST_EVENTS / 10);
        System.out.println("763 segments of 880 s, 40 workers, 10 slots: " + outcome);
    }

    /** Others take nine of ten slots: one worker at a time goes on. */
    @Test
    void forty_workers_with_one_slot_between_them_end_every_segment() {
        Outcome outcome = new Simulation(200, 40, 1, segment -> 60 + 820 * (segment % 2)).run();

        assertThat(outcome.givenUp()).isZero();
        assertThat(outcome.ended()).isEqualTo(200);
        assertThat(outcome.mostEvents()).isLessThan(MOST_EVENTS);
        System.out.println("200 segments, 40 workers, 1 slot: " + outcome);
    }

    @Test
    void without_any_slot_a_segment_is_given_up_after_about_four_days_with_a_history_that_is_not_full() {
        Outcome outcome = new Simulation(20, 20, 0, segment -> 880).run();

        assertThat(outcome.givenUp()).isEqualTo(20);
        assertThat(outcome.took()).isBetween(Duration.ofHours(90), Duration.ofHours(102));
        assertThat(outcome.mostEvents() * 3).as("three such waits fit").isLessThan(MOST_EVENTS);
    }

    private record Outcome(int ended, int givenUp, int mostEvents, Duration took) {}

    /** @param at seconds */
    private record Event(double at, int segment, boolean isEndOfWork) {}

    private static final class Simulation {
        private final int segments;
        private final int workers;
        private final int slots;
        private final IntUnaryOperator seconds;
        private final Random chance = new Random(17);
        private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));
        private final int[] attempts;

        Simulation(int segments, int workers, int slots, IntUnaryOperator seconds) {
            this.segments = segments;
            this.workers = workers;
            this.slots = slots;
            this.seconds = seconds;
            this.attempts = new int[segments];
        }

        Outcome run() {
            int begun = 0;
            int busy = 0;
            int ended = 0;
            int givenUp = 0;
            int mostEvents = 0;
            double now = 0;
            while (begun < Math.min(workers, segments)) {
                events.add(new Event(0, begun++, false));
            }
            while (!events.isEmpty()) {
                Event event = events.poll();
                now = event.at();
                boolean isOver = event.isEndOfWork();
                if (isOver) {
                    busy--;
                    ended++;
                } else if (busy < slots) {
                    busy++;
                    events.add(new Event(now + seconds.applyAsInt(event.segment()), event.segment(), true));
                } else if (++attempts[event.segment()]
                        > RETRY.path("MaxAttempts").asInt()) {
                    givenUp++;
                    isOver = true;
                } else {
                    events.add(new Event(now + delay(attempts[event.segment()]), event.segment(), false));
                }
                mostEvents =
                        Math.max(mostEvents, attempts[event.segment()] * EVENTS_OF_A_FAILED_ATTEMPT + EVENTS_OF_A_TURN);
                if (isOver && begun < segments) {
                    events.add(new Event(now, begun++, false));
                }
            }
            return new Outcome(ended, givenUp, mostEvents, Duration.ofSeconds((long) now));
        }

        /** Full jitter: anything up to the delay. */
        private double delay(int attempt) {
            double grown = RETRY.path("IntervalSeconds").asInt()
                    * Math.pow(RETRY.path("BackoffRate").asDouble(), Math.min(attempt - 1, 30));
            return chance.nextDouble()
                    * Math.min(grown, RETRY.path("MaxDelaySeconds").asInt());
        }
    }
}
