package dynamofanout.masking;

import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.Refused;
import dynamofanout.mask.Masker;
import dynamofanout.run.RefusedItem;

/**
 * The mask of a run, for whoever reads its source.
 *
 * @param key of both tables
 * @param masksKey whether keys in the target may be other ones than in the source
 */
public record SourceMask(Masker masker, KeySchema key, boolean masksKey) {
    /** Why an item is refused, as the run keeps it. */
    public RefusedItem refusal(Slice clearItem, Refused refused) {
        return new RefusedItem(ItemKey.of(clearItem, key).json(), Refused.CODE, refused.reason());
    }
}
