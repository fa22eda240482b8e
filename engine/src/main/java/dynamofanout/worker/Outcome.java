// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

/** How a worker ended, if it did not fail. */
public enum Outcome {
    /** The segment is finished. */
    DONE,
    /** The deadline came first. Another worker will continue. */
    MORE,
    /** The run is stopping. The checkpoint is saved. */
    STOPPED
}
