// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.run.Backup;
import dynamofanout.run.Creation;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import java.time.Instant;
import java.util.Optional;

/** Says what a run is waiting for before its first write: its target is being created or backed up. */
public final class PreparationText {
    private PreparationText() {}

    /** Empty once all that was planned is ready; it may not even have been begun. */
    public static Optional<String> of(RunStore store, RunRecord record, Instant now) {
        if (record.plan().creation().isPresent()) {
            Optional<Creation> creation = store.creation(record.run());
            return creation.filter(Creation::isReady).isPresent()
                    ? Optional.empty()
                    : Optional.of(creation.map(
                                    begun -> CreationText.making(record.plan().target(), begun, now))
                            .orElse("creating " + record.plan().target().words()));
        }
        if (record.plan().backup().isEmpty()) {
            return Optional.empty();
        }
        Optional<Backup> backup = store.backup(record.run());
        return backup.filter(Backup::isReady).isPresent()
                ? Optional.empty()
                : Optional.of(backup.map(begun -> BackupText.making(begun, now)).orElse("backing up the target"));
    }
}
