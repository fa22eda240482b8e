// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Clock, random numbers and log of a worker. The engine takes them from its caller so that tests can control them.
 *
 * @param nanoTime a clock that never goes back
 * @param chance random numbers from 0 to 1
 * @param notices takes sentences for the log; may be called from any thread
 */
public record WorkerRuntime(LongSupplier nanoTime, DoubleSupplier chance, Consumer<String> notices) {
    public long now() {
        return nanoTime.getAsLong();
    }
}
