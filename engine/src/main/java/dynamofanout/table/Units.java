// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.JsonStrings;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.Numbers;
import dynamofanout.item.Slice;

/** Reads ConsumedCapacity from an answer: one object (Scan, Query, PutItem) or a list of them (batches). */
final class Units {
    private static final byte[] CAPACITY_UNITS = JsonStrings.ascii("CapacityUnits");

    private Units() {}

    /** Capacity units of the whole operation, indexes included. 0 if the answer does not say. */
    static double of(Slice consumed) {
        var walker = new JsonWalker(consumed);
        if (walker.valueBeginsWith('{')) {
            return ofObject(walker);
        }
        double sum = 0;
        if (walker.valueBeginsWith('[')) {
            walker.enterArray();
            while (walker.nextElement()) {
                sum += ofObject(walker);
            }
        }
        return sum;
    }

    private static double ofObject(JsonWalker walker) {
        double units = 0;
        walker.enterObject();
        while (walker.nextField()) {
            if (walker.isNamed(CAPACITY_UNITS)) {
                units = Numbers.parse(walker.value());
            } else {
                walker.skipValue();
            }
        }
        return units;
    }
}
