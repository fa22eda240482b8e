package dynamofanout.pace;

/**
 * Finds the rate that a table takes when nobody has set one: it goes up until the service throttles, falls a little
 * below what was really accepted, comes back to that level within {@value #RETURN_SECONDS} s and then tries for more,
 * slowly at first (the curve of TCP CUBIC). So it stays near the limit with few throttled calls, and finds a limit that
 * was raised.
 *
 * <p>Throttling at a rate that the service took moments ago (other users' bursts, faults) holds the rate instead of
 * lowering it again and again, unless a third of what is asked for is turned away. Thread-safe.
 */
public final class AdaptiveLimit {
    private static final double RETURN_SECONDS = 4;
    private static final double FALL = 0.9;
    private static final double SEVERE_SHARE = 0.35;
    private static final double KNOWN_GOOD_SHARE = 0.8;
    private static final long EVIDENCE_NANOS = 10_000_000_000L;
    private static final long SLOT_NANOS = 100_000_000L;
    private static final long SETTLE_NANOS = 300_000_000L;
    private static final double LEAST = 5;

    /** First rate while no limit is known; doubles every half second as long as it is used. */
    private static final double FIRST = 4_000;

    private static final long DOUBLE_NANOS = 500_000_000L;

    private final Bucket bucket;
    private final Meter accepted;
    private final Meter turnedAway;
    private boolean isSearching = true;
    private double levelBefore;
    private long fellAt;
    private long doubledAt;
    private double goodRate;
    private long goodAt;

    public AdaptiveLimit(long now) {
        bucket = new Bucket(FIRST, now);
        accepted = new Meter(SLOT_NANOS, now);
        turnedAway = new Meter(SLOT_NANOS, now);
        doubledAt = now;
        goodAt = now;
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
        accepted.add(units, now);
        double rate = accepted.perSecond(20, now);
        if (rate >= goodRate || now - goodAt > EVIDENCE_NANOS) {
            goodRate = rate;
            goodAt = now;
        }
        grow(now);
    }

    /** The service turned these units away. */
    public synchronized void throttled(double units, long now) {
        turnedAway.add(units, now);
        if (!isSearching && now - fellAt < SETTLE_NANOS) {
            return; // answers to what was sent before the fall
        }
        double took = accepted.perSecond(10, now);
        double refused = turnedAway.perSecond(10, now);
        boolean isSevere = refused >= SEVERE_SHARE * (took + refused);
        double rate = bucket.unitsPerSecond();
        double level = Math.min(rate, Math.max(took, rate / 2));
        double floor = isSevere || now - goodAt > EVIDENCE_NANOS ? LEAST : KNOWN_GOOD_SHARE * goodRate;
        levelBefore = Math.max(level, floor);
        bucket.changeRate(Math.max(LEAST, Math.max(floor, FALL * level)), now);
        isSearching = false;
        fellAt = now;
    }

    private void grow(long now) {
        if (isSearching) {
            boolean isUsed = accepted.perSecond(3, now) > bucket.unitsPerSecond() / 2;
            if (isUsed && now - doubledAt >= DOUBLE_NANOS) {
                bucket.changeRate(bucket.unitsPerSecond() * 2, now);
                doubledAt = now;
            }
            return;
        }
        double seconds = (now - fellAt) / 1e9 - RETURN_SECONDS;
        double curve = (1 - FALL) / Math.pow(RETURN_SECONDS, 3);
        double wanted = levelBefore * (1 + curve * seconds * seconds * seconds);
        if (wanted > bucket.unitsPerSecond()) {
            // never far above what is used: a limit that nobody reaches is not known to be safe
            double most = Math.max(bucket.unitsPerSecond(), 2 * accepted.perSecond(10, now));
            bucket.changeRate(Math.min(wanted, most), now);
        }
    }
}
