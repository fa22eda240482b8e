// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.Creation;
import dynamofanout.run.NotOwner;
import java.util.Optional;

/**
 * Writes the progress of a run's preparation (its backup, or the creation of its target) to the run table. Only the
 * run's owner may write it.
 */
final class PreparationWrites {
    private static final String READY = "ready";

    private final RunTableItems table;
    private final ChunkedDocuments documents;

    PreparationWrites(RunTableItems table, ChunkedDocuments documents) {
        this.table = table;
        this.documents = documents;
    }

    void keep(RunId run, String execution, Backup backup) {
        RunPart prepared = documents.prepare(PartKey.backup(run), backup.json().toString());
        RunPart part = backup.isReady() ? prepared.with(READY, 1) : prepared;
        boolean isKept = table.transaction(part.key())
                .update(PartKey.control(run), new Change(), Condition.is(ControlItem.OWNER, execution))
                .put(part, Condition.without(READY))
                .commit();
        if (!isKept) {
            requireReady(run, execution);
        }
    }

    void keep(RunId run, String execution, Creation creation) {
        RunPart part = documents.prepare(PartKey.creation(run), creation.json().toString());
        boolean isKept = table.transaction(part.key())
                .update(PartKey.control(run), new Change(), Condition.is(ControlItem.OWNER, execution))
                .put(part)
                .commit();
        if (!isKept) {
            requireReady(run, execution);
        }
    }

    /** The transaction has failed on the owner, or on a backup that is ready. */
    private void requireReady(RunId run, String execution) {
        PartKey key = PartKey.control(run);
        Optional<RunPart> control = table.reads().get(key);
        String owner = control.orElseThrow(() -> StoreFailures.missing(key, table.name()))
                .text(ControlItem.OWNER);
        if (!owner.equals(execution)) {
            throw new NotOwner(run, execution, owner);
        }
    }
}
