package dynamofanout.twin;

import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;

/** An item of one side that is not decided yet. */
record SideItem(Slice item, ItemKey key, SidePage arrival) {
    String partition() {
        return key.partition();
    }
}
