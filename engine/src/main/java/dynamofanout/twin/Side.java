// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.run.Counts;
import dynamofanout.run.RefusedItem;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Undecided items of one table, in the order of its scan. */
final class Side {
    private final KeySchema key;
    private final ArrayDeque<SideItem> entries = new ArrayDeque<>();
    private final ArrayDeque<SidePage> arrivals = new ArrayDeque<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private boolean isAtEnd;
    private long bytes;
    private long arrived;

    Side(KeySchema key) {
        this.key = key;
    }

    void add(SidePage arrival, List<Slice> items) {
        add(arrival, items, place -> Optional.empty());
    }

    /** @param sourceKeys keys of the items in the source, by index, where they differ */
    void add(SidePage arrival, List<Slice> items, IntFunction<Optional<Slice>> sourceKeys) {
        arrivals.add(arrival);
        bytes += arrival.bytes();
        arrived++;
        for (int i = 0; i < items.size(); i++) {
            Slice item = items.get(i);
            var entry = new SideItem(item, ItemKey.of(item, key), sourceKeys.apply(i), arrival);
            entries.add(entry);
            partitions.merge(entry.partition(), 1, Integer::sum);
        }
    }

    /**
     * Adds a page without items, such as one that a filter left empty. It becomes part of the page before, or a page of
     * its own if there is none.
     */
    void addEmpty(Counts counts, List<RefusedItem> refused, Position end) {
        SidePage last = arrivals.peekLast();
        if (last == null) {
            last = new SidePage(counts, 0, 0, end);
            arrivals.add(last);
        } else {
            last.extend(counts, end);
        }
        last.addRefused(refused);
    }

    /** Marks that no more items will arrive. */
    void end() {
        isAtEnd = true;
        arrived++;
    }

    boolean isAtEnd() {
        return isAtEnd;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether all items have arrived and are decided. */
    boolean isDone() {
        return isAtEnd && entries.isEmpty() && arrivals.isEmpty();
    }

    int size() {
        return entries.size();
    }

    long bytes() {
        return bytes;
    }

    /** A number that grows with everything that arrives. */
    long arrived() {
        return arrived;
    }

    SideItem head() {
        return entries.element();
    }

    Iterable<SideItem> entries() {
        return entries;
    }

    boolean holds(String partition) {
        return partitions.containsKey(partition);
    }

    SideItem pop() {
        SideItem entry = entries.remove();
        partitions.computeIfPresent(entry.partition(), (name, count) -> count == 1 ? null : count - 1);
        entry.arrival().decided();
        passDecided();
        return entry;
    }

    /** Takes the first page if it has nothing to decide. */
    Optional<SidePage> popEmptyArrival() {
        SidePage first = arrivals.peek();
        if (first == null || first.items() > 0) {
            return Optional.empty();
        }
        return Optional.of(arrivals.remove());
    }

    private void passDecided() {
        SidePage first = arrivals.element();
        if (first.isDecided()) {
            bytes -= first.bytes();
            arrivals.remove();
        }
    }
}
