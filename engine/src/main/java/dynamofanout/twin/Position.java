package dynamofanout.twin;

import dynamofanout.item.ItemKey;
import java.util.Optional;

/**
 * How far one side has been decided.
 *
 * @param cursor where its reader goes on, absent at the start
 * @param isEnd nothing is left
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
