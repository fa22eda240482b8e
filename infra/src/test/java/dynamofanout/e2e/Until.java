// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens elsewhere, looking again and again. */
final class Until {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Until() {}

    static void so(String what, BooleanSupplier isSo) {
        present(what, () -> isSo.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** @throws AssertionError naming what did not come within five minutes */
    static <T> T present(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            pause();
        }
        throw new AssertionError("waited " + LONGEST.toSeconds() + " s in vain for " + what);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
