package dynamofanout.copy;

import dynamofanout.item.Slice;
import dynamofanout.run.RefusedItem;
import java.util.List;
import java.util.Optional;

/**
 * What one read of a segment brought.
 *
 * @param items as they shall arrive
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
     * @param refused items that are not among the others, by the keys that they have in the source
     */
    public record Masking(List<Slice> sourceKeys, List<RefusedItem> refused) {
        static final Masking NONE = new Masking(List.of(), List.of());

        /** The key of an item in the source; empty: it is the item's own. */
        public Optional<Slice> sourceKey(int item) {
            return sourceKeys.isEmpty() ? Optional.empty() : Optional.of(sourceKeys.get(item));
        }
    }

    /** As the table has it. */
    public ReadPage(
            List<Slice> items, int read, int filtered, int gone, Optional<String> next, double units, int bytes) {
        this(items, Masking.NONE, read, filtered, gone, next, units, bytes);
    }
}
