// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.input.BadInput;
import dynamofanout.request.CopyRequest;
import dynamofanout.run.Estimate;
import dynamofanout.run.Forecast;
import dynamofanout.run.UnitPrices;
import dynamofanout.table.TableDescription;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** What each mode would need for two tables, by looking at a few items of both. */
final class ModeForecasts {
    private final PlanningReads questions;
    private final DoubleSupplier chance;

    ModeForecasts(PlanningReads questions, DoubleSupplier chance) {
        this.questions = questions;
        this.chance = chance;
    }

    /** An overwrite does not need it, but a dry run answers what a refresh would cost today, if the target may be read. */
    Optional<Forecast> ifWanted(CopyTables tables, Estimate overwrite, UnitPrices unitPrices) {
        CopyRequest request = tables.request();
        if (request.mode().readsTarget()) {
            return Optional.of(forecast(tables, overwrite, unitPrices));
        }
        try {
            return request.dryRun() ? Optional.of(forecast(tables, overwrite, unitPrices)) : Optional.empty();
        } catch (BadInput notAllowed) {
            return Optional.empty();
        }
    }

    /** Where nothing is in the target yet. */
    Forecast ofNothing(CopyTables tables, Estimate overwrite, UnitPrices unitPrices) {
        TwinSample nothing =
                TwinSample.ofNothing(questions, chance, tables.mask().map(PairMask::ofSource));
        return new Forecaster(overwrite, unitPrices, nothing, 0, 0).forecast();
    }

    /** What each mode would need, by comparing a few segments. */
    private Forecast forecast(CopyTables tables, Estimate overwrite, UnitPrices unitPrices) {
        CopyRequest request = tables.request();
        DescribedTable source = tables.source();
        TableDescription described = tables.target().description();
        long larger = Math.max(overwrite.items(), described.items());
        TwinSample sample = new TwinSample(questions, chance, tables.mask().map(PairMask::ofSource))
                .compare(
                        source.table(),
                        tables.target().table(),
                        source.description().key(),
                        request.readOptions(),
                        larger);
        // counts are up to six hours old: a target that the sample finds alike is about as large as the source
        long alike = (long) (overwrite.items() * (1 - sample.missingShare()));
        long targetItems = Math.max(described.items(), sample.compared() == 0 ? 0 : alike);
        double itemBytes = overwrite.items() == 0 ? 0 : (double) overwrite.sizeBytes() / overwrite.items();
        double targetBytes = Math.max((double) described.sizeBytes(), targetItems * itemBytes);
        // where the key is masked the target is not scanned: every item is looked up there
        double targetReadUnits = tables.isKeyMasked() ? 0 : Math.ceil(targetBytes / Estimates.bytesPerUnit(request));
        return new Forecaster(overwrite, unitPrices, sample, targetItems, targetReadUnits).forecast();
    }
}
