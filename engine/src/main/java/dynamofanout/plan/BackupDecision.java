// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.run.PlannedBackup;
import java.util.Optional;

/**
 * What is planned about a backup of the target.
 *
 * @param planned absent for what writes nothing
 * @param isImpossible whether the target may hold what cannot be backed up, since its endpoint knows no backups
 */
record BackupDecision(Optional<PlannedBackup> planned, boolean isImpossible) {}
