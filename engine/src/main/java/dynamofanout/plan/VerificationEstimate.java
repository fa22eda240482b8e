// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.run.Estimate;
import dynamofanout.run.UnitPrices;
import dynamofanout.run.UnitsUsed;

/** Read units that comparing the tables adds to a copy: both tables are read once more. */
record VerificationEstimate(double sourceReads, double targetReads) {
    /** The copy and the comparison after it. */
    Estimate after(Estimate copy, UnitPrices prices, Speed speed) {
        double seconds = speed.seconds(sourceReads, targetReads, 0);
        return new Estimate(
                copy.items(),
                copy.sizeBytes(),
                copy.readUnits() + sourceReads + targetReads,
                copy.writeUnits(),
                copy.dollars().flatMap(dollars -> prices.cost(new UnitsUsed(sourceReads, targetReads, 0))
                        .map(more -> dollars + more)),
                copy.seconds() + seconds,
                copy.ownDollars());
    }
}
