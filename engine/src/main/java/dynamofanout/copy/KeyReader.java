// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;
import dynamofanout.table.CallFailed;
import dynamofanout.table.GetAnswer;
import dynamofanout.table.ItemTable;
import dynamofanout.table.Page;
import dynamofanout.table.ReadOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the current items of a list of keys. The cursor is the number of keys that have been read. With a filter each
 * key is a Query, because BatchGetItem has no filter.
 */
public final class KeyReader implements PageReader {
    private final ItemTable table;
    private final List<ItemKey> keys;
    private final ReadOptions options;

    public KeyReader(ItemTable table, List<ItemKey> keys, ReadOptions options) {
        this.table = table;
        this.keys = List.copyOf(keys);
        this.options = options;
    }

    @Override
    public ReadPage read(Optional<String> cursor, int most) {
        int from = cursor.map(Integer::parseInt).orElse(0);
        int to = Math.min(keys.size(), from + Math.min(most, ItemTable.LARGEST_GET));
        List<ItemKey> wanted = keys.subList(from, to);
        Optional<String> next = to < keys.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
        return options.filter().isPresent() ? query(wanted, next) : get(wanted, next);
    }

    private ReadPage get(List<ItemKey> wanted, Optional<String> next) {
        List<Slice> items = new ArrayList<>();
        double units = 0;
        int bytes = 0;
        List<ItemKey> open = new ArrayList<>(wanted);
        while (!open.isEmpty()) {
            GetAnswer answer = table.get(open, options);
            int before = open.size();
            open = stillOpen(open, answer);
            units += answer.units();
            for (Slice item : answer.items()) {
                items.add(item);
                bytes += item.length();
            }
            if (open.size() == before) {
                throw CallFailed.throttled("BatchGetItem left all " + before + " keys unprocessed");
            }
        }
        return new ReadPage(items, wanted.size(), 0, wanted.size() - items.size(), next, units, bytes);
    }

    private static List<ItemKey> stillOpen(List<ItemKey> asked, GetAnswer answer) {
        Set<ItemKey> left = new HashSet<>();
        for (Slice key : answer.unprocessedKeys()) {
            left.add(ItemKey.ofObject(key));
        }
        return asked.stream().filter(left::contains).toList();
    }

    private ReadPage query(List<ItemKey> wanted, Optional<String> next) {
        List<Slice> items = new ArrayList<>();
        double units = 0;
        int bytes = 0;
        int filtered = 0;
        int gone = 0;
        for (ItemKey key : wanted) {
            Page page = table.queryKey(key, options);
            items.addAll(page.items());
            units += page.units();
            bytes += page.bytes();
            filtered += page.filtered();
            gone += page.scannedCount() == 0 ? 1 : 0;
        }
        return new ReadPage(items, wanted.size(), filtered, gone, next, units, bytes);
    }
}
