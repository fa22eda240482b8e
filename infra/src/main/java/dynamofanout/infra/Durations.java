// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.input.BadInput;
import java.time.Duration;

/**
 * The times that the segment function works with, in whole seconds.
 *
 * @param save how often a worker saves
 * @param lease writes are only sent within this time of the last acknowledged save
 * @param call the longest that one call may take
 * @param takeOver how long a worker waits before it writes where the former one did not release its claim
 * @param margin how long before its time-out a worker begins to end
 * @param timeout of the segment function
 */
public record Durations(
        Duration save, Duration lease, Duration call, Duration takeOver, Duration margin, Duration timeout) {
    /** DESIGN's figures, and the longest that Lambda allows: fewer invocations, fewer transitions. */
    public static final Durations DEFAULT = new Durations(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(40),
            Duration.ofSeconds(20),
            Duration.ofSeconds(900));

    public Durations {
        require("leaseSeconds", lease, save.plusSeconds(1), "saveSeconds + 1");
        require("takeOverSeconds", takeOver, lease.plus(call), "leaseSeconds + callSeconds");
        require("marginSeconds", margin, call, "callSeconds, so that what is in flight can end");
        require("timeoutSeconds", timeout, lease.multipliedBy(3), "3 x leaseSeconds, or a worker only waits and ends");
        require(
                "timeoutSeconds",
                timeout,
                takeOver.plus(margin).plus(save),
                "takeOverSeconds + marginSeconds + saveSeconds, or a worker that takes over never writes");
    }

    private static void require(String name, Duration value, Duration least, String why) {
        if (value.compareTo(least) < 0) {
            throw new BadInput(
                    name,
                    name + " must be at least " + least.toSeconds() + " (" + why + "), got: " + value.toSeconds());
        }
    }
}
