// SPDX-License-Identifier: Apache-2.0
package dynamofanout.twin;

import dynamofanout.copy.CopyParts;
import dynamofanout.copy.ReadParts;
import dynamofanout.masking.SourceMask;
import dynamofanout.request.Mode;
import dynamofanout.table.ItemTable;
import java.util.Optional;

/**
 * Everything that a twin scan of one segment needs.
 *
 * @param copy the parts of a copy: the source's reader and the target that is written to
 * @param sourceTable for look-ups
 * @param targetReads of the same segment; its reader reads nothing where the source is not read by a Scan
 * @param mask that the source's items go through
 * @param hidesExtras whether it cannot be told which items only the target has
 * @param isSequential whether the target is read after the source and everything is looked up
 * @param keptDifferences most differences whose keys are kept
 * @param countedDifferences differences that earlier claims counted
 */
public record TwinParts(
        Mode mode,
        CopyParts copy,
        ItemTable sourceTable,
        ReadParts targetReads,
        Optional<SourceMask> mask,
        boolean hidesExtras,
        boolean isSequential,
        TwinSettings settings,
        int keptDifferences,
        long countedDifferences) {}
