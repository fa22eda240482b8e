// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

/**
 * Tells whether the two scans have the same order. The order is not trusted until enough look-ups have confirmed it.
 */
final class ScanOrder {
    private int proofsNeeded;
    private boolean isBroken;

    ScanOrder(int proofsNeeded) {
        this.proofsNeeded = proofsNeeded;
    }

    /** Whether decisions by the order need no look-up. */
    boolean isTrusted() {
        return !isBroken && proofsNeeded <= 0;
    }

    /** Reports a look-up of a key that, according to the order, should not be there. */
    void checked(boolean isThere) {
        if (isThere) {
            broke();
        } else {
            proofsNeeded--;
        }
    }

    /** Stops trusting the order: from now on everything is looked up. */
    void broke() {
        isBroken = true;
    }
}
