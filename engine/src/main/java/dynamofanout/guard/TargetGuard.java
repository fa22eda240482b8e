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
 * Whether data may go from one table into another. Beside what {@code fanout.json} says of both, the tables are asked
 * whether they are one and the same, and to which others DynamoDB copies what is written to the target. The planner asks
 * first; since a plan lies where somebody may have changed it, and a replica may be added at any time, everybody who opens
 * the planned tables for a run asks again. Thread-safe.
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
     * Why the one table may not be copied into the other, or compared with it: the gravest reason first.
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
     * Why a plan may not be carried out, by its tables as they answer now.
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
     * The same for whoever may not look at the tables: they are judged by the ARNs that the plan pins, so whoever asks makes
     * sure that these are the tables' own.
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
     * The tables to which DynamoDB copies what is written to this one, as far as that can be found out.
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
