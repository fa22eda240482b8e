package dynamofanout.pace;

import java.util.ArrayList;
import java.util.List;

/**
 * What the limits of one process see of throttling together. Each limit moves by its own throttling alone; this tells
 * them two things that none of them can see by itself.
 *
 * <p>While more than {@value #MUCH} of all calls are throttled, nobody goes faster. And where all of them together have
 * come down to {@value #SLOWER} of their rates without a smaller share of throttled calls, the rate is not the cause
 * (faults, other users' overload): unless it is above {@value #LARGEST_TOLERATED}, that share is tolerated for {@value #TOLERANCE_SECONDS} s,
 * then looked into anew. One of many processes cannot conclude that, since the others' rates count as well: it goes on
 * falling, to its share of {@value #DOUBT_BELOW} units/s, before it does. Thread-safe.
 */
public final class SharedThrottling {
    private static final double MUCH = 0.025;
    private static final long RECENT_NANOS = 5_000_000_000L;
    private static final int SLICES = 10;

    private static final double SLOWER = 0.7;

    /** Shares vary by chance; a limit that is no longer passed leaves next to nothing of its share. */
    private static final double SAME_SHARE = 0.7;

    private static final double LARGEST_TOLERATED = 0.4;
    private static final double TOLERANCE_SECONDS = 10;

    /** Where many processes together go so slowly, it is hardly their rate that is the cause: half of a partition's. */
    private static final double DOUBT_BELOW = 500;

    /** So few units a second of all processes together that a higher rate can be tried without harm. */
    private static final double HARDLY_ANYTHING = 50;

    /** What was sent before the rates fell has been answered by then. */
    private static final long SETTLE_NANOS = 500_000_000L;

    private static final long LEAST_MEASURED_NANOS = 1_000_000_000L;
    private static final int LEAST_ANSWERS = 50;

    private final int processes;
    private final double doubtBelow;
    private final List<AdaptiveLimit> members = new ArrayList<>();
    private final Tally[] recent = new Tally[SLICES];
    private long slice;
    private double highestRate;
    private boolean isSlower;
    private double shareBefore;
    private Tally measured = new Tally();
    private long measuredFrom;
    private double tolerated;
    private long toleratedSince;

    private static final class Tally {
        private int answers;
        private int throttled;

        void add(boolean isThrottled) {
            answers++;
            throttled += isThrottled ? 1 : 0;
        }

        double share() {
            return answers == 0 ? 0 : (double) throttled / answers;
        }
    }

    private SharedThrottling(int processes) {
        this.processes = processes;
        this.doubtBelow = processes == 1 ? Double.POSITIVE_INFINITY : DOUBT_BELOW / processes;
        for (int i = 0; i < SLICES; i++) {
            recent[i] = new Tally();
        }
    }

    /** Of a process that is one of so many that send to a table and know nothing of each other. */
    public static SharedThrottling ofOneOf(int processes) {
        return new SharedThrottling(processes);
    }

    synchronized void join(AdaptiveLimit member, long now) {
        members.add(member);
        forget(now);
    }

    /** Whoever is done neither goes slower nor is waited for. */
    synchronized void leave(AdaptiveLimit member, long now) {
        members.remove(member);
        forget(now);
    }

    synchronized void answered(boolean isThrottled, long now) {
        turnTo(now);
        recent[(int) (slice % SLICES)].add(isThrottled);
        if (now >= measuredFrom) {
            measured.add(isThrottled);
        }
    }

    /** Whether so much is throttled that nobody should go faster. */
    synchronized boolean isMuch(long now) {
        turnTo(now);
        return members.size() > 1 && tolerated == 0 && recentShare() > MUCH;
    }

    /** The share of throttled calls that has other causes than the rate. */
    synchronized double tolerated(long now) {
        if (tolerated > 0 && (now - toleratedSince) / 1e9 > TOLERANCE_SECONDS) {
            tolerated = 0;
            forget(now);
        }
        return tolerated;
    }

    /** A member goes slower: the moment to see whether that has helped. */
    synchronized void slower(long now) {
        turnTo(now);
        double rate = rate();
        if (rate > highestRate) {
            highestRate = rate;
            measureFrom(now);
        } else if (!isSlower) {
            if (rate <= SLOWER * highestRate && measured.answers >= LEAST_ANSWERS) {
                shareBefore = Math.max(recentShare(), measured.share());
                isSlower = true;
                measured = new Tally();
                measuredFrom = now + SETTLE_NANOS;
            }
        } else if (now - measuredFrom >= LEAST_MEASURED_NANOS && measured.answers >= LEAST_ANSWERS) {
            double share = measured.share();
            boolean isInVain = share >= SAME_SHARE * shareBefore && share <= LARGEST_TOLERATED;
            if (isInVain && rate <= doubtBelow) {
                tolerated = share;
                toleratedSince = now;
            }
            highestRate = rate;
            measureFrom(now);
        }
    }

    /** Whether all limits together let hardly anything through. */
    synchronized boolean isHardlyAnything() {
        return rate() * processes <= HARDLY_ANYTHING;
    }

    private double rate() {
        double rate = 0;
        for (AdaptiveLimit member : members) {
            rate += member.unitsPerSecond();
        }
        return rate;
    }

    private void forget(long now) {
        highestRate = 0;
        measureFrom(now);
    }

    private void measureFrom(long now) {
        isSlower = false;
        measured = new Tally();
        measuredFrom = now;
    }

    private double recentShare() {
        var sum = new Tally();
        for (Tally each : recent) {
            sum.answers += each.answers;
            sum.throttled += each.throttled;
        }
        return sum.share();
    }

    private void turnTo(long now) {
        long current = Math.floorDiv(now, RECENT_NANOS / SLICES);
        for (long next = Math.max(slice + 1, current - SLICES + 1); next <= current; next++) {
            recent[(int) Math.floorMod(next, (long) SLICES)] = new Tally();
        }
        slice = Math.max(slice, current);
    }
}
