// SPDX-License-Identifier: Apache-2.0
package dynamofanout.start;

import dynamofanout.input.BadInput;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.run.Plan;
import dynamofanout.run.RunRecord;

/** The owners of runs: executions of the state machine, or processes of this machine. */
public interface RunOwners {
    /**
     * Refuses a run that its owner is still carrying out.
     *
     * @throws BadInput with how to end it
     */
    void requireOver(RunRecord record);

    /**
     * Keeps other runs from writing to the target. It is called before anything of this run is stored.
     *
     * @throws BadInput if another run is writing to it
     */
    void lockTarget(Request request, Plan plan, RunId run, String execution);

    /** The error for a run that the run store does not have. */
    BadInput unknown(RunId run);
}
