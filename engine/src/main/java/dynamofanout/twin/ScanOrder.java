package dynamofanout.twin;

/** Whether the two scans are seen to come in the same order. Until enough look-ups have agreed with it, nothing is. */
final class ScanOrder {
    private int proofsNeeded;
    private boolean isBroken;

    ScanOrder(int proofsNeeded) {
        this.proofsNeeded = proofsNeeded;
    }

    /** Whether what the order says may be believed without a look-up. */
    boolean isTrusted() {
        return !isBroken && proofsNeeded <= 0;
    }

    /** A look-up says whether a key is there that by the order should not be. */
    void checked(boolean isThere) {
        if (isThere) {
            broke();
        } else {
            proofsNeeded--;
        }
    }

    /** From now on everything is looked up. */
    void broke() {
        isBroken = true;
    }
}
