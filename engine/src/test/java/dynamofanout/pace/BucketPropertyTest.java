// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class BucketPropertyTest {
    private static final long SECOND = 1_000_000_000L;

    /** A pause, then a call that was estimated at one size and turned out to have another, then another rate. */
    private record Step(long pauseNanos, double estimate, double actual, double newRate) {}

    @Property(tries = 300)
    void a_call_is_only_let_through_when_less_than_the_rate_was_used_before_it(@ForAll("steps") List<Step> steps) {
        var bucket = new Bucket(100, 0);
        double allowed = 0;
        double used = 0;
        double rate = 100;
        long now = 0;
        for (Step step : steps) {
            now += step.pauseNanos();
            allowed += step.pauseNanos() / 1e9 * rate;
            double usedBefore = used;
            if (bucket.tryTake(step.estimate(), now)) {
                assertThat(usedBefore).isLessThan(allowed + 1e-6);
                bucket.take(step.actual() - step.estimate());
                used += step.actual();
            }
            bucket.changeRate(step.newRate(), now);
            rate = step.newRate();
        }
    }

    @Property(tries = 300)
    void a_call_may_be_sent_when_the_wait_is_over_and_not_before(
            @ForAll @DoubleRange(min = 0.5, max = 100_000) double rate,
            @ForAll @DoubleRange(min = 0.5, max = 100_000) double units,
            @ForAll @LongRange(min = 1, max = 10 * SECOND) long start) {
        var bucket = new Bucket(rate, 0);
        assertThat(bucket.tryTake(units, start)).isTrue();

        long wait = bucket.waitNanos(start);

        long shortly = Math.max(1, wait / 1_000_000);
        assertThat(wait == 0 || bucket.tryTake(1, start + wait + shortly)).isTrue();
        assertThat(wait < 2 || new Probe(rate, units, start).isRefusedAt(start + wait - 1 - shortly))
                .isTrue();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.longs().between(0, 3 * SECOND),
                        Arbitraries.doubles().between(0.5, 500),
                        Arbitraries.doubles().between(0, 1_000),
                        Arbitraries.of(1.0, 25.0, 100.0, 5_000.0))
                .as(Step::new);
        return step.list().ofMaxSize(200);
    }

    /** The same bucket once more, since asking it changes it. */
    private record Probe(double rate, double units, long start) {
        boolean isRefusedAt(long time) {
            var bucket = new Bucket(rate, 0);
            bucket.tryTake(units, start);
            return time <= start || !bucket.tryTake(1, time);
        }
    }
}
