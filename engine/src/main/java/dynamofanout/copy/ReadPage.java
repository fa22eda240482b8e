package dynamofanout.copy;

import dynamofanout.item.Slice;
import java.util.List;
import java.util.Optional;

/**
 * What one read of a segment brought.
 *
 * @param read items the service scanned, or keys that were looked up
 * @param filtered of those, left out by the filter
 * @param gone of those, keys that the table no longer has
 * @param next where to read on, absent at the segment's end
 * @param bytes that the page keeps in memory
 */
public record ReadPage(
        List<Slice> items, int read, int filtered, int gone, Optional<String> next, double units, int bytes) {}
