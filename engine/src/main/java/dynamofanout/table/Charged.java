// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

/** An answer to a read, with the units that were charged for it. */
public interface Charged {
    /** Read units that the service charged; 0 if it did not say. */
    double units();
}
