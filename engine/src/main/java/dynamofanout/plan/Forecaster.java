// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.request.Mode;
import dynamofanout.run.Estimate;
import dynamofanout.run.Forecast;
import dynamofanout.run.Forecast.Needs;
import dynamofanout.run.UnitPrices;
import dynamofanout.run.UnitsUsed;
import java.util.EnumMap;
import java.util.Map;

/** Forecasts what each mode would need, from a sample of both tables and the estimate of an overwrite. */
final class Forecaster {
    /** A look-up is strongly consistent and of one item: a unit for each 4 KB of it. */
    private static final double UNIT_BYTES = 4096;

    private final Estimate overwrite;
    private final UnitPrices prices;
    private final TwinSample sample;
    private final long targetItems;
    private final double targetReadUnits;

    /** @param targetReadUnits of reading the target whole */
    Forecaster(Estimate overwrite, UnitPrices prices, TwinSample sample, long targetItems, double targetReadUnits) {
        this.overwrite = overwrite;
        this.prices = prices;
        this.sample = sample;
        this.targetItems = targetItems;
        this.targetReadUnits = targetReadUnits;
    }

    Forecast forecast() {
        Map<Mode, Needs> modes = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            UnitsUsed units = units(mode);
            modes.put(mode, new Needs(units, prices.cost(units)));
        }
        return new Forecast(
                sample.compared(),
                sample.missingShare(),
                sample.differentShare(),
                sample.extraShare(),
                targetItems,
                sample.isSameOrder(),
                modes);
    }

    private UnitsUsed units(Mode mode) {
        double items = overwrite.items();
        double writesOfAll = overwrite.writeUnits();
        double missing = sample.missingShare();
        double different = sample.differentShare();
        double extras = sample.extraShare() * targetItems;
        double lookUp = Math.max(1, Math.ceil(items == 0 ? 0 : overwrite.sizeBytes() / items / UNIT_BYTES));
        double sourceReads = overwrite.readUnits();
        double targetReads = targetReadUnits + (sample.isSameOrder() ? 0 : items * lookUp);
        return switch (mode) {
            case OVERWRITE -> new UnitsUsed(sourceReads, 0, writesOfAll);
            case MISSING -> new UnitsUsed(sourceReads, targetReads, missing * writesOfAll);
            case CHANGED -> new UnitsUsed(sourceReads, targetReads, (missing + different) * writesOfAll);
            case MIRROR ->
                new UnitsUsed(
                        sourceReads + extras * lookUp,
                        targetReads + extras * lookUp,
                        (missing + different) * writesOfAll + extras * (items == 0 ? 1 : writesOfAll / items));
            case COMPARE -> {
                double again = ((missing + different) * items + extras) * lookUp;
                yield new UnitsUsed(sourceReads + again, targetReads + again, 0);
            }
        };
    }
}
