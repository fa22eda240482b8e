// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.item.ItemEquality;
import dynamofanout.item.ItemSize;
import dynamofanout.item.Slice;
import dynamofanout.table.IndexDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a few pages of a table showed about its items. It is needed because a write is charged per started KB of each
 * item, so a table's average item size does not tell the price.
 */
final class Sample {
    private static final int UNIT_BYTES = 1024;

    /** Enough to tell how a table's items look. */
    private static final int KEPT = 1_000;

    private static final long KEPT_BYTES = 8 << 20;

    private final List<Slice> kept = new ArrayList<>();

    private final Tally table = new Tally();
    private final Map<IndexDescription, Tally> indexes = new HashMap<>();
    private long scanned;
    private long bytes;
    private long projected;
    private boolean isWholeTable;
    private boolean hasAttributesOfGlobalTables;

    /** Items that are written somewhere, and the units of that. */
    private static final class Tally {
        private long items;
        private double units;
        private long refused;

        void add(double moreUnits) {
            items++;
            units += moreUnits;
        }
    }

    /** Adds a page: {@code scannedItems} were looked at, {@code items} are what the filter left of them. */
    void add(List<Slice> items, int scannedItems, List<IndexDescription> targetIndexes) {
        scanned += scannedItems;
        for (Slice item : items) {
            int size = ItemSize.bytes(item);
            bytes += size;
            if (kept.size() < KEPT && bytes < KEPT_BYTES) {
                kept.add(item.detached());
            }
            hasAttributesOfGlobalTables |= ItemEquality.leavesOutPartOf(item);
            table.add(units(size));
            for (IndexDescription index : targetIndexes) {
                switch (IndexKeyCheck.of(item, index.key())) {
                    case IN -> tally(index).add(index.projection().equals("ALL") ? units(size) : 1);
                    case REFUSED -> tally(index).refused++;
                    case ABSENT -> {}
                }
            }
        }
    }

    void wasWholeTable() {
        isWholeTable = true;
    }

    /** About so many items there are, by the density of its segments. */
    void projected(long items) {
        projected = items;
    }

    /** Items there are: exactly, by projection, or 0 where the table's own count holds. */
    long items() {
        return isWholeTable ? scanned : projected;
    }

    /** Whether the pages were the whole table, so that its count is known. */
    boolean isWholeTable() {
        return isWholeTable;
    }

    boolean hasAttributesOfGlobalTables() {
        return hasAttributesOfGlobalTables;
    }

    /** The first items that were met. */
    List<Slice> firstItems() {
        return List.copyOf(kept);
    }

    /** Items looked at: the table has at least so many. */
    long scanned() {
        return scanned;
    }

    /** Share of items that the filter leaves; 1 while nothing is known. */
    double selectedShare() {
        return scanned == 0 ? 1 : (double) table.items / scanned;
    }

    /** Mean size of an item, or the given one while none was seen. */
    double bytesPerItem(double otherwise) {
        return table.items == 0 ? otherwise : (double) bytes / table.items;
    }

    /** Write units of one item in the table alone, or by the given size while none was seen. */
    double unitsPerItem(double bytesOtherwise) {
        return table.items == 0 ? units(bytesOtherwise) : table.units / table.items;
    }

    /** Items whose size was looked at. */
    long seen() {
        return table.items;
    }

    /** Of those, the ones that the target refuses for the index's key. */
    long refusedBy(IndexDescription index) {
        return tally(index).refused;
    }

    /** Share of items that are in the index too. */
    double shareIn(IndexDescription index) {
        return table.items == 0 ? 0 : (double) tally(index).items / table.items;
    }

    /** Write units of one item in the index, for an item that is in it. */
    double unitsPerItemIn(IndexDescription index, double bytesOtherwise) {
        Tally tally = tally(index);
        return tally.items == 0 ? units(bytesOtherwise) : tally.units / tally.items;
    }

    private Tally tally(IndexDescription index) {
        return indexes.computeIfAbsent(index, each -> new Tally());
    }

    private static double units(double size) {
        return Math.max(1, Math.ceil(size / UNIT_BYTES));
    }
}
