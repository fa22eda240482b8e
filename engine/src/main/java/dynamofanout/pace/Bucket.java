// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

/**
 * A token bucket that may go into debt. A call may be sent as soon as the balance is above zero. It takes its estimated
 * cost, which is corrected by its actual cost later. So the mean never exceeds the rate, however wrong estimates are.
 * The balance is capped at {@value #BURST_SECONDS} s of the rate, so that a pause is not followed by a burst. Times are
 * values of a nano clock. Thread-safe: workers of one process share a run's ceiling.
 */
public final class Bucket {
    /** With batches of at most a tenth of a second's units, no second exceeds the rate by more than 15 %. */
    private static final double BURST_SECONDS = 0.05;

    private static final double NANOS = 1e9;

    private double unitsPerSecond;
    private double balance;
    private long filledAt;
    private double charged;

    /** @param unitsPerSecond Double.POSITIVE_INFINITY for no limit */
    public Bucket(double unitsPerSecond, long now) {
        this.unitsPerSecond = unitsPerSecond;
        this.filledAt = now;
    }

    public synchronized double unitsPerSecond() {
        return unitsPerSecond;
    }

    public synchronized void changeRate(double newUnitsPerSecond, long now) {
        if (newUnitsPerSecond != unitsPerSecond) {
            fill(now);
            unitsPerSecond = newUnitsPerSecond;
        }
    }

    /** Nanoseconds until a call may be sent. 0 means now. */
    public synchronized long waitNanos(long now) {
        fill(now);
        if (unitsPerSecond == Double.POSITIVE_INFINITY || balance > 0) {
            return 0;
        }
        return Math.max(1, (long) ((-balance / unitsPerSecond) * NANOS) + 1);
    }

    /** Takes the units if a call may be sent now. */
    public synchronized boolean tryTake(double units, long now) {
        if (waitNanos(now) > 0) {
            return false;
        }
        take(units);
        return true;
    }

    /** Takes the units. A negative number gives units back. */
    public synchronized void take(double units) {
        if (unitsPerSecond != Double.POSITIVE_INFINITY) {
            balance -= units;
        }
    }

    /** Corrects the estimate that an answered call had taken by the units that it was charged. */
    synchronized void settle(double estimate, double actual) {
        take(actual - estimate);
        charged += actual;
    }

    /** Units that all answered calls were charged. */
    public synchronized double charged() {
        return charged;
    }

    private void fill(long now) {
        if (unitsPerSecond == Double.POSITIVE_INFINITY) {
            balance = 0;
        } else {
            double added = (now - filledAt) / NANOS * unitsPerSecond;
            balance = Math.min(unitsPerSecond * BURST_SECONDS, balance + added);
        }
        filledAt = now;
    }
}
