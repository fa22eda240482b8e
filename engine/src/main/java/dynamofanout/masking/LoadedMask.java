// SPDX-License-Identifier: Apache-2.0
package dynamofanout.masking;

import dynamofanout.item.KeySchema;
import dynamofanout.mask.MaskFile;
import dynamofanout.mask.Masker;
import dynamofanout.mask.Secret;
import dynamofanout.mask.TableMask;
import dynamofanout.run.PlannedMask;

/**
 * A mask together with its secret, ready for the items of one table.
 *
 * @param isGiven whether {@code --mask} named it
 * @param table the rules that apply
 */
public record LoadedMask(MaskFile file, boolean isGiven, TableMask table, Secret secret) {
    /** What identifies this mask in a plan. */
    public PlannedMask.Source source() {
        return new PlannedMask.Source(file.name(), isGiven, file.fingerprint(secret), file.rulesFingerprint());
    }

    /**
     * A masker for the table's items.
     *
     * @param key of both tables
     */
    public Masker masker(KeySchema key) {
        return Masker.of(table, secret, key);
    }
}
