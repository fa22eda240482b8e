// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import java.time.Duration;

/**
 * Durations of a worker's claim.
 *
 * @param saveInterval how often a checkpoint is saved
 * @param lease writes are only sent within this time of the moment the last acknowledged save was sent
 * @param takeOverWait how long a worker waits before it writes when the former one did not release its claim; zero
 *     where the store proves that the former one is dead. At least the lease plus the time limit of one call.
 * @param identityAge how old the last check of the tables' identity may be at a claim and before the segment is done
 */
public record WorkerSettings(Duration saveInterval, Duration lease, Duration takeOverWait, Duration identityAge) {
    public WorkerSettings {
        if (lease.compareTo(saveInterval) <= 0) {
            throw new IllegalArgumentException(
                    "lease must be longer than the save interval " + saveInterval + ", got: " + lease);
        }
    }

    /** Settings for workers of one process, with a store that proves that former workers are dead. */
    public static WorkerSettings local() {
        return new WorkerSettings(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(10));
    }
}
