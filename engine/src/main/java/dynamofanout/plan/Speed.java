// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.request.Ceilings;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.Throughput;
import java.util.Map;

/**
 * Units per second that tables and ceilings allow. Times are estimated with them.
 *
 * @param sourceReads of the source
 * @param targetReads of the target
 * @param writes of the target, its indexes included
 */
record Speed(double sourceReads, double targetReads, double writes) {
    /** What a new on-demand table takes before it has grown (service limit). */
    static final double NEW_ON_DEMAND_WRITES = 4_000;

    /** @param isTargetEmpty whether nothing is in the target */
    static Speed of(Ceilings ceilings, Throughput source, Throughput target, boolean isTargetEmpty) {
        double takes = isNewOnDemand(target, isTargetEmpty)
                ? Math.min(NEW_ON_DEMAND_WRITES, Sizing.capacity(target))
                : Sizing.capacity(target);
        return new Speed(
                Math.min(Ceilings.rate(ceilings.sourceReads()), reads(source)),
                Math.min(Ceilings.rate(ceilings.targetReads()), reads(target)),
                Math.min(Ceilings.rate(ceilings.targetWrites()), takes));
    }

    /** Whether a table takes no more than a new one: as it says itself, or because nothing was ever written to it. */
    static boolean isNewOnDemand(Throughput target, boolean isEmpty) {
        return target.isOnDemand()
                && (target.warmWriteUnits() > 0 ? target.warmWriteUnits() <= NEW_ON_DEMAND_WRITES : isEmpty);
    }

    /**
     * The same where an index takes less than its share of what the table takes.
     *
     * @param units of an item in each index
     * @param unitsPerItem in the table and all indexes
     */
    Speed within(Map<IndexDescription, Double> units, double unitsPerItem) {
        double most = writes;
        for (Map.Entry<IndexDescription, Double> index : units.entrySet()) {
            double takes = index.getKey().writeUnits();
            if (takes > 0 && index.getValue() > 0) {
                most = Math.min(most, takes * unitsPerItem / index.getValue());
            }
        }
        return new Speed(sourceReads, targetReads, most);
    }

    double seconds(double sourceReadUnits, double targetReadUnits, double writeUnits) {
        return Math.max(writeUnits / writes, Math.max(sourceReadUnits / sourceReads, targetReadUnits / targetReads));
    }

    private static double reads(Throughput table) {
        return table.readUnits() > 0 ? table.readUnits() : Double.POSITIVE_INFINITY;
    }
}
