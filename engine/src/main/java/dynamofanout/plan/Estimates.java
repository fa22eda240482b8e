package dynamofanout.plan;

import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.run.Estimate;
import dynamofanout.run.Forecast;
import dynamofanout.run.UnitPrices;
import dynamofanout.run.UnitsUsed;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.TableDescription;
import java.util.Optional;

/** Units, dollars and time of what is planned, from what the tables say of themselves and what samples show. */
final class Estimates {
    private Estimates() {}

    /** Counts may be six hours old: a sample may have met more. */
    static long items(TableDescription described, Sample sample) {
        return sample.isWholeTable()
                ? sample.items()
                : Math.max(sample.items(), Math.max(described.items(), sample.scanned()));
    }

    /** Described sizes are means of all items and change little in six hours; a sample may be of a few partitions. */
    static double itemBytes(TableDescription described, Sample sample) {
        double mean = described.items() == 0 ? 0 : (double) described.sizeBytes() / described.items();
        return mean == 0 || sample.isWholeTable() ? sample.bytesPerItem(mean == 0 ? 1024 : mean) : mean;
    }

    /** Of writing every item that the request leaves in. */
    static Estimate overwrite(
            CopyRequest request,
            Sample sample,
            long items,
            long sizeBytes,
            DescribedTable source,
            DescribedTable target,
            UnitPrices unitPrices) {
        double readUnits = Math.ceil(sizeBytes / bytesPerUnit(request) * 2) / 2;
        double itemBytes = items == 0 ? 1024 : (double) sizeBytes / items;
        double unitsPerItem = sample.unitsPerItem(itemBytes)
                + target.description().indexes().stream()
                        .mapToDouble(index -> indexUnits(index, source.description(), sample))
                        .sum();
        double writeUnits = Math.ceil(items * sample.selectedShare() * unitsPerItem);
        return new Estimate(
                items,
                sizeBytes,
                readUnits,
                writeUnits,
                dollars(unitPrices, readUnits, writeUnits),
                seconds(request.ceilings(), target, readUnits, writeUnits));
    }

    /**
     * Write units that an item costs in an index of the target, on the average of all items. An index that the source
     * has too says how many are in it; else the sample does, which may have met few partitions.
     */
    private static double indexUnits(IndexDescription index, TableDescription source, Sample sample) {
        Optional<IndexDescription> same =
                source.index(index.name()).filter(known -> known.key().equals(index.key()) && source.items() > 0);
        double share = same.map(known -> Math.min(1, (double) known.items() / source.items()))
                .orElseGet(() -> sample.shareIn(index));
        double bytes = same.filter(known -> known.items() > 0)
                .map(known -> (double) known.sizeBytes() / known.items())
                .orElse(0.0);
        return share * sample.unitsPerItemIn(index, bytes);
    }

    /** Of a copy or comparison of what keys select. */
    static Estimate selection(
            CopyRequest request,
            SelectionSample seen,
            long sizeBytes,
            DescribedTable source,
            DescribedTable target,
            UnitPrices unitPrices) {
        double writeUnits = overwrite(request, seen.sample(), seen.items(), sizeBytes, source, target, unitPrices)
                .writeUnits();
        UnitsUsed units = selectedUnits(request, seen, sizeBytes, writeUnits);
        return new Estimate(
                seen.items(),
                sizeBytes,
                units.read(),
                units.write(),
                unitPrices.cost(units),
                Math.max(
                        seconds(request.ceilings(), target, units.sourceReads(), units.write()),
                        units.targetReads() / Ceilings.rate(request.ceilings().targetReads())));
    }

    /** Every selected item is looked up in the target; what only the target has is queried there, and looked up. */
    private static UnitsUsed selectedUnits(
            CopyRequest request, SelectionSample seen, long sizeBytes, double writeUnits) {
        double lookUp = seen.items() == 0 ? 0 : Math.max(1, Math.ceil((double) sizeBytes / seen.items() / 4096));
        double queries = request.mode().wantsExtras() ? seen.readUnits() : 0;
        double lookUps = seen.items() * lookUp;
        var reads =
                new UnitsUsed(seen.readUnits() + (request.mode().wantsExtras() ? lookUps : 0), lookUps + queries, 0);
        UnitsUsed copy = request.mode().readsTarget() ? reads : UnitsUsed.ofSourceReads(seen.readUnits());
        UnitsUsed verification = request.checks().verify() ? reads : UnitsUsed.NONE;
        return copy.plus(verification).plus(UnitsUsed.ofTargetWrites(request.mode() == Mode.COMPARE ? 0 : writeUnits));
    }

    /** Of a copy of given keys, with the sizes that an earlier estimate found. */
    static Estimate keys(Estimate earlier, Ceilings ceilings, int keys, DescribedTable target, UnitPrices unitPrices) {
        // BatchGetItem rounds every item up to a whole unit by itself
        double readUnits = keys * Math.max(1, earlier.readUnitsPerItem());
        double writeUnits = keys * earlier.writeUnitsPerItem();
        long itemBytes = earlier.items() == 0 ? 0 : earlier.sizeBytes() / earlier.items();
        return new Estimate(
                keys,
                itemBytes * keys,
                readUnits,
                writeUnits,
                dollars(unitPrices, readUnits, writeUnits),
                seconds(ceilings, target, readUnits, writeUnits));
    }

    /** Of what a mode needs, as a forecast has it. */
    static Estimate inMode(CopyRequest request, Estimate overwrite, Forecast forecast, DescribedTable target) {
        Forecast.Needs needs = forecast.of(request.mode());
        double seconds = Math.max(
                seconds(
                        request.ceilings(),
                        target,
                        needs.units().sourceReads(),
                        needs.units().targetWrites()),
                needs.units().targetReads() / Ceilings.rate(request.ceilings().targetReads()));
        return new Estimate(
                overwrite.items(),
                overwrite.sizeBytes(),
                needs.units().read(),
                needs.units().write(),
                needs.dollars(),
                seconds);
    }

    /** With the comparison that follows. */
    static Estimate verified(
            Estimate copy, CopyRequest request, Estimate overwrite, DescribedTable target, UnitPrices unitPrices) {
        long bytes = Math.max(overwrite.sizeBytes(), target.description().sizeBytes());
        return new VerificationEstimate(overwrite.readUnits(), Math.ceil(bytes / bytesPerUnit(request)))
                .after(copy, unitPrices, request.ceilings());
    }

    /** The same where the comparison looks every item up, since the mask changes keys. */
    static Estimate verifiedByLookUps(Estimate copy, CopyRequest request, Estimate overwrite, UnitPrices unitPrices) {
        long items = overwrite.items();
        double lookUp = items == 0 ? 0 : Math.max(1, Math.ceil((double) overwrite.sizeBytes() / items / 4096));
        return new VerificationEstimate(overwrite.readUnits(), items * lookUp)
                .after(copy, unitPrices, request.ceilings());
    }

    /** Of a read that is billed as one unit. */
    static double bytesPerUnit(CopyRequest request) {
        return request.consistentRead() ? 4096 : 8192;
    }

    private static Optional<Double> dollars(UnitPrices prices, double readUnits, double writeUnits) {
        return prices.cost(new UnitsUsed(readUnits, 0, writeUnits));
    }

    private static double seconds(Ceilings ceilings, DescribedTable target, double readUnits, double writeUnits) {
        double writes = Math.min(
                Ceilings.rate(ceilings.targetWrites()),
                Sizing.capacity(target.description().throughput()));
        double reads = Ceilings.rate(ceilings.sourceReads());
        return Math.max(writeUnits / writes, readUnits / reads);
    }
}
