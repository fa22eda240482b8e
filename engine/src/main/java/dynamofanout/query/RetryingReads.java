package dynamofanout.query;

import dynamofanout.pace.Backoff;
import dynamofanout.pace.Waiting;
import dynamofanout.table.CallFailed;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
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
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (CallFailed failure) {
                boolean mayPass =
                        failure.kind() == CallFailed.Kind.THROTTLED || failure.kind() == CallFailed.Kind.TRANSIENT;
                long delay = BACKOFF.delayNanos(tries, chance.getAsDouble());
                if (!mayPass || tries == TRIES || nanoTime.getAsLong() + delay - endNanos >= 0) {
                    throw failure;
                }
                rest(delay, failure);
            }
        }
    }

    private void rest(long nanos, CallFailed failure) {
        try {
            waiting.next(new LinkedBlockingQueue<>(), nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
