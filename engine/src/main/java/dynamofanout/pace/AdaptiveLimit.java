package dynamofanout.pace;

/**
 * Finds the rate that a table takes when nobody has set one. Answers are judged in windows of about half a second: while
 * next to nothing is turned away, the rate goes up, by doubling until the first limit is met and then along the curve of
 * TCP CUBIC; else it falls to a little below the part that was taken, comes back to that level within
 * {@value #RETURN_SECONDS} s and then tries for more, slowly at first. So it stays near the limit with few throttled
 * calls, and finds a limit that was raised.
 *
 * <p>Where going slower {@value #FALLS_IN_VAIN} times over has not made the share that is turned away smaller, the rate
 * is not its cause (faults, other users' overload): unless it is above a third, that share is tolerated for
 * {@value #TOLERANCE_SECONDS} s, then looked into anew. One of many processes cannot conclude that, since the others'
 * rates count as well: it goes on falling, to a share of {@value #DOUBT_BELOW} units/s, before it does; and it comes back
 * more slowly. AdaptiveLimitTest has what comes of these figures. Thread-safe.
 */
public final class AdaptiveLimit {
    private static final double RETURN_SECONDS = 4;

    /** Of one of many: they do not fall at the same moment, and shall not be back before the last one has fallen. */
    private static final double RETURN_SECONDS_OF_MANY = 6;

    private static final double FALL = 0.95;

    /** At most to this part at once: a batch that is too large for the limit says nothing about the limit. */
    private static final double DEEPEST_FALL = 0.25;

    private static final double LEAST = 1;

    /** Where many processes together go so slowly, it is hardly their rate that is the cause: half of a partition's. */
    private static final double DOUBT_BELOW = 500;

    /** Share of throttled answers that is no sign of a limit. */
    private static final double MARGIN = 0.02;

    private static final double LARGEST_TOLERATED = 0.35;
    private static final double TOLERANCE_SECONDS = 10;

    /** Shares of windows vary by chance; a limit that is no longer passed leaves nothing of its share. */
    private static final double SAME_SHARE = 0.5;

    private static final int FALLS_IN_VAIN = 3;

    /**
     * A limit lets the rate come back after each fall. A few faults that follow no rate press it down again before: when
     * so much is lost to windows with a share of few, they are tolerated too.
     */
    private static final double LOST = 0.6;

    private static final double FEW = 0.12;
    private static final double RECOVERED = 0.97;

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

    /** First rate while no limit is known: what a new on-demand table takes (service limit). */
    private static final double FIRST = 4_000;

    private final Bucket bucket;
    private final Temper temper;
    private Window window;
    private boolean isSearching = true;
    private double levelBefore;
    private long fellAt;
    private int fallsInVain;
    private double shareBefore;
    private double declinesFrom;
    private double tolerated;
    private long toleratedSince;

    /** Of all that this run sends to a table. */
    public AdaptiveLimit(long now) {
        this(Temper.ALONE, now);
    }

    /** Of one of so many processes that send to a table and know nothing of each other. */
    public static AdaptiveLimit ofOneOf(int processes, long now) {
        return new AdaptiveLimit(processes == 1 ? Temper.ALONE : Temper.ofOneOf(processes), now);
    }

    private AdaptiveLimit(Temper temper, long now) {
        this.temper = temper;
        bucket = new Bucket(temper.first(), now);
        window = new Window(now);
    }

    Bucket bucket() {
        return bucket;
    }

    /** Units per second that are let through at present. */
    public double unitsPerSecond() {
        return bucket.unitsPerSecond();
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
        if (now - window.startedAt < 0) {
            return; // an answer to what was sent before the rate fell
        }
        window.add(taken, turnedAway);
        long age = now - window.startedAt;
        boolean isEarly = window.share() > EARLY_SHARE;
        int enough = isEarly ? LEAST_ANSWERS_EARLY : isStarting() ? LEAST_ANSWERS_AT_START : LEAST_ANSWERS;
        boolean isLong = age >= LONGEST_WINDOW_NANOS;
        if (window.answers >= (isLong ? LEAST_ANSWERS_LONGEST : enough)
                && age >= (isEarly ? EARLY_WINDOW_NANOS : WINDOW_NANOS)) {
            judge(now);
        } else if (isLong && window.askedPerSecond(now) < bucket.unitsPerSecond() / 2) {
            window = new Window(now); // hardly anything was asked for
        }
    }

