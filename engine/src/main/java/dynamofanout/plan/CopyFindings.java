// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.run.Estimate;
import dynamofanout.run.Forecast;
import dynamofanout.run.Plan;
import dynamofanout.run.UnitPrices;
import java.util.Optional;

/**
 * What was found out about a copy.
 *
 * @param sample of the source's items
 * @param workers that would be there for more segments
 * @param forecast what each mode would need, where that was looked at
 * @param isTargetEmpty absent where it cannot be looked at
 */
record CopyFindings(
        Plan.Division division,
        int workers,
        Sample sample,
        Estimate estimate,
        UnitPrices unitPrices,
        Optional<Forecast> forecast,
        Optional<Boolean> isTargetEmpty,
        BackupDecision backup) {}
