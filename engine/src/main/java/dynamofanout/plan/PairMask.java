// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskCheck;
import dynamofanout.masking.LoadedMask;
import dynamofanout.masking.SourceMask;
import dynamofanout.run.PlannedMask;
import java.util.List;
import java.util.Map;

/**
 * The mask of a pair of tables, and its consequences for them.
 *
 * @param key of both tables
 * @param masksKey whether an attribute of the tables' key is masked
 * @param hidesExtras whether it cannot be told which items only the target has
 */
record PairMask(LoadedMask loaded, KeySchema key, boolean masksKey, boolean hidesExtras) {
    SourceMask ofSource() {
        return new SourceMask(loaded.masker(key), key, masksKey);
    }

    /** As plans have it. */
    PlannedMask planned(List<Slice> sample) {
        List<PlannedMask.Use> uses = check().uses(sample).stream()
                .map(use -> new PlannedMask.Use(use.path(), use.rule(), use.items()))
                .toList();
        return new PlannedMask(loaded.source(), loaded.table().pattern(), uses, sample.size(), masksKey, hidesExtras);
    }

    /** What would become of items of a sample that do not arrive. */
    List<String> outcomes(List<Slice> sample) {
        return check().outcomes(sample, loaded.secret());
    }

    String file() {
        return loaded.file().name();
    }

    private MaskCheck check() {
        return new MaskCheck(loaded.table(), key, Map.of());
    }
}
