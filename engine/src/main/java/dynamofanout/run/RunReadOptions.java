// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.input.BadInput;
import dynamofanout.item.KeySchema;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.ReplayRequest;
import dynamofanout.table.ReadOptions;

/**
 * Finds out how a run reads its source: with the filter and consistency of its copy request. A replay uses those of the
 * copy that it goes back to.
 */
public record RunReadOptions(RunStore store) {
    /** Replays always read consistently, and without a filter that a look-up by key cannot have. */
    public ReadOptions of(RunRecord record) {
        if (record.request() instanceof CopyRequest copy) {
            return record.readOptions(copy);
        }
        if (record.request() instanceof ReplayRequest replay) {
            RunRecord original = store.find(replay.original())
                    .orElseThrow(() -> new BadInput("run " + replay.original() + " is not in the run store any more"));
            KeySchema key = original.plan().source().identity().key();
            return new ReadOptions(true, of(original).filter().filter(filter -> !filter.asksForKey(key)));
        }
        throw new IllegalArgumentException("a run must begin with a copy or a replay, got: " + record.request());
    }

    /** Whether a replay has to do without the filter of the run that it goes back to. */
    public boolean isFilterLeftOut(RunRecord original) {
        KeySchema key = original.plan().source().identity().key();
        return of(original).filter().filter(filter -> filter.asksForKey(key)).isPresent();
    }
}
