// SPDX-License-Identifier: Apache-2.0
package dynamofanout.guard;

import dynamofanout.environment.TableUse;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.table.CallFailed;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Recognises tables at custom endpoints where all keys lead to one database, such as DynamoDB Local with
 * {@code -sharedDb} and Moto. There, names, Regions and access keys do not distinguish tables, so their descriptions
 * must. Thread-safe.
 */
final class SharedDatabase {
    private final TargetPolicy policy;
    private final TableOpener opener;

    /** Answers by the target's ARN and key. Empty if it is not a protected table. */
    private final ConcurrentMap<String, Optional<String>> known = new ConcurrentHashMap<>();

    SharedDatabase(TargetPolicy policy, TableOpener opener) {
        this.policy = policy;
        this.opener = opener;
    }

    /**
     * Why the target must not be written to: it is the source, or a protected environment's table.
     *
     * @throws CallFailed if there is no answer at present
     */
    Optional<String> refusal(FoundTable source, FoundTable target) {
        if (target.identity().isOnAws()) {
            return Optional.empty();
        }
        if (isSame(source, target)) {
            return Optional.of("the target must be another table than the source, got for both: table "
                    + source.identity().table() + " with " + mark(source.description())
                    + " (all keys lead to one database at endpoint "
                    + target.identity().endpoint() + ")");
        }
        return known.computeIfAbsent(target.identity().toString(), key -> protectedTable(source, target));
    }

    private Optional<String> protectedTable(FoundTable source, FoundTable target) {
        return policy.protectedAt(target.identity()).stream()
                .filter(name -> !name.equals(source.table().access().environment()))
                .filter(name -> find(name, target)
                        .filter(table -> isSame(table, target))
                        .isPresent())
                .findFirst()
                .map(name -> target.table().words() + " is the table of the protected environment " + name + " with "
                        + mark(target.description()) + " (all keys lead to one database at endpoint "
                        + target.identity().endpoint() + ") and can never be a target");
    }

    /** The table with the target's name in an environment, if there is one and it can be described. */
    private Optional<FoundTable> find(String environment, FoundTable target) {
        OpenTable table = opener.open(environment, target.identity().table(), TableUse.READ);
        try {
            return Optional.of(FoundTable.of(table, table.items().describe()));
        } catch (CallFailed failure) {
            if (failure.kind() == CallFailed.Kind.DENIED) { // also if the table does not exist
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static boolean isSame(FoundTable one, FoundTable other) {
        TableDescription left = one.description();
        TableDescription right = other.description();
        if (one.identity().isOnAws() || other.identity().isOnAws()) {
            return false;
        }
        if (!left.id().isEmpty() || !right.id().isEmpty()) {
            return left.id().equals(right.id());
        }
        return one.identity().endpoint().equals(other.identity().endpoint())
                && left.arn().equals(right.arn())
                && left.createdAt().equals(right.createdAt())
                && left.items() == right.items();
    }

    private static String mark(TableDescription table) {
        return table.id().isEmpty() ? "creation time " + table.createdAt() : "TableId " + table.id();
    }
}
