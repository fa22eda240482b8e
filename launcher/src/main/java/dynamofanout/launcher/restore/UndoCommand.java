// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.restore;

import dynamofanout.environment.Access;
import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.run.PlannedTable;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Makes the command that copies restored items back into the original table. */
final class UndoCommand {
    private final TargetPolicy policy;
    private final Access access;
    private final boolean isLocal;

    /** @param isLocal whether the run was a local one: then the undo is local, too */
    UndoCommand(TargetPolicy policy, Access access, boolean isLocal) {
        this.policy = policy;
        this.access = access;
        this.isLocal = isLocal;
    }

    /** @param written how many items the run wrote: at most so many are not in the restored table */
    String command(PlannedTable target, String restored, long written) {
        return "fanout copy --source " + target.environment() + " --target " + target.environment() + " --table "
                + restored + " --target-table " + target.table() + " --mode mirror"
                + (written == 0 ? "" : " --max-deletes " + written) + (isLocal ? " --local" : "");
    }

    /** Why the planner would refuse that command under the present {@code fanout.json}. */
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
