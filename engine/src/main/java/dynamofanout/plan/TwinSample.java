package dynamofanout.plan;

import dynamofanout.item.ItemEquality;
import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.table.OpenTable;
import dynamofanout.table.Page;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.ScanRange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Compares a few small segments of both tables, each read to its end on both sides, and tries whether the target takes a
 * key of the source as a place in the same segment: if not, its scan comes in another order.
 */
final class TwinSample {
    private static final int SEGMENTS = 8;
    private static final int MOST_TRIES = 24;

    /** A segment that should hold about so many items can nearly always be read in one page. */
    private static final int ITEMS_OF_SEGMENT = 100;

    private static final int MOST_SEGMENTS = 1_000_000;
    private static final int LIMIT = 1_000;
    private static final int PROBES = 3;

    private final PlanningReads questions;
    private final DoubleSupplier chance;
    private long inSource;
    private long inTarget;
    private long missing;
    private long different;
    private long extra;
    private int probes;
    private boolean isSameOrder = true;

    TwinSample(PlanningReads questions, DoubleSupplier chance) {
        this.questions = questions;
        this.chance = chance;
    }

    /** @param items of the larger table, as far as is known */
    TwinSample compare(OpenTable source, OpenTable target, KeySchema key, ReadOptions options, long items) {
        int segments = (int) Math.max(1, Math.min(MOST_SEGMENTS, items / ITEMS_OF_SEGMENT));
        int tries = Math.min(MOST_TRIES, segments);
        int compared = 0;
        for (int i = 0; i < tries && compared < SEGMENTS; i++) {
            int stretch = segments / tries;
            var range = new ScanRange(
                    Math.min(segments - 1, i * stretch + (int) (chance.getAsDouble() * stretch)), segments);
            Page left = page(source, range, options);
            Page right = page(target, range, new ReadOptions(options.isConsistent(), Optional.empty()));
            if (left.lastKey().isEmpty()
                    && right.lastKey().isEmpty()
                    && left.scannedCount() + right.scannedCount() > 0) {
                compared++;
                tally(left, right, key, options.filter().isPresent());
                probe(left, target, range, key);
            }
        }
        return this;
    }

    long compared() {
        return inSource;
    }

    /** Of the source's items. */
    double missingShare() {
        return inSource == 0 ? 0 : (double) missing / inSource;
    }

    /** Of the source's items. */
    double differentShare() {
        return inSource == 0 ? 0 : (double) different / inSource;
    }

    /** Of the target's items. */
    double extraShare() {
        return inTarget == 0 ? 0 : (double) extra / inTarget;
    }

    boolean isSameOrder() {
        return isSameOrder;
    }

    private Page page(OpenTable table, ScanRange range, ReadOptions options) {
        return questions.ask("Scan", table, t -> t.items().scan(range, options, Optional.empty(), LIMIT));
    }

    /** With a filter nothing is known of what it leaves out: that is not taken for extra. */
    private void tally(Page left, Page right, KeySchema key, boolean isFiltered) {
        Map<ItemKey, Slice> byKey = new HashMap<>();
        right.items().forEach(item -> byKey.put(ItemKey.of(item, key), item));
        inSource += left.items().size();
        inTarget += right.items().size();
        for (Slice item : left.items()) {
            Slice counterpart = byKey.remove(ItemKey.of(item, key));
            if (counterpart == null) {
                missing++;
            } else if (!ItemEquality.areEqual(item, counterpart)) {
                different++;
            }
        }
        extra += isFiltered ? 0 : byKey.size();
    }

    private void probe(Page left, OpenTable target, ScanRange range, KeySchema key) {
        if (probes < PROBES && !left.items().isEmpty()) {
            probes++;
            Slice place = Slice.of(ItemKey.of(left.items().get(0), key).json());
            isSameOrder &=
                    questions.accepts(target, t -> t.items().scan(range, ReadOptions.PLAIN, Optional.of(place), 1));
        }
    }
}
