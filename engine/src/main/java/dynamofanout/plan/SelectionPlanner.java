// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.input.BadInput;
import dynamofanout.key.KeySelection;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.SelectRequest;
import dynamofanout.table.Filter;
import dynamofanout.table.TableDescription;
import java.time.Instant;
import java.util.Optional;

/** The keys that a copy selects: whether it may ask for them so, and what a look at a few of them shows. */
final class SelectionPlanner {
    private final PlanningReads questions;

    SelectionPlanner(PlanningReads questions) {
        this.questions = questions;
    }

    /** What the request selects in a table. */
    static KeySelection selection(CopyRequest request, TableDescription described) {
        SelectRequest select = request.select().orElseThrow();
        KeySelection selection = KeySelection.of(described, select.index(), select.keys());
        selection.refusal(request.consistentRead(), request.filter()).ifPresent(refused -> {
            throw refused;
        });
        return selection;
    }

    /** Refuses a selection that the copy could not carry out as it is asked for. */
    static void refuse(CopyTables tables, KeySelection selection, Optional<String> expiry) {
        refuseExpiryAsKey(selection, expiry);
        if (tables.request().mode().wantsExtras()) {
            refuseWithoutIndex(tables.request(), tables.target());
        }
    }

    SelectionSample sample(CopyTables tables, KeySelection selection) {
        return new SelectionSampler(
                        questions,
                        tables.source(),
                        tables.request().readOptions(),
                        tables.target().description().indexes(),
                        tables.request().ceilings().sourceReads())
                .sample(selection);
    }

    private static void refuseExpiryAsKey(KeySelection selection, Optional<String> expiry) {
        expiry.map(attribute -> Filter.unexpired(attribute, Instant.EPOCH))
                .flatMap(unexpired -> selection.refusal(false, Optional.of(unexpired)))
                .ifPresent(asked -> {
                    throw new BadInput(
                            "skipExpired",
                            "skipExpired must be left out: the time to live, " + expiry.orElseThrow()
                                    + ", is a key that the selection asks for");
                });
    }

    /** What only the target has is found by the same queries there. */
    private static void refuseWithoutIndex(CopyRequest request, DescribedTable target) {
        request.select()
                .orElseThrow()
                .index()
                .filter(index -> target.description().index(index).isEmpty())
                .ifPresent(index -> {
                    throw new BadInput(
                            "select.index",
                            "select.index must be an index of " + target.table().words() + " too in mode "
                                    + request.mode().word() + ", got: " + index);
                });
    }
}
