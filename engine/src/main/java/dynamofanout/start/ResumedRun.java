// SPDX-License-Identifier: Apache-2.0
package dynamofanout.start;

import dynamofanout.run.Checkpoint;
import dynamofanout.run.Phases;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Totals;
import java.util.List;

/**
 * The state of a run when an execution took it over.
 *
 * @param checkpoints of the segments that were claimed before
 * @param soFar totals of those checkpoints
 */
public record ResumedRun(RunRecord record, Phases phases, List<Checkpoint> checkpoints, Totals soFar) {
    public ResumedRun {
        checkpoints = List.copyOf(checkpoints);
    }

    int done() {
        return (int) checkpoints.stream().filter(Checkpoint::isDone).count();
    }
}
