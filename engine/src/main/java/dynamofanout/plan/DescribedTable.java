// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.environment.TableIdentity;
import dynamofanout.guard.FoundTable;
import dynamofanout.request.TableRequest;
import dynamofanout.run.PlannedCreation;
import dynamofanout.run.PlannedTable;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;
import java.util.Locale;
import java.util.Optional;

/**
 * A table that the planner has described, with its identity.
 *
 * @param creation of a table that does not exist yet; then the other fields say how it will be
 */
record DescribedTable(
        OpenTable table, TableDescription description, TableIdentity identity, Optional<PlannedCreation> creation) {
    /** One that is there. */
    DescribedTable(OpenTable table, TableDescription description, TableIdentity identity) {
        this(table, description, identity, Optional.empty());
    }

    boolean isThere() {
        return creation.isEmpty();
    }

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
                isThere()
                        ? PlannedTable.Identity.of(description)
                        : PlannedTable.Identity.toCome(description.arn(), description.key()),
                description.indexes().stream().map(DescribedTable::words).toList(),
                description.items(),
                description.sizeBytes(),
                billing(description));
    }

    /** Whether the key that encrypts the table is among the environment's {@code kmsKeys}. */
    boolean listsKey() {
        return table.access()
                .configured()
                .flatMap(environment -> description.kmsKey().filter(environment::listsKey))
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
