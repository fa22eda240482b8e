package dynamofanout.copy;

import dynamofanout.pace.Backoff;
import java.time.Duration;

/**
 * Bounds of one worker.
 *
 * @param batchesInFlight most BatchWriteItem calls at once
 * @param bytesInFlight most bytes of pages that are read and not settled; one page is always allowed
 * @param leastTries a call that meets transient faults is tried at least so often …
 * @param patience … and at least so long before its segment is given up
 * @param stalledAfter a segment is given up when throttling let nothing through for so long
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
    /** For workers of this size, with the bounds that suit DynamoDB. */
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

    /** The same, but transient faults are borne for so long. */
    public CopySettings withPatience(Duration newPatience) {
        return new CopySettings(
                batchesInFlight, bytesInFlight, leastTries, newPatience, stalledAfter, afterFault, afterThrottle);
    }
}
