// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.copy.ReadPage.Masking;
import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.mask.MaskOutcome.Refused;
import dynamofanout.masking.SourceMask;
import dynamofanout.run.RefusedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads pages from another reader and masks their items, so the rest of the engine never sees a clear item. Items that
 * the mask refuses are refused here, by their key in the source. Items that the mask leaves out count as filtered.
 */
public final class MaskedReader implements PageReader {
    private final PageReader clear;
    private final SourceMask mask;

    /** @param clear reads the source */
    public MaskedReader(PageReader clear, SourceMask mask) {
        this.clear = clear;
        this.mask = mask;
    }

    @Override
    public ReadPage read(Optional<String> cursor, int most) {
        ReadPage page = clear.read(cursor, most);
        List<Slice> items = new ArrayList<>(page.items().size());
        List<Slice> sourceKeys = new ArrayList<>();
        List<RefusedItem> refused = new ArrayList<>();
        long bytes = 0;
        boolean keepsPage = false;
        for (Slice item : page.items()) {
            MaskOutcome outcome = mask.masker().mask(item);
            if (outcome instanceof Masked masked) {
                items.add(masked.item());
                bytes += masked.item().length();
                keepsPage |= masked.item() == item;
                if (mask.masksKey()) {
                    Slice key = Slice.of(ItemKey.of(item, mask.key()).json());
                    sourceKeys.add(key);
                    bytes += key.length();
                }
            } else if (outcome instanceof Refused no) {
                refused.add(mask.refusal(item, no));
            }
        }
        int leftOut = page.items().size() - items.size() - refused.size();
        return new ReadPage(
                items,
                new Masking(sourceKeys, refused),
                page.read(),
                page.filtered() + leftOut,
                page.gone(),
                page.next(),
                page.units(),
                (int) Math.min(Integer.MAX_VALUE, bytes + (keepsPage ? page.bytes() : 0)));
    }

    /** A masked key is not a place in the source. */
    @Override
    public Optional<String> cursorBehind(Slice item, KeySchema key) {
        return mask.masksKey() ? Optional.empty() : clear.cursorBehind(item, key);
    }
}
