package dynamofanout.copy;

/**
 * What is done with one segment, from a cursor on. It is moved by {@link #step}, which starts what may be started and
 * never waits; answers come in through the inbox. It knows nothing of claims, leases and saves: it says how far it has
 * come, the worker decides what to do with that. One thread only.
 */
public interface SegmentWork {
    /**
     * Starts the calls that may be started now.
     *
     * @param sendWritesBefore nano time at which the worker's lease ends
     * @return nano time at which there may be more to start without any answer; Long.MAX_VALUE for none
     */
    long step(long sendWritesBefore);

    /** Whether everything has been read and settled. */
    boolean isDone();

    /** What has been settled since this was last asked. */
    SegmentProgress progress();

    /** Whether so much has gathered that a save should not wait for its time. */
    default boolean wantsSave() {
        return false;
    }
}
