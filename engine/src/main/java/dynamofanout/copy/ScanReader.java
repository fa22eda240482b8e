// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.table.ItemTable;
import dynamofanout.table.Page;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.ScanRange;
import java.util.Optional;

/** Reads one segment of a parallel Scan. The cursor is DynamoDB's own LastEvaluatedKey. */
public final class ScanReader implements PageReader {
    private final ItemTable table;
    private final ScanRange range;
    private final ReadOptions options;

    public ScanReader(ItemTable table, ScanRange range, ReadOptions options) {
        this.table = table;
        this.range = range;
        this.options = options;
    }

    @Override
    public Optional<String> cursorBehind(Slice item, KeySchema key) {
        return Optional.of(ItemKey.of(item, key).json());
    }

    @Override
    public ReadPage read(Optional<String> cursor, int most) {
        Page page = table.scan(range, options, cursor.map(Slice::of), most);
        return new ReadPage(
                page.items(),
                page.scannedCount(),
                page.filtered(),
                0,
                page.lastKey().map(Slice::text),
                page.units(),
                page.bytes());
    }
}
