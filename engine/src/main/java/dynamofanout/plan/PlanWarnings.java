// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.guard.TargetGuard;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import java.util.List;
import java.util.TreeSet;

/** Everything that a plan warns of, whatever it copies. */
final class PlanWarnings {
    private final PlanningReads questions;
    private final TargetGuard guard;
    private final Prices prices;
    private final MaskPlanner masks;
    private final WorkerHost host;

    PlanWarnings(PlanningReads questions, TargetGuard guard, Prices prices, MaskPlanner masks, WorkerHost host) {
        this.questions = questions;
        this.guard = guard;
        this.prices = prices;
        this.masks = masks;
        this.host = host;
    }

    /** Sentences for people. */
    List<String> of(CopyTables tables, CopyFindings found) {
        CopyRequest request = tables.request();
        DescribedTable source = tables.source();
        DescribedTable target = tables.target();
        var warnings = new Warnings();
        String sourceRegion = source.identity().region();
        String targetRegion = target.identity().region();
        if (request.mode() == Mode.OVERWRITE) {
            warnings.targetHolds(found.isTargetEmpty());
        }
        if (found.backup().isImpossible()) {
            warnings.noBackup(BackupPlanner.UNKNOWN);
        }
        if (!tables.isKeyMasked()) {
            found.forecast().ifPresent(known -> warnings.order(known.isSameOrder()));
        }
        warnings.indexes(source.description(), target.description());
        if (target.isThere()) {
            warnings.stream(target.description());
            questions
                    .askIfAllowed("DescribeGlobalTable", target.table(), t -> guard.replicas(target.found()))
                    .ifPresent(warnings::replicas);
        }
        warnings.encryption("source", source.description().kmsKey(), source.listsKey());
        warnings.encryption("target", target.description().kmsKey(), target.listsKey());
        if (target.isThere()) {
            warnings.timeToLive(questions
                    .askIfAllowed(
                            "DescribeTimeToLive", target.table(), t -> t.items().timeToLive())
                    .flatMap(attribute -> attribute));
        }
        warnings.capacity(source.description(), target.description(), request.ceilings());
        warnings.newOnDemand(
                target.description(),
                found.isTargetEmpty().orElse(false),
                found.estimate().writeUnits());
        List<String> regions = host.home()
                .map(home -> List.of(sourceRegion, home.region(), targetRegion))
                .orElse(List.of(sourceRegion, targetRegion));
        long sizeBytes = found.estimate().sizeBytes();
        warnings.regions(regions, sizeBytes, host.home().flatMap(home -> prices.ofTransfer(regions, sizeBytes)));
        if (tables.request().select().isEmpty()) {
            warnings.counts(source.description().items(), found.sample());
            if (found.sample().hasAttributesOfGlobalTables()) {
                warnings.attributesOfGlobalTables();
            }
        }
        if (request.mode() == Mode.MIRROR) {
            found.forecast()
                    .ifPresent(known -> warnings.deletes(known, request.limits().forMirror(known.targetItems())));
        }
        var unpriced = new TreeSet<String>();
        found.unitPrices().sourceRead().ifPresentOrElse(price -> {}, () -> unpriced.add(sourceRegion));
        found.unitPrices().targetWrite().ifPresentOrElse(price -> {}, () -> unpriced.add(targetRegion));
        warnings.prices(unpriced, prices.asOf());
        host.home()
                .filter(home -> prices.own(home).isEmpty())
                .ifPresent(home -> warnings.ownPrices(home.region(), prices.asOf()));
        tables.mask()
                .ifPresent(each -> warnings.ofMask(
                        masks.warnings(request, each, found.sample().firstItems())));
        return warnings.sentences();
    }

    /** What of the source's items the target's indexes will refuse. */
    static List<String> ofIndexKeys(CopyTables tables, Sample sample) {
        var warnings = new Warnings();
        warnings.indexKeys(tables.source().description(), tables.target().description(), sample);
        return warnings.sentences();
    }
}
