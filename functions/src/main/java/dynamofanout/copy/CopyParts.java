package dynamofanout.copy;

import dynamofanout.pace.Pace;
import dynamofanout.table.ItemTable;
import dynamofanout.table.KeySchema;

/**
 * What a copy of one segment works with.
 *
 * @param reader of the segment
 * @param source name of the table that is read, for messages
 * @param readUnitsPerItem first guess, until answers tell
 * @param writeUnitsPerItem first guess, until answers tell
 */
public record CopyParts(
        PageReader reader,
        String source,
        ItemTable target,
        KeySchema targetKey,
        Pace reads,
        Pace writes,
        double readUnitsPerItem,
        double writeUnitsPerItem,
        ThrottleLog throttleLog) {}
