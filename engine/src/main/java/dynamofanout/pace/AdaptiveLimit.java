package dynamofanout.pace;

/**
 * Finds the rate that a table, or the part of it that one writer is in, takes when nobody has set one. Answers are judged
 * in windows of about half a second: while next to nothing is turned away, the rate goes up, by doubling until the first
 * limit is met and then along the curve of TCP CUBIC; else it falls to a little below the part that was taken, comes back
 * to that level within {@value #RETURN_SECONDS} s and then tries for more, slowly at first. A window with a few throttled
 * calls holds the rate where it is. So it stays near the limit with few throttled calls, and finds a limit that was
 * raised.
 *
 * <p>Strangers that send to the same partition come to fair shares of it by the same rules, whether they are in one
 * process or in many. What those of one process can tell each other is in {@link SharedThrottling}. WriteMatrixTest and
 * AdaptiveLimitTest have what comes of these figures. Thread-safe.
 */
public final class AdaptiveLimit {
    private static final double RETURN_SECONDS = 4;

    /** Of one of many: they do not fall at the same moment, and shall not be back before the last one has fallen. */
    private static final double RETURN_SECONDS_OF_MANY = 6;

    /** After this time beyond the return the rate is as far above the level as it fell below it. */
    private static final double SEARCH_SECONDS = 4;

    private static final double FALL = 0.95;

    /** At most to this part at once: a batch that is too large for the limit says nothing about the limit. */
    private static final double DEEPEST_FALL = 0.25;

    private static final double LEAST = 1;

    /** Share of throttled answers that is no sign of a limit. */
    private static final double MARGIN = 0.02;

    /** The same while the rate is doubled: a limit that is passed by so much turns away far more. */
    private static final double MARGIN_OF_DOUBLING = 0.15;

    private static final int LEAST_ANSWERS = 15;

    /** Until the first throttled call there is no share to be measured. */
    private static final int LEAST_ANSWERS_AT_START = 5;

    private static final long WINDOW_NANOS = 500_000_000L;

    /** Where so much is turned away, the window may be shorter. */
    private static final double EARLY_SHARE = 0.4;

    private static final int LEAST_ANSWERS_EARLY = 10;
    private static final long EARLY_WINDOW_NANOS = 100_000_000L;

    /** At a few units a second a window is so long, and has so few answers. */
    private static final long LONGEST_WINDOW_NANOS = 5_000_000_000L;

    private static final int LEAST_ANSWERS_LONGEST = 3;

    /** Answers to what was sent before a fall say nothing about the new rate. */
    private static final long SETTLE_NANOS = 100_000_000L;

    /** A rate that has come down to a limit is turned away less than this. */
    private static final double DOUBTFUL_SHARE = 0.2;

    /** Twice the rate brings at least so much more, where the rate is not what is limited. */
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

    /** Of all that this run sends to a table. */
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

    /** Of one of so many processes that send to a table and know nothing of each other. */
    public static AdaptiveLimit ofOneOf(int processes, long now) {
        return new AdaptiveLimit(processes, now);
    }

    /**
     * Of what one worker of a run sends to a table.
     *
     * @param workers of the run, in all processes
     * @param shared by those of this process
     */
    public static AdaptiveLimit ofWorker(int workers, SharedThrottling shared, long now) {
        return new AdaptiveLimit(workers, shared, now);
    }

    Bucket bucket() {
        return bucket;
    }

    /** Units per second that are let through at present. */
    public double unitsPerSecond() {
        return bucket.unitsPerSecond();
    }

    /** Whether it has been throttled, so that its rate is more than a guess. */
    public synchronized boolean isKnown() {
        return level > 0;
    }

    /** Takes over what another limit was let through, whose work is done. */
    public synchronized void inherit(AdaptiveLimit other, long now) {
        double more = other.unitsPerSecond();
        if (level > 0) {
            level += more;
        }
        bucket.changeRate(bucket.unitsPerSecond() + more, now);
        window = new AnswerWindow(now);
    }

    /** Nothing will be sent any more. */
    public void end(long now) {
        shared.leave(this, now);
    }

    /** The service took these units. */
    public synchronized void accepted(double units, long now) {
        answered(units, 0, now);
    }

    /** The service turned these units away. */
    public synchronized void throttled(double units, long now) {
        answered(0, units, now);
    }

    private void answered(double taken, double turnedAway, long now) {
        shared.answered(turnedAway > 0, now);
        long age = window.ageNanos(now);
        if (age < 0) {
            return; // an answer to what was sent before the rate fell
        }
        window.add(taken, turnedAway);
        boolean isEarly = window.share() > EARLY_SHARE;
        int enough = isEarly ? LEAST_ANSWERS_EARLY : isStarting() ? LEAST_ANSWERS_AT_START : LEAST_ANSWERS;
        boolean isLong = age >= LONGEST_WINDOW_NANOS;
        if (window.answers() >= (isLong ? LEAST_ANSWERS_LONGEST : enough)
                && age >= (isEarly ? EARLY_WINDOW_NANOS : WINDOW_NANOS)) {
            judge(now);
        } else if (isLong && window.askedPerSecond(now) < bucket.unitsPerSecond() / 2) {
            window = new AnswerWindow(now); // hardly anything was asked for
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
            fellAt += window.ageNanos(now); // the curve stands still for this window
        }
        window = new AnswerWindow(now);
    }

    /**
     * Where hardly anything is sent any more and still much is turned away, the rate may not be the cause. Twice as much is
     * tried as long as that brings clearly more; a limit that is really so low gives no more, and is left alone for a
     * while.
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
        // never far above what is used: a rate that nobody reaches is not known to be safe
        double most = 2 * window.takenPerSecond(now) / (1 - tolerated);
        bucket.changeRate(Math.max(rate, Math.min(wanted, most)), now);
    }
}
