package dynamofanout.twin;

import dynamofanout.table.ItemKey;
import dynamofanout.table.Slice;

/** An item of one side that is not decided yet. */
record Entry(Slice item, ItemKey key, Arrival arrival) {
    String partition() {
        return key.partition();
    }
}
