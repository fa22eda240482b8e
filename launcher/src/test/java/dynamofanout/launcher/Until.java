// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something that other threads or processes bring about. */
final class Until {
    private Until() {}

    /** Looks again and again until it is so; fails after a minute. */
    static void until(BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
