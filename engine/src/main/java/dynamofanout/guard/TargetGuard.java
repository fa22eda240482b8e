// SPDX-License-Identifier: Apache-2.0
package dynamofanout.guard;

import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.request.Mode;
import dynamofanout.run.Plan;
import dynamofanout.table.CallFailed;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether data may go from one table into another. It applies the policy of {@code fanout.json}. It also asks
 * the tables whether they are the same one, and to which replicas DynamoDB copies the target's writes. The planner asks
 * first. Everybody who opens the planned tables for a run asks again, because a stored plan may have been changed, and
 * a replica may be added at any time. Thread-safe.
 */
public final class TargetGuard {
    private final TargetPolicy policy;
    private final SharedDatabase sharedDatabase;
    private final Replication replication = new Replication();

    /** @param opener of the policy's environments */
    public TargetGuard(TargetPolicy policy, TableOpener opener) {
        this.policy = policy;
        this.sharedDatabase = new SharedDatabase(policy, opener);
    }

    /**
     * Why the source may not be copied into the target, or compared with it. The most serious reason comes first.
     *
     * @throws CallFailed if a table does not answer at present
     */
    public Optional<String> refusal(FoundTable source, FoundTable target, Mode mode) {
        return first(List.of(
                () -> policy.refusal(
                        source.table().access().environment(),
                        target.table().access().environment(),
                        source.identity(),
                        target.identity()),
                () -> sharedDatabase.refusal(source, target),
                () -> mode == Mode.COMPARE ? Optional.empty() : ofReplicas(source, target)));
    }

    /**
     * Why a plan may not be carried out, according to the current descriptions of its tables.
     *
     * @param mode of the run
     * @param described the source and the target, which are the planned ones
     * @throws CallFailed if a table does not answer at present
     */
    public Optional<String> refusal(
            Plan plan, Mode mode, OpenTable source, OpenTable target, List<TableDescription> described) {
        var from = FoundTable.of(source, described.get(0));
        var to = FoundTable.of(target, described.get(1));
        return first(List.of(() -> otherAccount(plan, source, target), () -> refusal(from, to, mode)));
    }

    /**
     * Why a plan may not be carried out, for callers that may not describe the tables. They are judged by the ARNs that
     * the plan pins, so the caller makes sure that these are the tables' own.
     */
    public Optional<String> refusal(Plan plan, OpenTable source, OpenTable target) {
        return first(List.of(
                () -> otherAccount(plan, source, target),
                () -> policy.refusal(
                        plan.source().environment(),
                        plan.target().environment(),
                        FoundTable.pinned(plan.source(), source),
                        FoundTable.pinned(plan.target(), target))));
    }

    /**
     * The replicas of a table, if they can be found out.
     *
     * @throws CallFailed if there is no answer at present
     */
    public List<TableIdentity> replicas(FoundTable table) {
        return replication.others(table).orElse(List.of());
    }

    private Optional<String> otherAccount(Plan plan, OpenTable source, OpenTable target) {
        return first(List.of(
                () -> policy.otherAccount(
                        plan.source().environment(), source.name(), FoundTable.pinned(plan.source(), source)),
                () -> policy.otherAccount(
                        plan.target().environment(), target.name(), FoundTable.pinned(plan.target(), target))));
    }

    private Optional<String> ofReplicas(FoundTable source, FoundTable target) {
        Optional<List<TableIdentity>> others = replication.others(target);
        if (others.isEmpty() && replication.hasItemsOfGlobalTables(target)) {
            return Optional.of(target.table().words()
                    + " seems to be a replica of a global table of 2017 (its items have attributes aws:rep:*), and it"
                    + " could not be found out where its other replicas are: allow dynamodb:DescribeGlobalTable on it");
        }
        return first(List.of(
                () -> policy.replicaRefusal(target.table().words(), source.identity(), others.orElse(List.of())),
                () -> source.description().replicas().isEmpty()
                        ? Optional.empty()
                        : policy.replicaRefusal(
                                target.table().words(),
                                source.identity(),
                                replication.others(source).orElse(List.of()).stream()
                                        .filter(target.identity()::equals)
                                        .map(same -> source.identity())
                                        .toList())));
    }

    private static Optional<String> first(List<Supplier<Optional<String>>> rules) {
        return rules.stream().flatMap(rule -> rule.get().stream()).findFirst();
    }
}
