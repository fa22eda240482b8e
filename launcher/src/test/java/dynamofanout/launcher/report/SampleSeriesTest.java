// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.report.SampleSeries.Point;
import dynamofanout.request.Ceilings;
import dynamofanout.run.RunSample;
import dynamofanout.run.UnitsUsed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SampleSeriesTest {
    private static final Instant START = Instant.parse("2026-11-24T10:15:00Z");
    private static final Ceilings CEILING =
            new Ceilings(Optional.empty(), Optional.empty(), Optional.of(new BigDecimal("500")));

    private final SampleSeries series = new SampleSeries(List.of(
            sample(0, "night", 0, Ceilings.NONE),
            sample(10, "night", 4_000, CEILING),
            sample(20, "night", 9_000, CEILING),
            sample(7_200, "night--2", 9_000, Ceilings.NONE),
            sample(7_205, "night--2", 10_000, Ceilings.NONE)));

    @Test
    void the_time_between_two_executions_is_left_out() {
        assertThat(series.values(RunSample::read))
                .containsExactly(
                        new Point(0, 0),
                        new Point(10, 4_000),
                        new Point(20, 9_000),
                        new Point(20, 9_000),
                        new Point(25, 10_000));
        assertThat(series.resumedAt()).containsExactly(20.0);
    }

    @Test
    void a_rate_is_the_growth_from_one_sample_to_the_next() {
        assertThat(series.rates(sample -> sample.units().targetWrites()))
                .containsExactly(new Point(10, 400), new Point(20, 500), new Point(25, 200));
    }

    @Test
    void throttles_are_where_their_number_grew() {
        assertThat(series.growths(RunSample::throttled))
                .containsExactly(new Point(10, 4), new Point(20, 5), new Point(25, 1));
    }

    @Test
    void a_ceiling_is_there_while_it_was_in_force() {
        assertThat(series.ceilings(sample -> sample.ceilings().targetWrites()))
                .containsExactly(new Point(10, 500), new Point(20, 500));
    }

    private static RunSample sample(long second, String execution, long items, Ceilings ceilings) {
        return new RunSample(
                START.plusSeconds(second),
                execution,
                items,
                items,
                new UnitsUsed(items / 2.0, 0, items),
                items / 1_000,
                0,
                4,
                0,
                ceilings);
    }
}
