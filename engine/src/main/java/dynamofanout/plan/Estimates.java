// SPDX-License-Identifier: Apache-2.0
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Estimates units, dollars and time of a plan, from the descriptions of the tables and from samples. */
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
            UnitPrices unitPrices,
            Speed speed) {
        double readUnits = Math.ceil(sizeBytes / bytesPerUnit(request) * 2) / 2;
        double itemBytes = items == 0 ? 1024 : (double) sizeBytes / items;
        double writeUnits = Math.ceil(items
                * sample.selectedShare()
                * unitsPerItem(sample, itemBytes, unitsOfIndexes(source.description(), target.description(), sample)));
        return new Estimate(
                items,
                sizeBytes,
                readUnits,
                writeUnits,
                dollars(unitPrices, readUnits, writeUnits),
                speed.seconds(readUnits, 0, writeUnits));
    }

    /** What tables and ceilings allow, with the target's indexes as far as a sample tells what they take. */
    static Speed speed(
            Ceilings ceilings, Sample sample, DescribedTable source, DescribedTable target, boolean isEmpty) {
        Map<IndexDescription, Double> indexes = unitsOfIndexes(source.description(), target.description(), sample);
        double itemBytes = itemBytes(source.description(), sample);
        return Speed.of(
                        ceilings,
                        source.description().throughput(),
                        target.description().throughput(),
                        isEmpty)
                .within(indexes, unitsPerItem(sample, itemBytes, indexes));
    }

    private static double unitsPerItem(Sample sample, double itemBytes, Map<IndexDescription, Double> indexes) {
        return sample.unitsPerItem(itemBytes)
                + indexes.values().stream().mapToDouble(units -> units).sum();
    }

    private static Map<IndexDescription, Double> unitsOfIndexes(
            TableDescription source, TableDescription target, Sample sample) {
        return target.indexes().stream()
                .collect(Collectors.toMap(index -> index, index -> indexUnits(index, source, sample)));
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
            UnitPrices unitPrices,
            Speed speed) {
        double writeUnits = overwrite(
                        request, seen.sample(), seen.items(), sizeBytes, source, target, unitPrices, speed)
                .writeUnits();
        UnitsUsed units = selectedUnits(request, seen, sizeBytes, writeUnits);
        return new Estimate(
                seen.items(),
                sizeBytes,
                units.read(),
                units.write(),
                unitPrices.cost(units),
                speed.seconds(units.sourceReads(), units.targetReads(), units.write()));
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
    static Estimate keys(Estimate earlier, int keys, UnitPrices unitPrices, Speed speed) {
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
                speed.seconds(readUnits, 0, writeUnits));
    }

    /** Of what a mode needs, as a forecast has it. */
    static Estimate inMode(CopyRequest request, Estimate overwrite, Forecast forecast, Speed speed) {
        Forecast.Needs needs = forecast.of(request.mode());
        UnitsUsed units = needs.units();
        double seconds = speed.seconds(units.sourceReads(), units.targetReads(), units.targetWrites());
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
            Estimate copy,
            CopyRequest request,
            Estimate overwrite,
            DescribedTable target,
            UnitPrices unitPrices,
            Speed speed) {
        long bytes = Math.max(overwrite.sizeBytes(), target.description().sizeBytes());
        return new VerificationEstimate(overwrite.readUnits(), Math.ceil(bytes / bytesPerUnit(request)))
                .after(copy, unitPrices, speed);
    }

    /** The same where the comparison looks every item up, since the mask changes keys. */
    static Estimate verifiedByLookUps(Estimate copy, Estimate overwrite, UnitPrices unitPrices, Speed speed) {
        long items = overwrite.items();
        double lookUp = items == 0 ? 0 : Math.max(1, Math.ceil((double) overwrite.sizeBytes() / items / 4096));
        return new VerificationEstimate(overwrite.readUnits(), items * lookUp).after(copy, unitPrices, speed);
    }

    /** Of a read that is billed as one unit. */
    static double bytesPerUnit(CopyRequest request) {
        return request.consistentRead() ? 4096 : 8192;
    }

    private static Optional<Double> dollars(UnitPrices prices, double readUnits, double writeUnits) {
        return prices.cost(new UnitsUsed(readUnits, 0, writeUnits));
    }
}
