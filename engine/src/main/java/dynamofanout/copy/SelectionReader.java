// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.item.ItemKey;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.key.Selected;
import dynamofanout.key.Selected.How;
import dynamofanout.table.Expression;
import dynamofanout.table.ItemTable;
import dynamofanout.table.Page;
import dynamofanout.table.QueryCall;
import dynamofanout.table.ReadOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads one chunk of a selection: whole keys by look-up, up to 100 at a time, all other conditions by Query. The cursor
 * is the number of conditions that have been read. Within a Query it also has, after a space, the last key of that
 * Query.
 */
public final class SelectionReader implements PageReader {
    private final ItemTable table;
    private final List<Selected> selected;
    private final KeySchema key;
    private final ReadOptions options;
    private final Expression keysOnly;

    private SelectionReader(ItemTable table, List<Selected> selected, KeySchema key, ReadOptions options) {
        this.table = table;
        this.selected = List.copyOf(selected);
        this.key = key;
        this.options = options;
        this.keysOnly = keysOnly(selected, key);
    }

    /**
     * A reader for a part {@code keys#n} of the run store.
     *
     * @param key of the table
     */
    public static SelectionReader of(ItemTable table, List<String> lines, KeySchema key, ReadOptions options) {
        return new SelectionReader(table, lines.stream().map(Selected::parse).toList(), key, options);
    }

    @Override
    public ReadPage read(Optional<String> cursor, int most) {
        String[] place = cursor.orElse("0").split(" ", 2);
        int at = Integer.parseInt(place[0]);
        Optional<Slice> within = place.length == 2 ? Optional.of(Slice.of(place[1])) : Optional.empty();
        Selected next = selected.get(at);
        return switch (next.how()) {
            case GET -> get(at, most);
            case QUERY -> query(next, at, within, most);
            case QUERY_THEN_GET -> queryThenGet(next, at, within, most);
        };
    }

    private ReadPage get(int from, int most) {
        List<ItemKey> keys = new ArrayList<>();
        int at = from;
        while (at < selected.size()
                && selected.get(at).how() == How.GET
                && keys.size() < Math.min(most, ItemTable.LARGEST_GET)) {
            keys.add(ItemKey.ofObject(Slice.of(selected.get(at).condition().keyJson())));
            at++;
        }
        ReadPage page = new KeyReader(table, keys, options).read(Optional.empty(), keys.size());
        return new ReadPage(
                page.items(), page.read(), page.filtered(), page.gone(), place(at), page.units(), page.bytes());
    }

    private ReadPage query(Selected next, int at, Optional<Slice> within, int most) {
        QueryCall call = QueryCall.of(next.index(), next.condition().expression(), options);
        Page page = table.query(call.from(within, OptionalInt.of(most)));
        List<Slice> items = fitting(next, page);
        return new ReadPage(
                items,
                page.scannedCount(),
                page.scannedCount() - items.size(),
                0,
                placeBehind(at, page),
                page.units(),
                page.bytes());
    }

    /**
     * An index may lag behind its table. So it may return a key twice, or a key that no longer exists. The look-ups are
     * strongly consistent and always see what the index has returned, because the table has it first.
     */
    private ReadPage queryThenGet(Selected next, int at, Optional<Slice> within, int most) {
        QueryCall call = QueryCall.of(next.index(), next.condition().expression(), ReadOptions.PLAIN)
                .projecting(keysOnly)
                .from(within, OptionalInt.of(Math.min(most, ItemTable.LARGEST_GET)));
        Page page = table.query(call);
        List<Slice> fitting = fitting(next, page);
        Set<ItemKey> keys = new LinkedHashSet<>();
        fitting.forEach(item -> keys.add(ItemKey.of(item, key)));
        Optional<String> cursor = placeBehind(at, page);
        int leftOut = page.scannedCount() - fitting.size();
        if (keys.isEmpty()) {
            return new ReadPage(List.of(), page.scannedCount(), leftOut, 0, cursor, page.units(), 0);
        }
        ReadPage found = new KeyReader(table, List.copyOf(keys), new ReadOptions(true, options.filter()))
                .read(Optional.empty(), keys.size());
        return new ReadPage(
                found.items(),
                page.scannedCount(),
                leftOut + found.filtered(),
                found.gone() + fitting.size() - keys.size(),
                cursor,
                page.units() + found.units(),
                found.bytes());
    }

    private static List<Slice> fitting(Selected next, Page page) {
        return page.items().stream()
                .filter(item -> !next.condition().leavesOut(item))
                .toList();
    }

    private Optional<String> placeBehind(int at, Page page) {
        return page.lastKey().map(lastKey -> at + " " + lastKey.text()).or(() -> place(at + 1));
    }

    private Optional<String> place(int at) {
        return at < selected.size() ? Optional.of(Integer.toString(at)) : Optional.empty();
    }

    /** The table's key, and the attributes of an index's conditions that may have to be compared again. */
    private static Expression keysOnly(List<Selected> selected, KeySchema key) {
        Set<String> attributes = new LinkedHashSet<>();
        key.attributes().stream().map(KeyAttribute::name).forEach(attributes::add);
        selected.forEach(each -> each.condition().range().ifPresent(range -> attributes.add(range.attribute())));
        Map<String, String> names = new LinkedHashMap<>();
        for (String attribute : attributes) {
            names.put("#" + Expression.RESERVED + "Path" + names.size(), attribute);
        }
        return new Expression(String.join(", ", names.keySet()), names, Map.of());
    }
}
