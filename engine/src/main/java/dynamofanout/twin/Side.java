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

/** The items of one table that have been read and are not decided yet, in the order of its scan. */
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

    /** @param sourceKeys keys of the items in the source, by their places, where they are other ones */
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

    /** A page without items, as a filter leaves it: part of the arrival before, or one by itself if there is none. */
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

    /** Nothing more will arrive. */
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

    /** Whether everything has arrived and is decided. */
    boolean isDone() {
        return isAtEnd && entries.isEmpty() && arrivals.isEmpty();
    }

    int size() {
        return entries.size();
    }

    long bytes() {
        return bytes;
    }

    /** Grows with everything that arrives. */
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

    /** The arrival in front if there is nothing in it to be decided. */
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
