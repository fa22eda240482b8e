package dynamofanout.copy;

import dynamofanout.item.Slice;

/** One item on its way to the target. */
final class PendingWrite {
    private final Slice item;
    private final OpenPage page;
    private int throttles;
    private int faults;
    private long firstFaultAt;
    private long readyAt;

    PendingWrite(Slice item, OpenPage page) {
        this.item = item;
        this.page = page;
    }

    Slice item() {
        return item;
    }

    OpenPage page() {
        return page;
    }

    /** How often it was left unprocessed or throttled in a row. */
    int throttles() {
        return throttles;
    }

    /** How often in a row its batch met a transient fault. */
    int faults() {
        return faults;
    }

    long firstFaultAt() {
        return firstFaultAt;
    }

    long readyAt() {
        return readyAt;
    }

    /** The service answered, if only to put it off: faults before that are over. */
    void throttled() {
        faults = 0;
        throttles++;
    }

    void faulted(long now) {
        if (faults++ == 0) {
            firstFaultAt = now;
        }
    }

    void waitUntil(long time) {
        readyAt = time;
    }
}
