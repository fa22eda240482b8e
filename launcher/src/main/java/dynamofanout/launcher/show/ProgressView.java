// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.request.Ceilings;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.Plan;
import dynamofanout.run.RunSample;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import java.util.ArrayDeque;
import java.util.Optional;

/** Computes the progress of a run. Rates are means over the last 30 s, so that they do not jump with each save. */
public final class ProgressView {
    private static final double WINDOW_SECONDS = 30;

    /** The time left cannot be estimated from less. */
    private static final double SECONDS_FOR_A_GUESS = 5;

    private final Plan plan;
    private final int segments;
    private final long itemsAtStart;
    private final ArrayDeque<Reading> readings = new ArrayDeque<>();

    private record Reading(double seconds, long items, UnitsUsed units) {}

    /**
     * @param segments of all phases
     * @param atStart what was done before this view began
     * @param unitsAtStart as the first call of {@link #now} would have them, had it come at once
     */
    public ProgressView(Plan plan, int segments, Totals atStart, UnitsUsed unitsAtStart) {
        this.plan = plan;
        this.segments = segments;
        this.itemsAtStart = atStart.counts().read();
        readings.add(new Reading(0, itemsAtStart, unitsAtStart));
    }

    /** Follows a run on from one of its samples. */
    public static ProgressView since(RunSample sample, Plan plan, int segments) {
        var counts = Counts.ofPage(sample.read(), 0, 0);
        return new ProgressView(plan, segments, new Totals(counts, sample.units(), 0, 0), sample.units());
    }

    /**
     * How the run stands.
     *
     * @param units used so far, by what is known best: what was sent, or what was saved
     * @param seconds since the view began, growing
     */
    public Progress now(Control control, UnitsUsed units, double seconds) {
        long items = control.totals().counts().read();
        readings.add(new Reading(seconds, items, units));
        while (readings.size() > 2 && seconds - readings.element().seconds() > WINDOW_SECONDS) {
            readings.remove();
        }
        Reading from = readings.element();
        double passed = Math.max(0.001, seconds - from.seconds());
        double itemsPerSecond = Math.max(0, items - from.items()) / passed;
        UnitsUsed used = units.minus(from.units());
        Ceilings ceilings = control.ceilings();
        return new Progress(
                share(control, items),
                items,
                Math.max(items, plan.estimate().items()),
                itemsPerSecond,
                rate(used.write(), passed, ceilings.targetWrites().map(Number::doubleValue), "write"),
                rate(used.read(), passed, readCeiling(ceilings), "read"),
                control.ended(),
                segments,
                left(items, itemsPerSecond, seconds));
    }

    /**
     * The share by items if there is one phase, else by segments: later phases read other items than were estimated.
     */
    private double share(Control control, long items) {
        boolean isOnePhase = segments == plan.segments();
        double share = isOnePhase
                ? (double) items / Math.max(1, plan.estimate().items())
                : (double) control.ended() / segments;
        return Math.max(0, Math.min(0.99, share));
    }

    private static Optional<Double> readCeiling(Ceilings ceilings) {
        return ceilings.targetReads().isPresent()
                ? Optional.empty()
                : ceilings.sourceReads().map(Number::doubleValue);
    }

    private static String rate(double units, double seconds, Optional<Double> ceiling, String kind) {
        return Figures.whole(Math.max(0, units) / seconds)
                + ceiling.map(most -> " of " + Figures.whole(most)).orElse("") + " " + kind + " units/s";
    }

    private Optional<String> left(long items, double itemsPerSecond, double seconds) {
        long open = plan.estimate().items() - items;
        if (open <= 0) {
            return Optional.of("nearly done");
        }
        boolean isKnown = seconds >= SECONDS_FOR_A_GUESS && itemsPerSecond >= 0.5 && items > itemsAtStart;
        return isKnown ? Optional.of(Figures.time(open / itemsPerSecond) + " left") : Optional.empty();
    }
}
