// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.item.Slice;
import dynamofanout.run.RefusedItem;
import java.util.List;
import java.util.Optional;

/**
 * The result of one read of a segment.
 *
 * @param items in the form in which they are written
 * @param masking what a mask did to them
 * @param read items the service scanned, or keys that were looked up
 * @param filtered of those, left out by the filter
 * @param gone of those, keys that the table no longer has
 * @param next where to read on, absent at the segment's end
 * @param bytes that the page keeps in memory
 */
public record ReadPage(
        List<Slice> items,
        Masking masking,
        int read,
        int filtered,
        int gone,
        Optional<String> next,
        double units,
        int bytes) {
    /**
     * What a mask did to a page.
     *
     * @param sourceKeys of all items, in their order, where the mask changes keys; else none
     * @param refused items that the mask refused, by their keys in the source; they are not among the page's items
     */
    public record Masking(List<Slice> sourceKeys, List<RefusedItem> refused) {
        static final Masking NONE = new Masking(List.of(), List.of());

        /** The key of an item in the source. Empty if it is the item's own key. */
        public Optional<Slice> sourceKey(int item) {
            return sourceKeys.isEmpty() ? Optional.empty() : Optional.of(sourceKeys.get(item));
        }
    }

    /** A page as the table has it, without a mask. */
    public ReadPage(
            List<Slice> items, int read, int filtered, int gone, Optional<String> next, double units, int bytes) {
        this(items, Masking.NONE, read, filtered, gone, next, units, bytes);
    }
}
