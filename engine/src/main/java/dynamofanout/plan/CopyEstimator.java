// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.key.KeySelection;
import dynamofanout.request.CopyRequest;
import dynamofanout.run.Estimate;
import dynamofanout.run.Forecast;
import dynamofanout.run.Plan;
import dynamofanout.run.UnitPrices;
import dynamofanout.table.Page;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Finds out what a copy takes: of the whole table, or of a selection of its keys. */
final class CopyEstimator {
    private final PlanningReads questions;
    private final Sampler sampler;
    private final ModeForecasts forecasts;
    private final MaskPlanner masks;
    private final BackupPlanner backups;
    private final PlanPrices prices;
    private final WorkerHost host;

    CopyEstimator(
            PlanningReads questions,
            DoubleSupplier chance,
            MaskPlanner masks,
            BackupPlanner backups,
            PlanPrices prices,
            WorkerHost host) {
        this.questions = questions;
        this.sampler = new Sampler(questions, chance);
        this.forecasts = new ModeForecasts(questions, chance);
        this.masks = masks;
        this.backups = backups;
        this.prices = prices;
        this.host = host;
    }

    CopyFindings ofWholeTable(CopyTables tables) {
        CopyRequest request = tables.request();
        DescribedTable source = tables.source();
        DescribedTable target = tables.target();
        Sample sample = sampler.within(request.ceilings().sourceReads(), source.description())
                .sample(
                        source.table(),
                        source.description(),
                        request.readOptions(),
                        target.description().indexes());
        Optional<Boolean> isEmpty = isTargetEmpty(tables);
        long items = Estimates.items(source.description(), sample);
        long sizeBytes = (long) (items * Estimates.itemBytes(source.description(), sample));
        int workers = workers(request, target, sizeBytes);
        UnitPrices unitPrices = prices.units(source, target);
        Speed speed = Estimates.speed(request.ceilings(), sample, source, target, isEmpty.orElse(false));
        Estimate overwrite = Estimates.overwrite(request, sample, items, sizeBytes, source, target, unitPrices, speed);
        Optional<Forecast> forecast =
                target.isThere() ? forecasts.ifWanted(tables, overwrite, unitPrices) : Optional.empty();
        boolean readsTarget = request.mode().readsTarget() || request.checks().verify();
        long largest = Math.max(sizeBytes, readsTarget ? target.description().sizeBytes() : 0);
        int segments = Sizing.segments(request.segments(), largest, workers);
        Estimate estimate = overwrite;
        if (request.mode().readsTarget()) {
            Forecast known = forecast.orElseGet(() -> forecasts.ofNothing(tables, overwrite, unitPrices));
            estimate = Estimates.inMode(request, overwrite, known, speed);
        }
        if (request.checks().verify()) {
            estimate = tables.isKeyMasked()
                    ? Estimates.verifiedByLookUps(estimate, overwrite, unitPrices, speed)
                    : Estimates.verified(estimate, request, overwrite, target, unitPrices, speed);
        }
        PlanPrices.requireWithinLimit(request, estimate, unitPrices);
        return new CopyFindings(
                new Plan.Division(Plan.Selection.SCAN, segments, Math.min(workers, segments)),
                workers,
                sample,
                estimate,
                unitPrices,
                forecast,
                isEmpty,
                backups.plan(request, target, isEmpty));
    }

    CopyFindings ofSelection(CopyTables tables, KeySelection selection, SelectionSample seen) {
        CopyRequest request = tables.request();
        DescribedTable source = tables.source();
        DescribedTable target = tables.target();
        Optional<Boolean> isEmpty = isTargetEmpty(tables);
        long sizeBytes = (long) (seen.items() * Estimates.itemBytes(source.description(), seen.sample()));
        int workers = workers(request, target, sizeBytes);
        int segments = Sizing.segments(request.segments(), selection, workers);
        UnitPrices unitPrices = prices.units(source, target);
        Speed speed = Estimates.speed(request.ceilings(), seen.sample(), source, target, isEmpty.orElse(false));
        Estimate estimate = Estimates.selection(request, seen, sizeBytes, source, target, unitPrices, speed);
        PlanPrices.requireWithinLimit(request, estimate, unitPrices);
        return new CopyFindings(
                new Plan.Division(Plan.Selection.QUERIES, segments, Math.min(workers, segments)),
                workers,
                seen.sample(),
                estimate,
                unitPrices,
                Optional.empty(),
                isEmpty,
                backups.plan(request, target, isEmpty));
    }

    private int workers(CopyRequest request, DescribedTable target, long sizeBytes) {
        return Sizing.workers(
                request.workers(), target.description().throughput(), sizeBytes, request.ceilings(), host);
    }

    /** One that is there must also hold nothing that a mask should have changed. */
    private Optional<Boolean> isTargetEmpty(CopyTables tables) {
        DescribedTable target = tables.target();
        if (!target.isThere()) {
            return Optional.of(true);
        }
        Optional<Boolean> isEmpty = questions
                .askIfAllowed("Scan", target.table(), t -> t.items().firstItem())
                .map(Page::isOfEmptyTable);
        masks.requireNoLeftovers(tables.request(), tables.mask(), tables.source(), target);
        return isEmpty;
    }
}
