// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.request.CopyRequest;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.table.Filter;
import dynamofanout.table.ReadOptions;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that the run store has about a run, except its checkpoints.
 *
 * @param summary of its last ended execution
 */
public record RunRecord(
        RunId run, Instant startedAt, Request request, Plan plan, Control control, Optional<Summary> summary) {
    /** Phases of the run; a replay's mode is that of the copy that it goes back to, which this does not know. */
    public Phases phases() {
        return Phases.of(request, plan.segments());
    }

    /** How a copy's source is read; what has expired when the run began is left out where that was asked for. */
    public ReadOptions readOptions(CopyRequest copy) {
        ReadOptions asked = copy.readOptions();
        return plan.itemRules()
                .expiryAttribute()
                .map(attribute -> Filter.unexpired(attribute, startedAt))
                .map(unexpired -> new ReadOptions(
                        asked.isConsistent(),
                        Optional.of(asked.filter()
                                .map(filter -> filter.and(unexpired))
                                .orElse(unexpired))))
                .orElse(asked);
    }
}
