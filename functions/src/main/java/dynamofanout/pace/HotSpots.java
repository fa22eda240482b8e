package dynamofanout.pace;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells a hot partition from a table at its limit where the service does not say which it is (items left unprocessed
 * carry no reason): a table turns away calls of nearly all workers, a partition those of the workers that are in it. In
 * doubt it is the partition: a worker that slows down by itself does little harm, one full partition that slows down all
 * workers does much. Shared by the workers of a process; thread-safe.
 */
public final class HotSpots {
    /** Share of the workers that must have been throttled for it to be the table's affair. */
    private static final double NEARLY_ALL = 0.75;

    private static final long WINDOW_NANOS = 2_000_000_000L;

    private final Map<Object, Boolean> now = new HashMap<>();
    private final Map<Object, Boolean> before = new HashMap<>();
    private long windowStartedAt;

    /** A call of this worker was answered. */
    synchronized void answered(Object worker, boolean isThrottled, long time) {
        if (time - windowStartedAt >= WINDOW_NANOS) {
            before.clear();
            before.putAll(now);
            now.clear();
            windowStartedAt = time;
        }
        now.merge(worker, isThrottled, Boolean::logicalOr);
    }

    /** Whether nearly all workers that called in the last seconds were throttled. */
    synchronized boolean areEverywhere() {
        Map<Object, Boolean> lately = new HashMap<>(before);
        now.forEach((worker, isThrottled) -> lately.merge(worker, isThrottled, Boolean::logicalOr));
        long throttled =
                lately.values().stream().filter(isThrottled -> isThrottled).count();
        return throttled >= NEARLY_ALL * lately.size();
    }
}
