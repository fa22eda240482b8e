// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import dynamofanout.run.StoredJson;
import dynamofanout.run.TableSet;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes sets of tables to the run table: one part per set, and its entry in the list of runs. */
final class SetWrites {
    private static final String VERSION = "version";

    private final RunTableItems table;
    private final ChunkedDocuments documents;

    SetWrites(RunTableItems table, ChunkedDocuments documents) {
        this.table = table;
        this.documents = documents;
    }

    boolean create(TableSet set) {
        RunPart part = part(set, table.newToken());
        boolean isDone = table.transaction(part.key())
                .put(part, Condition.ABSENT)
                .put(RunIndex.entry(set.id(), set.startedAt()))
                .commit();
        return isDone || isStored(part);
    }

    /** Whether it was created after all, the answer having been lost. */
    private boolean isStored(RunPart part) {
        return table.reads()
                .get(part.key())
                .filter(found -> found.text(VERSION).equals(part.text(VERSION)))
                .isPresent();
    }

    Optional<TableSet> find(RunId set) {
        return table.reads().get(PartKey.set(set)).map(this::read);
    }

    /** Whether a run is one of a set's, which stands in the list of runs instead of it. */
    boolean isOfSet(RunId run) {
        return run.set().flatMap(set -> table.reads().get(PartKey.set(set))).isPresent();
    }

    TableSet adjust(RunId set, UnaryOperator<TableSet> change) {
        PartKey key = PartKey.set(set);
        String written = "";
        for (int tries = 1; ; tries++) {
            RunPart found = table.reads().get(key).orElseThrow(() -> StoreFailures.missing(key, table.name()));
            TableSet before = read(found);
            String version = found.text(VERSION);
            if (version.equals(written)) {
                return before; // it arrived, only its answer was lost
            }
            TableSet after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            written = table.newToken();
            if (table.put(part(after, written), Condition.is(VERSION, version))) {
                return after;
            }
            table.conflicts().pause(key, tries);
        }
    }

    private RunPart part(TableSet set, String version) {
        return documents.prepare(PartKey.set(set.id()), set.json().toString()).with(VERSION, version);
    }

    private TableSet read(RunPart part) {
        return StoredJson.read(
                part.key().words() + " in table " + table.name(),
                documents.text(part),
                TableSet.FORMAT,
                TableSet::read);
    }
}