    private boolean isStarting() {
        return levelBefore == 0 && window.throttled == 0;
    }

    private void judge(long now) {
        double share = window.share();
        if (tolerated > 0 && (now - toleratedSince) / 1e9 > TOLERANCE_SECONDS) {
            tolerated = 0;
        }
        double usual = Math.max(tolerated, MARGIN);
        double chance = 2 * Math.sqrt(usual * (1 - usual) / window.answers);
        if (share <= tolerated + chance + MARGIN) {
            grow(now);
            fallsInVain = 0;
            if (bucket.unitsPerSecond() >= RECOVERED * declinesFrom) {
                declinesFrom = 0;
            }
            window = new Window(now);
        } else {
            fall(share, now);
            window = new Window(now + SETTLE_NANOS);
        }
    }

    private void fall(double share, long now) {
        fallsInVain = share >= SAME_SHARE * shareBefore ? fallsInVain + 1 : 1;
        shareBefore = fallsInVain == 1 ? share : shareBefore + (share - shareBefore) / fallsInVain;
        if (declinesFrom == 0 || share > FEW) {
            declinesFrom = bucket.unitsPerSecond();
        }
        boolean isPressedDown = bucket.unitsPerSecond() < LOST * declinesFrom;
        if (isPressedDown || isInVain(share)) {
            declinesFrom = 0;
            tolerated = share;
            toleratedSince = now;
            isSearching = true;
            return;
        }
        double rate = bucket.unitsPerSecond();
        double part = window.takenPart() / (1 - tolerated);
        double level = Math.min(rate, window.askedPerSecond(now)) * part;
        levelBefore = Math.min(rate, Math.max(DEEPEST_FALL * rate, level));
        bucket.changeRate(Math.max(LEAST, FALL * levelBefore), now);
        isSearching = false;
        fellAt = now;
    }

    private boolean isInVain(double share) {
        return fallsInVain > FALLS_IN_VAIN
                && share <= LARGEST_TOLERATED
                && bucket.unitsPerSecond() <= temper.doubtBelow();
    }

    private void grow(long now) {
        double rate = bucket.unitsPerSecond();
        double seconds = (now - fellAt) / 1e9 - temper.returnSeconds();
        double curve = (1 - FALL) / Math.pow(temper.returnSeconds(), 3);
        double wanted = isSearching ? 2 * rate : levelBefore * (1 + curve * seconds * seconds * seconds);
        // never far above what is used: a rate that nobody reaches is not known to be safe
        double most = 2 * window.takenPerSecond(now) / (1 - tolerated);
        bucket.changeRate(Math.max(rate, Math.min(wanted, most)), now);
    }

    /** How a limit behaves in its company. */
    private record Temper(double first, double returnSeconds, double doubtBelow) {
        static final Temper ALONE = new Temper(FIRST, RETURN_SECONDS, Double.POSITIVE_INFINITY);

        static Temper ofOneOf(int processes) {
            return new Temper(FIRST / processes, RETURN_SECONDS_OF_MANY, DOUBT_BELOW / processes);
        }
    }

    /** Answers since a moment. */
    private static final class Window {
        private final long startedAt;
        private double taken;
        private double turnedAway;
        private int answers;
        private int throttled;

        Window(long startedAt) {
            this.startedAt = startedAt;
        }

        void add(double moreTaken, double moreTurnedAway) {
            taken += moreTaken;
            turnedAway += moreTurnedAway;
            answers++;
            throttled += moreTurnedAway > 0 ? 1 : 0;
        }

        /** Of the answers, those that turned something away. */
        double share() {
            return (double) throttled / answers;
        }

        /** Of the units, those that were taken. */
        double takenPart() {
            return taken / (taken + turnedAway);
        }

        double askedPerSecond(long now) {
            return (taken + turnedAway) * 1e9 / (now - startedAt);
        }

        double takenPerSecond(long now) {
            return taken * 1e9 / (now - startedAt);
        }
    }
}
