package dynamofanout.plan;

import dynamofanout.table.IndexDescription;
import dynamofanout.table.ItemKey;
import dynamofanout.table.ItemSize;
import dynamofanout.table.KeySchema;
import dynamofanout.table.Slice;
import java.util.List;

/**
 * What a few pages of a table showed. A write is charged by the whole KB of each item, so averages of a table's size
 * cannot tell its price.
 */
final class Sample {
    private static final int UNIT_BYTES = 1024;

    private long scanned;
    private long selected;
    private long bytes;
    private double writeUnits;
    private boolean isWholeTable;

    /** Adds a page: {@code scannedItems} were looked at, {@code items} are what the filter left of them. */
    void add(List<Slice> items, int scannedItems, List<IndexDescription> targetIndexes) {
        scanned += scannedItems;
        selected += items.size();
        for (Slice item : items) {
            int size = ItemSize.bytes(item);
            bytes += size;
            writeUnits += units(size);
            for (IndexDescription index : targetIndexes) {
                writeUnits += indexUnits(item, size, index);
            }
        }
    }

    void wasWholeTable() {
        isWholeTable = true;
    }

    /** Whether the pages were the whole table, so that its count is known. */
    boolean isWholeTable() {
        return isWholeTable;
    }

    /** Items looked at: the table has at least so many. */
    long scanned() {
        return scanned;
    }

    /** Share of items that the filter leaves; 1 while nothing is known. */
    double selectedShare() {
        return scanned == 0 ? 1 : (double) selected / scanned;
    }

    /** Mean size of an item, or the given one while none was seen. */
    double bytesPerItem(double otherwise) {
        return selected == 0 ? otherwise : (double) bytes / selected;
    }

    /** Write units of one item, indexes included, or by the given size while none was seen. */
    double writeUnitsPerItem(double bytesOtherwise) {
        return selected == 0 ? units((int) bytesOtherwise) : writeUnits / selected;
    }

    private static double indexUnits(Slice item, int size, IndexDescription index) {
        if (!hasKey(item, index.key())) {
            return 0;
        }
        return index.projection().equals("ALL") ? units(size) : 1;
    }

    private static boolean hasKey(Slice item, KeySchema key) {
        try {
            ItemKey.of(item, key);
            return true;
        } catch (IllegalArgumentException lacksAttribute) {
            return false;
        }
    }

    private static double units(int size) {
        return Math.max(1, Math.ceil((double) size / UNIT_BYTES));
    }
}
