// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import java.time.Duration;

/**
 * Computes how long to wait before a retry. It uses "full jitter": a random time up to a bound that doubles with each
 * try. Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 */
public final class Backoff {
    private final long firstNanos;
    private final long longestNanos;

    public Backoff(Duration first, Duration longest) {
        this.firstNanos = first.toNanos();
        this.longestNanos = longest.toNanos();
    }

    /**
     * The delay before the next try.
     *
     * @param tries how many tries have failed, at least 1
     * @param chance random number from 0 to 1
     */
    public long delayNanos(int tries, double chance) {
        long bound = Math.min(longestNanos, firstNanos << Math.min(20, Math.max(0, tries - 1)));
        return (long) (bound * chance);
    }
}
