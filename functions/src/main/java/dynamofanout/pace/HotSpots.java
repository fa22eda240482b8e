package dynamofanout.pace;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells a hot partition from a table at its limit where the service does not say which it is (items left unprocessed
 * carry no reason): a table turns away the calls of all workers alike, a partition those of the workers that are in it.
 * Shared by the workers of a process; thread-safe.
 */
public final class HotSpots {
    /** Fewer throttled calls than this may be chance. */
    private static final int LEAST_THROTTLED = 3;

    /** How much rarer throttling must be elsewhere. */
    private static final double ELSEWHERE = 1.0 / 3;

    private static final long WINDOW_NANOS = 3_000_000_000L;

    private Map<Object, Tally> now = new HashMap<>();
    private Map<Object, Tally> before = new HashMap<>();
    private long windowStartedAt;

    private record Tally(int calls, int throttled) {
        static final Tally NONE = new Tally(0, 0);

        Tally plus(Tally more) {
            return new Tally(calls + more.calls, throttled + more.throttled);
        }
    }

    /** A call of this worker was answered. */
    synchronized void answered(Object worker, boolean isThrottled, long time) {
        if (time - windowStartedAt >= WINDOW_NANOS) {
            before = now;
            now = new HashMap<>();
            windowStartedAt = time;
        }
        now.merge(worker, new Tally(1, isThrottled ? 1 : 0), Tally::plus);
    }

    /** Whether this worker was throttled much more than the others in the last seconds. */
    synchronized boolean isHot(Object worker) {
        Tally own = lately().getOrDefault(worker, Tally.NONE);
        Tally all = lately().values().stream().reduce(Tally.NONE, Tally::plus);
        int otherCalls = all.calls() - own.calls();
        int otherThrottled = all.throttled() - own.throttled();
        return own.throttled() >= LEAST_THROTTLED
                && otherCalls > 0
                && (double) otherThrottled / otherCalls <= ELSEWHERE * own.throttled() / own.calls();
    }

    /** Workers that had an answer in the last seconds. */
    synchronized int workers() {
        return lately().size();
    }

    private Map<Object, Tally> lately() {
        Map<Object, Tally> lately = new HashMap<>(before);
        now.forEach((worker, tally) -> lately.merge(worker, tally, Tally::plus));
        return lately;
    }
}
