package dynamofanout.pace;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells a hot partition from a table at its limit where the service does not say which it is (items left unprocessed
 * carry no reason). A table turns calls away by chance, whoever sends them, so they hit about as many different workers
 * as chance would have it; a partition turns away calls of the few workers that are in it. In doubt it is the partition:
 * a worker that slows down by itself does little harm, one full partition that slows down all workers does much. Shared
 * by the workers of a process; thread-safe.
 */
public final class HotSpots {
    /** Fewer throttled calls than this tell nothing. */
    private static final int LEAST_THROTTLED = 6;

    /** Share of the different workers that chance would hit, at least, for it to be the table. */
    private static final double BY_CHANCE = 0.8;

    private static final long WINDOW_NANOS = 2_000_000_000L;

    /** Throttled calls by worker, also of those that had none. */
    private final Map<Object, Integer> now = new HashMap<>();

    private final Map<Object, Integer> before = new HashMap<>();
    private long windowStartedAt;

    /** A call of this worker was answered. */
    synchronized void answered(Object worker, boolean isThrottled, long time) {
        if (time - windowStartedAt >= WINDOW_NANOS) {
            before.clear();
            before.putAll(now);
            now.clear();
            windowStartedAt = time;
        }
        now.merge(worker, isThrottled ? 1 : 0, Integer::sum);
    }

    /** Whether the calls that were throttled in the last seconds are spread over the workers as by chance. */
    synchronized boolean areEverywhere() {
        Map<Object, Integer> lately = new HashMap<>(before);
        now.forEach((worker, throttled) -> lately.merge(worker, throttled, Integer::sum));
        int workers = lately.size();
        int throttled = lately.values().stream().mapToInt(Integer::intValue).sum();
        long hit = lately.values().stream().filter(calls -> calls > 0).count();
        double hitByChance = workers * (1 - Math.pow(1 - 1.0 / workers, throttled));
        return throttled >= LEAST_THROTTLED && hit >= BY_CHANCE * hitByChance;
    }
}
