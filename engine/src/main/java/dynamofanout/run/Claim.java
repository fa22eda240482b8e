// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

/** The answer to a worker that claims a segment. */
public sealed interface Claim {
    /**
     * The worker holds the segment.
     *
     * @param checkpoint with the worker's own epoch; go on from its cursor
     * @param tookOver whether the former worker did not release its epoch, so that it may still live
     */
    record Held(Checkpoint checkpoint, Control control, boolean tookOver) implements Claim {}

    /** The segment was done before. */
    record AlreadyDone() implements Claim {}

    /** The run is stopping: nothing new begins. */
    record RunStopped(Stop stop) implements Claim {}
}
