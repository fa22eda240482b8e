package dynamofanout.launcher.show;

import dynamofanout.run.Control;
import dynamofanout.run.Plan;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import java.util.ArrayDeque;

/** One line that says how far a run is: items, items/s, units/s, segments, time left. Rates are over the last 10 s. */
public final class ProgressLine {
    private static final double WINDOW_SECONDS = 10;

    private final Plan plan;
    private final int segments;
    private final ArrayDeque<Seen> seen = new ArrayDeque<>();

    private record Seen(double seconds, Totals totals) {}

    /**
     * @param segments of all phases
     * @param atStart what earlier executions of the run have done
     */
    public ProgressLine(Plan plan, int segments, Totals atStart) {
        this.plan = plan;
        this.segments = segments;
        seen.add(new Seen(0, atStart));
    }

    /**
     * The line as it is now.
     *
     * @param seconds since the start, growing
     */
    public String line(Control control, double seconds) {
        Totals now = control.totals();
        seen.add(new Seen(seconds, now));
        while (seen.size() > 2 && seconds - seen.element().seconds() > WINDOW_SECONDS) {
            seen.remove();
        }
        Seen from = seen.element();
        double passed = Math.max(0.001, seconds - from.seconds());
        // the first look may be newer than the second, and what a worker takes back goes down
        double itemsPerSecond =
                Math.max(0, now.counts().read() - from.totals().counts().read()) / passed;
        UnitsUsed units = now.units().minus(from.totals().units());
        return Figures.whole(now.counts().read()) + " items, " + Figures.whole(itemsPerSecond) + "/s; "
                + Figures.whole(Math.max(0, units.read()) / passed) + " read, "
                + Figures.whole(Math.max(0, units.write()) / passed)
                + " write units/s; segments " + control.ended() + "/" + segments + "; "
                + left(now, itemsPerSecond);
    }

    private String left(Totals now, double itemsPerSecond) {
        long items = plan.estimate().items() - now.counts().read();
        if (items <= 0) {
            return "nearly done";
        }
        return itemsPerSecond < 0.5 ? "time left unknown" : Figures.time(items / itemsPerSecond) + " left";
    }
}
