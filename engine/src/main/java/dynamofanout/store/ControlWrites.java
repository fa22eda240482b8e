// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads and changes control in the run table. */
final class ControlWrites {
    private final RunTableItems table;

    ControlWrites(RunTableItems table) {
        this.table = table;
    }

    Control read(RunId run) {
        return read(part(run));
    }

    /** Compares and sets by version; totals change by the difference, so that saves meanwhile lose nothing. */
    Control adjust(RunId run, UnaryOperator<Control> change) {
        String written = "";
        for (int tries = 1; ; tries++) {
            RunPart found = part(run);
            Control before = read(found);
            String version = found.text(ControlItem.VERSION);
            if (version.equals(written)) {
                return before; // it arrived, only its answer was lost
            }
            Control after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            written = table.newToken();
            Optional<RunPart> changed = table.update(
                    found.key(),
                    ControlItem.changed(found, after, written),
                    Condition.is(ControlItem.VERSION, version));
            if (changed.isPresent()) {
                return read(changed.get());
            }
            table.conflicts().pause(found.key(), tries);
        }
    }

    boolean own(RunId run, String formerOwner, UnaryOperator<Control> change) {
        Optional<String> wanted = Optional.empty();
        for (int tries = 1; ; tries++) {
            RunPart found = part(run);
            Control before = read(found);
            if (!before.owner().equals(formerOwner)) {
                // an earlier try may have arrived, only its answer was lost
                return wanted.filter(before.owner()::equals).isPresent();
            }
            Control after = change.apply(before);
            wanted = Optional.of(after.owner());
            boolean isDone = table.transaction(found.key())
                    .update(
                            found.key(),
                            ControlItem.handedOver(found, after, table.newToken()),
                            Condition.is(ControlItem.VERSION, found.text(ControlItem.VERSION)))
                    .delete(PartKey.summary(run)) // it spoke of the execution before
                    .commit();
            if (isDone) {
                return true;
            }
            table.conflicts().pause(found.key(), tries);
        }
    }

    private RunPart part(RunId run) {
        PartKey key = PartKey.control(run);
        return table.reads().get(key).orElseThrow(() -> StoreFailures.missing(key, table.name()));
    }

    private Control read(RunPart part) {
        return ControlItem.read(part, table.name());
    }
}
