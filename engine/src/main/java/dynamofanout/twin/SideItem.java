package dynamofanout.twin;

import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;
import java.util.Optional;

/**
 * An item of one side that is not decided yet.
 *
 * @param key by which the target has it
 * @param sourceKey by which the source has it, where that is another
 */
record SideItem(Slice item, ItemKey key, Optional<Slice> sourceKey, SidePage arrival) {
    /** The key to look it up by in the source. */
    ItemKey keyInSource() {
        return sourceKey.map(ItemKey::ofObject).orElse(key);
    }

    String partition() {
        return key.partition();
    }
}
