// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.input.BadInput;
import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.mask.Masker;
import dynamofanout.table.ItemTable;
import dynamofanout.table.Page;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.ScanRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Looks for clear items in the target of a masked copy, which an earlier copy without the mask may have left. Keys of
 * the target are looked up in the source, never the other way round, so that no clear key is sent to the target.
 */
final class ClearLeftovers {
    /** About so many of the target's items are looked at, out of so many random segments. */
    private static final int ITEMS = 200;

    private static final int MOST_TRIES = 8;
    private static final int MOST_SEGMENTS = 100_000;

    private final PlanningReads questions;
    private final DoubleSupplier chance;

    ClearLeftovers(PlanningReads questions, DoubleSupplier chance) {
        this.questions = questions;
        this.chance = chance;
    }

    /** @throws BadInput if the source has any of them */
    void refuse(PairMask mask, DescribedTable source, DescribedTable target) {
        List<ItemKey> keys = sample(mask, target);
        Masker masker = mask.ofSource().masker();
        int clear = 0;
        for (int from = 0; from < keys.size(); from += ItemTable.LARGEST_GET) {
            List<ItemKey> asked = keys.subList(from, Math.min(keys.size(), from + ItemTable.LARGEST_GET));
            List<Slice> found = questions
                    .ask("BatchGetItem", source.table(), table -> table.items().get(asked))
                    .items();
            clear += (int) found.stream()
                    .filter(item -> isLeftover(item, masker, mask.key()))
                    .count();
        }
        if (clear > 0) {
            throw new BadInput(
                    "keepClearItems",
                    clear + " of " + keys.size() + " sampled items of "
                            + target.table().words()
                            + " are there under keys that " + source.table().words()
                            + " has in clear: a masked copy would leave them as they are. Copy into a new table, or"
                            + " delete them first; --keep-clear-items copies all the same. Backups of this table hold"
                            + " clear data too");
        }
    }

    /** Where the mask keeps this item's key, it is the same on both sides. */
    private static boolean isLeftover(Slice clearItem, Masker masker, KeySchema schema) {
        MaskOutcome outcome = masker.mask(clearItem);
        ItemKey key = ItemKey.of(clearItem, schema);
        return !(outcome instanceof Masked masked
                && ItemKey.of(masked.item(), schema).equals(key));
    }

    private List<ItemKey> sample(PairMask mask, DescribedTable target) {
        long known = target.description().items();
        int segments = (int) Math.max(1, Math.min(MOST_SEGMENTS, known / ITEMS));
        int tries = Math.min(MOST_TRIES, segments);
        Set<ItemKey> keys = new LinkedHashSet<>();
        for (int i = 0; i < tries; i++) {
            int stretch = segments / tries;
            var range = new ScanRange(
                    Math.min(segments - 1, i * stretch + (int) (chance.getAsDouble() * stretch)), segments);
            int most = Math.max(1, ITEMS / tries);
            Page page = questions.ask(
                    "Scan", target.table(), t -> t.items().scan(range, ReadOptions.PLAIN, Optional.empty(), most));
            page.items().forEach(item -> keys.add(ItemKey.of(item, mask.key())));
        }
        return new ArrayList<>(keys);
    }
}
