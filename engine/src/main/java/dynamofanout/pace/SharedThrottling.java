// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import java.util.ArrayList;
import java.util.List;

/**
 * What the rate limits of one process learn about throttling together. Each limit changes only by its own throttling.
 * This class tells all of them two things that none can see alone.
 *
 * <p>First, while more than {@value #MUCH} of all calls are throttled, no limit rises. Second, the rate may not be the
 * cause of throttling, for example when there are faults or other users overload the table. That is concluded when all
 * limits together have fallen to {@value #SLOWER} of their rates and the share of throttled calls has not become
 * smaller. If that share is at most {@value #LARGEST_TOLERATED}, it is tolerated for {@value #TOLERANCE_SECONDS} s and
 * then measured again. One of many processes cannot conclude this as early, because the rates of the others count as
 * well. It first falls to its share of {@value #DOUBT_BELOW} units/s. Thread-safe.
 */
public final class SharedThrottling {
    private static final double MUCH = 0.025;
    private static final long RECENT_NANOS = 5_000_000_000L;
    private static final int SLICES = 10;

    private static final double SLOWER = 0.7;

    /** Shares vary by chance. If a limit is no longer exceeded, its share of throttled calls almost disappears. */
    private static final double SAME_SHARE = 0.7;

    private static final double LARGEST_TOLERATED = 0.4;
    private static final double TOLERANCE_SECONDS = 10;

    /**
     * When many processes together are slower than this, their rate is hardly the cause: it is half of what a partition
     * takes.
     */
    private static final double DOUBT_BELOW = 500;

    /** Units per second of all processes together below which a higher rate can be tried without harm. */
    private static final double HARDLY_ANYTHING = 50;

    /** Calls that were sent before the rates fell have been answered after this time. */
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

    /** For one of several processes that send to a table and know nothing of each other. */
    public static SharedThrottling ofOneOf(int processes) {
        return new SharedThrottling(processes);
    }

    synchronized void join(AdaptiveLimit member, long now) {
        members.add(member);
        forget(now);
    }

    /** Removes a limit that is done, so that nobody waits for it to fall. */
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

    /** Whether so much is throttled that no limit should rise. */
    synchronized boolean isMuch(long now) {
        turnTo(now);
        return members.size() > 1 && tolerated == 0 && recentShare() > MUCH;
    }

    /** The share of throttled calls that is not caused by the rate. */
    synchronized double tolerated(long now) {
        if (tolerated > 0 && (now - toleratedSince) / 1e9 > TOLERANCE_SECONDS) {
            tolerated = 0;
            forget(now);
        }
        return tolerated;
    }

    /** A member's rate has fallen, so this measures whether that has helped. */
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

    /** Whether the rates of all limits together are very low. */
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
