// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

/**
 * Finds the rate that a table takes, or the partition that one writer is in, by watching which calls are throttled. It
 * evaluates answers in windows of about half a second. While almost nothing is throttled, the rate rises. It doubles
 * until the first limit is met, and then follows the curve of TCP CUBIC. When more is throttled, the rate falls to a
 * little below what was accepted. It returns to the accepted level within {@value #RETURN_SECONDS} s and then tries for
 * more, slowly at first. A window with a few throttled calls leaves the rate unchanged. So the rate stays near the
 * limit with few throttled calls, and notices when the limit is raised.
 *
 * <p>Writers of the same partition that know nothing of each other come to fair shares of it by the same rules, whether
 * they are in one process or in many. What the limits of one process tell each other is in {@link SharedThrottling}.
 * WriteMatrixTest and AdaptiveLimitTest show the effects of these figures. Thread-safe.
 */
public final class AdaptiveLimit {
    private static final double RETURN_SECONDS = 4;

    /**
     * For one limit of many: they do not fall at the same moment, and none should have returned before the last one has
     * fallen.
     */
    private static final double RETURN_SECONDS_OF_MANY = 6;

    /** This long after its return, the rate is as far above the level as it had fallen below it. */
    private static final double SEARCH_SECONDS = 4;

    private static final double FALL = 0.95;

    /**
     * The rate never falls below this part of itself at once: a batch that is too large for the limit says nothing
     * about the limit.
     */
    private static final double DEEPEST_FALL = 0.25;

    private static final double LEAST = 1;

    /** A smaller share of throttled answers is not a sign of a limit. */
    private static final double MARGIN = 0.02;

    /** The margin while the rate is doubled: a limit that is exceeded so far throttles many more calls. */
    private static final double MARGIN_OF_DOUBLING = 0.15;

    private static final int LEAST_ANSWERS = 15;

    /** Before the first throttled call there is no share to measure. */
    private static final int LEAST_ANSWERS_AT_START = 5;

    private static final long WINDOW_NANOS = 500_000_000L;

    /** With a larger share of throttled answers, the window may be shorter. */
    private static final double EARLY_SHARE = 0.4;

    private static final int LEAST_ANSWERS_EARLY = 10;
    private static final long EARLY_WINDOW_NANOS = 100_000_000L;

    /** At a few units per second a window is this long and has few answers. */
    private static final long LONGEST_WINDOW_NANOS = 5_000_000_000L;

    private static final int LEAST_ANSWERS_LONGEST = 3;

    /** Answers to calls that were sent before a fall say nothing about the new rate. */
    private static final long SETTLE_NANOS = 100_000_000L;

    /** Once a rate has fallen to the limit, a smaller share than this is throttled. */
    private static final double DOUBTFUL_SHARE = 0.2;

    /** If the rate is not the cause of throttling, doubling it brings at least this much more. */
    private static final double WORTHWHILE = 1.3;

    private static final long FIRST_PROBE_PAUSE_NANOS = 5_000_000_000L;
    private static final long LONGEST_PROBE_PAUSE_NANOS = 80_000_000_000L;

    /** First rate of all writers together while no limit is known: what a new on-demand table takes (service limit). */
    private static final double FIRST = 4_000;

    private final Bucket bucket;
    private final double returnSeconds;
    private final SharedThrottling shared;
    private AnswerWindow window;
    private boolean isDoubling = true;
    private double level;
    private long fellAt;
    private double tolerated;
    private double takenBeforeProbe;
    private long nextProbeAt = Long.MIN_VALUE;
    private long probePause = FIRST_PROBE_PAUSE_NANOS;

    /** A limit for everything that this run sends to a table. */
    public AdaptiveLimit(long now) {
        this(1, now);
    }

    private AdaptiveLimit(int processes, long now) {
        this(processes, SharedThrottling.ofOneOf(processes), now);
    }

    private AdaptiveLimit(int strangers, SharedThrottling shared, long now) {
        this.bucket = new Bucket(FIRST / strangers, now);
        this.returnSeconds = strangers == 1 ? RETURN_SECONDS : RETURN_SECONDS_OF_MANY;
        this.shared = shared;
        this.window = new AnswerWindow(now);
        shared.join(this, now);
    }

    /** A limit for one of several processes that send to a table and know nothing of each other. */
    public static AdaptiveLimit ofOneOf(int processes, long now) {
        return new AdaptiveLimit(processes, now);
    }

    /**
     * A limit for what one worker of a run sends to a table.
     *
     * @param workers of the run, in all processes
     * @param shared by the limits of this process
     */
    public static AdaptiveLimit ofWorker(int workers, SharedThrottling shared, long now) {
        return new AdaptiveLimit(workers, shared, now);
    }

    Bucket bucket() {
        return bucket;
    }

    /** The current rate in units per second. */
    public double unitsPerSecond() {
        return bucket.unitsPerSecond();
    }

