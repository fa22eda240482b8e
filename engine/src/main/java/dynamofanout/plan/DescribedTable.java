package dynamofanout.plan;

import dynamofanout.environment.TableIdentity;
import dynamofanout.guard.FoundTable;
import dynamofanout.request.TableRequest;
import dynamofanout.run.PlannedTable;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;
import java.util.Locale;

/** A table, what it is, and which one it is. */
record DescribedTable(OpenTable table, TableDescription description, TableIdentity identity) {
    FoundTable found() {
        return new FoundTable(table, description, identity);
    }

    /** As plans have it. */
    PlannedTable planned(TableRequest request) {
        return new PlannedTable(
                request.environment(),
                identity.shownAccount(),
                identity.region(),
                request.table(),
                PlannedTable.Identity.of(description),
                description.indexes().stream().map(DescribedTable::words).toList(),
                description.items(),
                description.sizeBytes(),
                billing(description));
    }

    /** Whether the key that encrypts the table is among the environment's {@code kmsKeys}. */
    boolean listsKey() {
        return table.access()
                .configured()
                .flatMap(environment -> description.kmsKey().filter(environment.kmsKeys()::contains))
                .isPresent();
    }

    private static String words(IndexDescription index) {
        return index.name() + ": " + index.key() + ", " + index.projection() + (index.isGlobal() ? "" : ", local");
    }

    private static String billing(TableDescription described) {
        var throughput = described.throughput();
        return throughput.isOnDemand()
                ? "on demand"
                : String.format(
                        Locale.ROOT,
                        "provisioned, %.0f read and %.0f write units/s",
                        throughput.readUnits(),
                        throughput.writeUnits());
    }
}
