// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.item.KeySchema;
import dynamofanout.pace.Pace;
import dynamofanout.run.UnitsUsed;
import dynamofanout.table.ItemTable;

/**
 * Everything that the copy of one segment needs.
 *
 * @param reader of the segment
 * @param source the table that is read, in words for messages: {@code table Orders in production}
 * @param targetWords the target, in words for messages
 * @param readUnitsPerItem first guess, until answers tell
 * @param writeUnitsPerItem first guess, until answers tell
 * @param kind what writing an item means
 */
public record CopyParts(
        PageReader reader,
        String source,
        ItemTable target,
        String targetWords,
        KeySchema targetKey,
        Pace reads,
        Pace writes,
        double readUnitsPerItem,
        double writeUnitsPerItem,
        WriteKind kind,
        ThrottleLog throttleLog) {
    /** What reading the source needs. */
    public ReadParts sourceReads() {
        return new ReadParts(reader, source, reads, readUnitsPerItem, UnitsUsed::ofSourceReads, throttleLog);
    }
}
