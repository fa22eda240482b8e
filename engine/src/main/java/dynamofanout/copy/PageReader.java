// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import java.util.Optional;

/** Reads a segment page by page. */
public interface PageReader {
    /**
     * Reads the page after the cursor.
     *
     * @param cursor as the page before gave it, absent at the segment's start
     * @param most items to look at
     * @throws dynamofanout.table.CallFailed for any failure
     */
    ReadPage read(Optional<String> cursor, int most);

    /**
     * A cursor from which reading continues after this item of a page. Empty if the reader can only continue at the end
     * of a page.
     */
    default Optional<String> cursorBehind(Slice item, KeySchema key) {
        return Optional.empty();
    }
}
