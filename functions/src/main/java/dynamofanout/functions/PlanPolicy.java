package dynamofanout.functions;

import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedTable;
import dynamofanout.table.OpenTable;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the deployed {@code fanout.json} allows what a plan says. The planner has asked that too, but a plan lies in the
 * run table, where somebody may have changed it since. So everybody who opens the planned tables for a run asks again.
 */
final class PlanPolicy {
    private final TargetPolicy policy;

    PlanPolicy(TargetPolicy policy) {
        this.policy = policy;
    }

    /**
     * Why the plan may not be carried out. Tables are judged by the ARNs that the plan pins: whoever asks makes sure that
     * these are the tables' own.
     */
    Optional<String> refusal(Plan plan, OpenTable source, OpenTable target) {
        TableIdentity from = identity(plan.source(), source);
        TableIdentity to = identity(plan.target(), target);
        return Stream.of(
                        policy.otherAccount(plan.source().environment(), source.name(), from),
                        policy.otherAccount(plan.target().environment(), target.name(), to),
                        policy.refusal(
                                plan.source().environment(), plan.target().environment(), from, to))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static TableIdentity identity(PlannedTable planned, OpenTable table) {
        return TableIdentity.of(
                table.access(),
                planned.identity().arn(),
                planned.table(),
                table.access().credentials().resolveCredentials());
    }
}
