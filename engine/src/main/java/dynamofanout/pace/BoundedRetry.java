// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import java.util.function.IntToLongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Retries a call whose failure may pass by itself: a limited number of times, with a pause before each.
 *
 * @param most tries
 * @param pauseNanos the pause after so many tries that failed
 */
public record BoundedRetry(int most, IntToLongFunction pauseNanos, Waiting waiting) {
    /**
     * The call's answer.
     *
     * @param failures those that are looked at; others are thrown at once
     * @param mayPass whether such a failure may pass
     * @param hasTimeFor whether there is time for a pause of so many nanoseconds
     * @throws InterruptedException if the thread was interrupted in a pause; its cause is the last failure
     */
    public <T, F extends RuntimeException> T call(
            Class<F> failures, Predicate<F> mayPass, LongPredicate hasTimeFor, Supplier<T> call)
            throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (RuntimeException failure) {
                if (tries == most || !failures.isInstance(failure) || !mayPass.test(failures.cast(failure))) {
                    throw failure;
                }
                long pause = pauseNanos.applyAsLong(tries);
                if (!hasTimeFor.test(pause)) {
                    throw failure;
                }
                pause(pause, failure);
            }
        }
    }

    private void pause(long nanos, RuntimeException failure) throws InterruptedException {
        try {
            waiting.pause(nanos);
        } catch (InterruptedException e) {
            if (e.getCause() == null) {
                e.initCause(failure);
            }
            throw e;
        }
    }

    /** The same without regard to time. */
    public <T, F extends RuntimeException> T call(Class<F> failures, Predicate<F> mayPass, Supplier<T> call)
            throws InterruptedException {
        return call(failures, mayPass, pause -> true, call);
    }
}
