package dynamofanout.worker;

/** When a worker must begin to end in order, so that it can drain and save. */
@FunctionalInterface
public interface Deadline {
    /** For a process that may run as long as it likes. */
    Deadline NONE = () -> Long.MAX_VALUE;

    /** Nanoseconds until the worker should begin to end; 0 or less: now. */
    long remainingNanos();

    default boolean isNear() {
        return remainingNanos() <= 0;
    }
}
