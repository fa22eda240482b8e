// SPDX-License-Identifier: Apache-2.0
package dynamofanout.finish;

import dynamofanout.request.CopyRequest;
import dynamofanout.request.SelectRequest;
import dynamofanout.run.Counts;
import dynamofanout.run.RunRecord;
import java.util.Locale;
import java.util.Optional;

/**
 * The warning for a run whose selected keys have no items at all. The run did what it was asked, but the most likely
 * reason is a misspelt value.
 */
final class SelectionWarning {
    private SelectionWarning() {}

    static Optional<String> of(RunRecord record, RunCheckpoints progressed) {
        Counts counts = progressed.counts();
        if (!progressed.isAllDone() || counts.read() > counts.gone()) {
            return Optional.empty();
        }
        return record.request() instanceof CopyRequest copy
                ? copy.select().map(select -> sentence(select, record))
                : Optional.empty();
    }

    private static String sentence(SelectRequest select, RunRecord record) {
        int keys = select.keys().size();
        String which = keys == 1
                ? "the selected key has"
                : "none of the " + String.format(Locale.ROOT, "%,d", keys) + " selected keys has";
        String what = keys == 1 ? "no item" : "an item";
        return which + " " + what + " in table " + record.plan().source().name() + " in "
                + record.plan().source().environment() + ": are the values right?";
    }
}
