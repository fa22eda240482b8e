// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import dynamofanout.run.RunSample;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Turns the samples of a run into points of a plot. The time between two executions is left out. So the plot stays
 * readable if a run was resumed the next day.
 */
final class SampleSeries {
    private final List<RunSample> samples;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> starts = new ArrayList<>();

    /**
     * A point.
     *
     * @param x seconds of work
     */
    record Point(double x, double y) {}

    SampleSeries(List<RunSample> samples) {
        this.samples = List.copyOf(samples);
        double at = 0;
        for (int i = 0; i < samples.size(); i++) {
            boolean isFirstOfExecution = i == 0
                    || !samples.get(i).execution().equals(samples.get(i - 1).execution());
            if (!isFirstOfExecution) {
                at += Duration.between(samples.get(i - 1).at(), samples.get(i).at())
                                .toMillis()
                        / 1000.0;
            } else if (i > 0) {
                starts.add(at);
            }
            seconds.add(at);
        }
    }

    /** When later executions began. */
    List<Double> resumedAt() {
        return List.copyOf(starts);
    }

    /** A figure of each sample. */
    List<Point> values(ToDoubleFunction<RunSample> figure) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            points.add(new Point(seconds.get(i), figure.applyAsDouble(samples.get(i))));
        }
        return points;
    }

    /** How much a figure grew each second from each sample to the next, at the time of the later one. */
    List<Point> rates(ToDoubleFunction<RunSample> figure) {
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            double passed = seconds.get(i) - seconds.get(i - 1);
            if (passed > 0) {
                double grown = figure.applyAsDouble(samples.get(i)) - figure.applyAsDouble(samples.get(i - 1));
                points.add(new Point(seconds.get(i), Math.max(0, grown) / passed));
            }
        }
        return points;
    }

    /** Where a figure grew, and by how much. */
    List<Point> growths(ToDoubleFunction<RunSample> figure) {
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            double grown = figure.applyAsDouble(samples.get(i)) - figure.applyAsDouble(samples.get(i - 1));
            if (grown > 0) {
                points.add(new Point(seconds.get(i), grown));
            }
        }
        return points;
    }

    /** A ceiling over time; no points where there was none. */
    List<Point> ceilings(Function<RunSample, Optional<BigDecimal>> ceiling) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            double at = seconds.get(i);
            ceiling.apply(samples.get(i)).ifPresent(units -> points.add(new Point(at, units.doubleValue())));
        }
        return points;
    }
}
