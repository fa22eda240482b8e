// SPDX-License-Identifier: Apache-2.0
package dynamofanout.guard;

import dynamofanout.environment.TableIdentity;
import dynamofanout.item.ItemEquality;
import dynamofanout.table.CallFailed;
import dynamofanout.table.Page;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.Replica;
import dynamofanout.table.ScanRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the replicas of a table, to which DynamoDB copies all writes. DescribeTable only names the replicas of current
 * global tables. For global tables of version 2017, DescribeGlobalTable is called once per table. Thread-safe.
 */
final class Replication {
    /** Every item of a global table of version 2017 has attributes that show it, so a few items are enough. */
    private static final int ITEMS = 25;

    private static final String NONE = "GlobalTableNotFoundException";

    /** Replicas of version 2017 by ARN. Empty if they could not be found out. */
    private final Map<String, Optional<List<Replica>>> old = new ConcurrentHashMap<>();

    /**
     * The other replicas. Empty if they cannot be found out.
     *
     * @throws CallFailed if there is no answer at present
     */
    Optional<List<TableIdentity>> others(FoundTable table) {
        List<Replica> said = table.description().replicas();
        Optional<List<Replica>> replicas =
                said.isEmpty() ? old.computeIfAbsent(table.description().arn(), arn -> ask(table)) : Optional.of(said);
        return replicas.map(all -> all.stream()
                .map(replica -> identity(table, replica))
                .filter(replica -> !replica.equals(table.identity()))
                .distinct()
                .toList());
    }

    /** Whether a few of its items have the attributes of global tables of version 2017. */
    boolean hasItemsOfGlobalTables(FoundTable table) {
        try {
            Page page = table.table().items().scan(new ScanRange(0, 1), ReadOptions.PLAIN, Optional.empty(), ITEMS);
            return page.items().stream().anyMatch(ItemEquality::leavesOutPartOf);
        } catch (CallFailed failure) {
            if (failure.kind() == CallFailed.Kind.DENIED) {
                return false;
            }
            throw failure;
        }
    }

    private static Optional<List<Replica>> ask(FoundTable table) {
        if (table.table().name().isArn()) { // the table may be another account's, and this call takes no ARN
            return Optional.empty();
        }
        try {
            return Optional.of(table.table().items().oldReplicas());
        } catch (CallFailed failure) {
            if (failure.code().equals(NONE) || failure.isUnknownOperation()) {
                return Optional.of(List.of());
            }
            if (failure.kind() == CallFailed.Kind.DENIED) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Custom endpoints identify accounts by access keys. There the ARN's account counts only if it differs. */
    private static TableIdentity identity(FoundTable table, Replica replica) {
        TableIdentity own = table.identity();
        Optional<String> account =
                replica.account().filter(other -> !table.description().arn().contains(":" + other + ":table/"));
        return new TableIdentity(
                own.endpoint(),
                account.orElse(own.account()),
                replica.region(),
                replica.name().orElse(own.table()));
    }
}
