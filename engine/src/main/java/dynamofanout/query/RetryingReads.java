// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.pace.Backoff;
import dynamofanout.pace.BoundedRetry;
import dynamofanout.pace.Waiting;
import dynamofanout.table.CallFailed;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Retries reads that fail for a transient reason (throttling, network faults), a few times and within a page's time.
 */
record RetryingReads(LongSupplier nanoTime, DoubleSupplier chance, Waiting waiting) {
    private static final int TRIES = 5;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));

    /** @throws CallFailed the last failure */
    <T> T ask(long endNanos, Supplier<T> call) {
        var retry = new BoundedRetry(TRIES, tries -> BACKOFF.delayNanos(tries, chance.getAsDouble()), waiting);
        try {
            return retry.call(
                    CallFailed.class, CallFailed::mayPass, pause -> nanoTime.getAsLong() + pause - endNanos < 0, call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw e.getCause() instanceof CallFailed last ? last : new IllegalStateException(e);
        }
    }
}
