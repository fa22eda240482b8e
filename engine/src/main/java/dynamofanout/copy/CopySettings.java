// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.pace.Backoff;
import java.time.Duration;

/**
 * Limits of one worker: concurrent calls, memory, patience and delays.
 *
 * @param batchesInFlight most BatchWriteItem calls at once
 * @param bytesInFlight most bytes of pages that are read and not settled; one page is always allowed
 * @param leastTries least number of tries, for a call with transient faults, before its segment is given up
 * @param patience least time, for a call with transient faults, before its segment is given up
 * @param stalledAfter a segment is given up after throttling has blocked all its calls for this long
 * @param afterFault delays after transient faults
 * @param afterThrottle delays after throttling and unprocessed items
 */
public record CopySettings(
        int batchesInFlight,
        long bytesInFlight,
        int leastTries,
        Duration patience,
        Duration stalledAfter,
        Backoff afterFault,
        Backoff afterThrottle) {
    /** Settings for workers of this size, with the other limits at values that suit DynamoDB. */
    public static CopySettings of(int batchesInFlight, long bytesInFlight) {
        return new CopySettings(
                batchesInFlight,
                bytesInFlight,
                8,
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5)),
                new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2)));
    }

    /** The same settings with another patience for transient faults. */
    public CopySettings withPatience(Duration newPatience) {
        return new CopySettings(
                batchesInFlight, bytesInFlight, leastTries, newPatience, stalledAfter, afterFault, afterThrottle);
    }
}
