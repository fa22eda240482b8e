// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.item.ItemEquality;
import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.masking.SourceMask;
import dynamofanout.table.ItemTable;
import dynamofanout.table.OpenTable;
import dynamofanout.table.Page;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.ScanRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Compares a few small segments of both tables, each of which is read completely on both sides. It also tests whether
 * the target accepts a key of the source as a place in the same segment. If not, the target's scan has another order.
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
    private final Optional<SourceMask> mask;
    private long inSource;
    private long inTarget;
    private long missing;
    private long different;
    private long extra;
    private int probes;
    private boolean isSameOrder;

    /** @param mask that the source's items go through before they are compared */
    TwinSample(PlanningReads questions, DoubleSupplier chance, Optional<SourceMask> mask) {
        this.questions = questions;
        this.chance = chance;
        this.mask = mask;
        this.isSameOrder = !masksKey();
    }

    /** Of a target that has none of the items, without looking. */
    static TwinSample ofNothing(PlanningReads questions, DoubleSupplier chance, Optional<SourceMask> mask) {
        var sample = new TwinSample(questions, chance, mask);
        sample.inSource = 1;
        sample.missing = 1;
        return sample;
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
            if (masksKey()) { // no place of the one table is one in the other, and no clear key may be sent there
                compared += lookUp(left, target, key);
                continue;
            }
            Page right = page(target, range, new ReadOptions(options.isConsistent(), Optional.empty()));
            if (left.lastKey().isEmpty()
                    && right.lastKey().isEmpty()
                    && left.scannedCount() + right.scannedCount() > 0) {
                compared++;
                tally(arriving(left), right.items(), key, options.filter().isPresent());
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

    private boolean masksKey() {
        return mask.filter(SourceMask::masksKey).isPresent();
    }

    /** The items as they shall arrive; what the mask refuses does not. */
    private List<Slice> arriving(Page page) {
        return mask.map(each -> page.items().stream()
                        .map(each.masker()::mask)
                        .filter(Masked.class::isInstance)
                        .map(outcome -> ((Masked) outcome).item())
                        .toList())
                .orElse(page.items());
    }

    private int lookUp(Page left, OpenTable target, KeySchema key) {
        List<Slice> items = arriving(left).stream().limit(ItemTable.LARGEST_GET).toList();
        if (items.isEmpty()) {
            return 0;
        }
        List<ItemKey> keys =
                items.stream().map(item -> ItemKey.of(item, key)).distinct().toList();
        List<Slice> found =
                questions.ask("BatchGetItem", target, t -> t.items().get(keys)).items();
        tally(items, found, key, true);
        return 1;
    }

    /** With a filter nothing is known of what it leaves out: that is not taken for extra. */
    private void tally(List<Slice> left, List<Slice> right, KeySchema key, boolean isFiltered) {
        Map<ItemKey, Slice> byKey = new HashMap<>();
        right.forEach(item -> byKey.put(ItemKey.of(item, key), item));
        inSource += left.size();
        inTarget += right.size();
        for (Slice item : left) {
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
