// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the next message, but at most a given number of nanoseconds. Tests turn a fake clock instead. */
@FunctionalInterface
public interface Waiting {
    /** Real waiting. */
    Waiting REAL = (messages, nanos) -> messages.poll(nanos, TimeUnit.NANOSECONDS);

    /** The next message, or null if none came in time. */
    @Nullable
    Runnable next(BlockingQueue<Runnable> messages, long nanos) throws InterruptedException;

    /** Waits for nothing but the time. */
    default void pause(long nanos) throws InterruptedException {
        next(new LinkedBlockingQueue<>(), nanos);
    }
}