    /** Whether it has been throttled, so that its rate is more than a guess. */
    public synchronized boolean isKnown() {
        return level > 0;
    }

    /** Adds the rate of another limit whose work is done. */
    public synchronized void inherit(AdaptiveLimit other, long now) {
        double more = other.unitsPerSecond();
        if (level > 0) {
            level += more;
        }
        bucket.changeRate(bucket.unitsPerSecond() + more, now);
        window = new AnswerWindow(now);
    }

    /** Marks that nothing more will be sent. */
    public void end(long now) {
        shared.leave(this, now);
    }

    /** Reports units that the service accepted. */
    public synchronized void accepted(double units, long now) {
        answered(units, 0, now);
    }

    /** Reports units that the service throttled. */
    public synchronized void throttled(double units, long now) {
        answered(0, units, now);
    }

    private void answered(double taken, double turnedAway, long now) {
        shared.answered(turnedAway > 0, now);
        long age = window.ageNanos(now);
        if (age < 0) {
            return; // an answer to a call that was sent before the rate fell
        }
        window.add(taken, turnedAway);
        boolean isEarly = window.share() > EARLY_SHARE;
        int enough = isEarly ? LEAST_ANSWERS_EARLY : isStarting() ? LEAST_ANSWERS_AT_START : LEAST_ANSWERS;
        boolean isLong = age >= LONGEST_WINDOW_NANOS;
        if (window.answers() >= (isLong ? LEAST_ANSWERS_LONGEST : enough)
                && age >= (isEarly ? EARLY_WINDOW_NANOS : WINDOW_NANOS)) {
            judge(now);
        } else if (isLong && window.askedPerSecond(now) < bucket.unitsPerSecond() / 2) {
            window = new AnswerWindow(now); // hardly anything was sent
        }
    }

    private boolean isStarting() {
        return level == 0 && !window.hasThrottled();
    }

    private void judge(long now) {
        double toleratedNow = shared.tolerated(now);
        isDoubling |= toleratedNow > 0 && tolerated == 0;
        tolerated = toleratedNow;
        double share = window.share();
        double usual = Math.max(tolerated, MARGIN);
        double chance = 2 * Math.sqrt(usual * (1 - usual) / window.answers());
        double most = tolerated + Math.max(chance + MARGIN, isDoubling && tolerated == 0 ? MARGIN_OF_DOUBLING : 0);
        if (share > most) {
            if (!probe(now)) {
                fall(now);
            }
            window = new AnswerWindow(now + SETTLE_NANOS);
            return;
        }
        takenBeforeProbe = 0;
        if (isDoubling || (share <= tolerated + MARGIN && !shared.isMuch(now))) {
            grow(now);
        } else {
            fellAt += window.ageNanos(now); // the curve pauses for this window
        }
        window = new AnswerWindow(now);
    }

    /**
     * Raises the rate to test whether it is the cause of throttling. If hardly anything is sent and much is still
     * throttled, something else may be the cause. Then the rate is doubled as long as that brings clearly more. A limit
     * that is really so low brings no more, and is left alone for a while.
     *
     * @return false when the rate has to fall
     */
    private boolean probe(long now) {
        double taken = window.takenPerSecond(now);
        boolean isProbing = takenBeforeProbe > 0;
        boolean begins = !isProbing
                && taken > 0
                && window.share() >= DOUBTFUL_SHARE
                && now >= nextProbeAt
                && shared.isHardlyAnything();
        if (begins || (isProbing && taken >= WORTHWHILE * takenBeforeProbe)) {
            probePause = isProbing ? FIRST_PROBE_PAUSE_NANOS : probePause;
            takenBeforeProbe = taken;
            bucket.changeRate(2 * bucket.unitsPerSecond(), now);
            return true;
        }
        if (isProbing) {
            takenBeforeProbe = 0;
            nextProbeAt = now + probePause;
            probePause = Math.min(2 * probePause, LONGEST_PROBE_PAUSE_NANOS);
        }
        return false;
    }

    private void fall(long now) {
        double rate = bucket.unitsPerSecond();
        double part = window.takenPart() / (1 - tolerated);
        level = Math.min(rate, Math.max(DEEPEST_FALL * rate, Math.min(rate, window.askedPerSecond(now)) * part));
        bucket.changeRate(Math.max(LEAST, FALL * level), now);
        isDoubling = false;
        fellAt = now;
        shared.slower(now);
    }

    private void grow(long now) {
        double rate = bucket.unitsPerSecond();
        double seconds = (now - fellAt) / 1e9 - returnSeconds;
        double curve = (1 - FALL) / Math.pow(SEARCH_SECONDS, 3);
        double wanted = isDoubling ? 2 * rate : level * (1 + curve * seconds * seconds * seconds);
        // never far above what is used: a rate that is never reached is not known to be safe
        double most = 2 * window.takenPerSecond(now) / (1 - tolerated);
        bucket.changeRate(Math.max(rate, Math.min(wanted, most)), now);
    }
}
