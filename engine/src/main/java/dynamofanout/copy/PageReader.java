package dynamofanout.copy;

import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import java.util.Optional;

/** Reads a segment page by page. */
public interface PageReader {
    /**
     * One page from behind the cursor.
     *
     * @param cursor as the page before gave it, absent at the segment's start
     * @param most items to look at
     * @throws dynamofanout.table.CallFailed whatever went wrong
     */
    ReadPage read(Optional<String> cursor, int most);

    /** A cursor from which reading goes on behind this item of a page, where the reader can begin anywhere. */
    default Optional<String> cursorBehind(Slice item, KeySchema key) {
        return Optional.empty();
    }
}
