// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.item.ItemKey;
import java.util.Optional;

/**
 * How far the items of one side have been decided.
 *
 * @param cursor from which its reader continues, absent at the start
 * @param isEnd whether nothing is left
 */
record Position(Optional<String> cursor, boolean isEnd) {
    static final Position START = new Position(Optional.empty(), false);
    static final Position END = new Position(Optional.empty(), true);

    static Position at(String cursor) {
        return new Position(Optional.of(cursor), false);
    }

    /** Any key of a segment is a valid start of its Scan, whether the table has it or not. */
    static Position after(ItemKey key) {
        return at(key.json());
    }
}
