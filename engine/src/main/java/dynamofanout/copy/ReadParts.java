// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import dynamofanout.pace.Pace;
import dynamofanout.run.UnitsUsed;
import java.util.function.DoubleFunction;

/**
 * Everything that reading one side of a segment needs. A side is the source or the target.
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
