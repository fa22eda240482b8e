// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

/** Tells a worker when to start ending, so that it has time to finish its calls and save. */
@FunctionalInterface
public interface Deadline {
    /** No deadline, for a process that may run indefinitely. */
    Deadline NONE = () -> Long.MAX_VALUE;

    /** Nanoseconds until the worker should start to end. 0 or less means now. */
    long remainingNanos();

    default boolean isNear() {
        return remainingNanos() <= 0;
    }
}
