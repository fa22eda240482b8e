package dynamofanout.store;

/** The right of this process to carry out a run; closing gives it back, and so does the death of the process. */
@FunctionalInterface
public interface RunHold extends AutoCloseable {
    @Override
    void close();
}
