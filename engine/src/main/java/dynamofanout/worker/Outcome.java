package dynamofanout.worker;

/** How a worker ended in order. */
public enum Outcome {
    /** The segment is at its end. */
    DONE,
    /** The deadline came first: another worker goes on. */
    MORE,
    /** The run is to stop; the checkpoint is saved. */
    STOPPED
}
