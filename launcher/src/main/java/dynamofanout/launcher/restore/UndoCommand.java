package dynamofanout.launcher.restore;

import dynamofanout.environment.Access;
import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.run.PlannedTable;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** How what was restored is brought back into the table that it comes from. */
final class UndoCommand {
    private final TargetPolicy policy;
    private final Access access;
    private final boolean isLocal;

    /** @param isLocal whether the run was a local one, as its undoing then is */
    UndoCommand(TargetPolicy policy, Access access, boolean isLocal) {
        this.policy = policy;
        this.access = access;
        this.isLocal = isLocal;
    }

    /** @param written by the run: so many of the target's items may not be in the restored table */
    String command(PlannedTable target, String restored, long written) {
        return "fanout copy --source " + target.environment() + " --target " + target.environment() + " --table "
                + restored + " --target-table " + target.table() + " --mode mirror"
                + (written == 0 ? "" : " --max-deletes " + written) + (isLocal ? " --local" : "");
    }

    /** Why the planner would refuse that command as fanout.json stands. */
    Optional<String> refusal(PlannedTable target, TableDescription original, TableDescription restored) {
        return policy.refusal(
                target.environment(),
                target.environment(),
                identity(restored, restored.tableName()),
                identity(original, target.table()));
    }

    private TableIdentity identity(TableDescription table, String named) {
        return TableIdentity.of(
                access, table.tableArn(), named, access.credentials().resolveCredentials());
    }
}
