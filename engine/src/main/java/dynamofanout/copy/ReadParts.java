package dynamofanout.copy;

import dynamofanout.pace.Pace;
import dynamofanout.run.UnitsUsed;
import java.util.function.DoubleFunction;

/**
 * What reading one side of a segment works with.
 *
 * @param table in words for messages: {@code table Orders in production}
 * @param unitsPerItem first guess, until answers tell
 * @param units the side's units as a figure of the run
 */
public record ReadParts(
        PageReader reader,
        String table,
        Pace pace,
        double unitsPerItem,
        DoubleFunction<UnitsUsed> units,
        ThrottleLog throttleLog) {}
