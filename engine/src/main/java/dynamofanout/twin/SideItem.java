// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;
import java.util.Optional;

/**
 * An undecided item of one side.
 *
 * @param key in the target
 * @param sourceKey key in the source, if it differs
 */
record SideItem(Slice item, ItemKey key, Optional<Slice> sourceKey, SidePage arrival) {
    /** The key for look-ups in the source. */
    ItemKey keyInSource() {
        return sourceKey.map(ItemKey::ofObject).orElse(key);
    }

    String partition() {
        return key.partition();
    }
}
