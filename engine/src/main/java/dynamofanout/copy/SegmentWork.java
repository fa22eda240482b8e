// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

/**
 * The work on one segment, from a cursor onwards. {@link #step} drives it: it starts the calls that may be started and
 * never waits. Answers arrive through the inbox. It knows nothing about claims, leases and saves. It only reports its
 * progress, and the worker decides when to save it. Use it from one thread only.
 */
public interface SegmentWork {
    /**
     * Starts the calls that may be started now.
     *
     * @param sendWritesBefore nano time at which the worker's lease ends
     * @return nano time at which more may be started even without an answer; Long.MAX_VALUE for none
     */
    long step(long sendWritesBefore);

    /** Whether everything has been read and settled. */
    boolean isDone();

    /** What has been settled since the last call. */
    SegmentProgress progress();

    /** Whether so much has accumulated that the worker should save early. */
    default boolean wantsSave() {
        return false;
    }
}
