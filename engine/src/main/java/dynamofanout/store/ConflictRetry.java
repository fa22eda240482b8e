// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.pace.Backoff;
import dynamofanout.pace.Waiting;
import dynamofanout.run.StoreFailed;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Retries a write after another write to the same part had interfered. It waits for random times, about 20 s in all.
 * Throttling and broken connections are retried by the SDK client.
 */
public final class ConflictRetry {
    static final int TRIES = 45;
    private static final Backoff BETWEEN_TRIES = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1));

    private final Waiting waiting;
    private final DoubleSupplier chance;

    /** @param chance random numbers from 0 to 1; may be asked by any thread */
    public ConflictRetry(Waiting waiting, DoubleSupplier chance) {
        this.waiting = waiting;
        this.chance = chance;
    }

    /**
     * Waits before the next try.
     *
     * @param tries how many have failed
     * @throws StoreFailed if there is no next try
     */
    void pause(PartKey part, int tries) {
        if (tries >= TRIES) {
            throw new StoreFailed(part.words() + " cannot be written: " + TRIES
                    + " times in a row other writes to it were in the way; what was saved before is untouched");
        }
        try {
            waiting.pause(BETWEEN_TRIES.delayNanos(tries, chance.getAsDouble()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailed(part.words() + " was not written: interrupted while another write was in the way", e);
        }
    }

    double chance() {
        return chance.getAsDouble();
    }
}
