// SPDX-License-Identifier: Apache-2.0
package dynamofanout.masking;

import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.Refused;
import dynamofanout.mask.Masker;
import dynamofanout.run.RefusedItem;

/**
 * The mask of a run, as the readers of its source need it.
 *
 * @param key of both tables
 * @param masksKey whether keys in the target may differ from those in the source
 */
public record SourceMask(Masker masker, KeySchema key, boolean masksKey) {
    /** The record of a refused item that the run keeps. */
    public RefusedItem refusal(Slice clearItem, Refused refused) {
        return new RefusedItem(ItemKey.of(clearItem, key).json(), Refused.CODE, refused.reason());
    }
}
