package dynamofanout.pace;

import java.util.HashMap;
import java.util.List;
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

    private final Map<Object, Tally> now = new HashMap<>();
    private final Map<Object, Tally> before = new HashMap<>();
    private final Tally allNow = new Tally();
    private final Tally allBefore = new Tally();
    private long windowStartedAt;

    private static final class Tally {
        private int calls;
        private int throttled;

        void add(boolean isThrottled) {
            calls++;
            throttled += isThrottled ? 1 : 0;
        }

        void set(Tally other) {
            calls = other.calls;
            throttled = other.throttled;
        }
    }

    /** A call of this worker was answered. */
    synchronized void answered(Object worker, boolean isThrottled, long time) {
        turn(time);
        now.computeIfAbsent(worker, key -> new Tally()).add(isThrottled);
        allNow.add(isThrottled);
    }

    /** Whether this worker is throttled much more than the others were in the last seconds. */
    synchronized boolean isHot(Object worker) {
        int calls = count(worker).calls;
        int throttled = count(worker).throttled;
        int otherCalls = allNow.calls + allBefore.calls - calls;
        int otherThrottled = allNow.throttled + allBefore.throttled - throttled;
        if (throttled < LEAST_THROTTLED || otherCalls == 0) {
            return false;
        }
        return (double) otherThrottled / otherCalls <= ELSEWHERE * throttled / calls;
    }

    private Tally count(Object worker) {
        var sum = new Tally();
        for (Map<Object, Tally> window : List.of(now, before)) {
            Tally tally = window.get(worker);
            if (tally != null) {
                sum.calls += tally.calls;
                sum.throttled += tally.throttled;
            }
        }
        return sum;
    }

    private void turn(long time) {
        if (time - windowStartedAt < WINDOW_NANOS) {
            return;
        }
        before.clear();
        before.putAll(now);
        now.clear();
        allBefore.set(allNow);
        allNow.set(new Tally());
        windowStartedAt = time;
    }
}
