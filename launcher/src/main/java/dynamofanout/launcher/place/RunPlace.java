// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import dynamofanout.launcher.console.Consent;
import dynamofanout.request.CeilingsChange;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.Control;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.Summary;
import java.util.Map;
import java.util.Optional;

/** A place that keeps runs and carries them out: this machine, or the home account. */
public interface RunPlace {
    /** {@code local} or {@code home}, as lists mark it. */
    String word();

    RunStore store();

    /** The sets of tables of this place. */
    SetPlace sets();

    boolean isGoingOn(RunRecord record);

    /**
     * Waits until the run's execution has ended.
     *
     * @return false if Ctrl-C ended the waiting
     */
    boolean awaitEnd(RunRecord record) throws InterruptedException;

    /**
     * Plans a copy, asks, and carries it out.
     *
     * @param consent asks the user once the plan is on the screen
     * @return the exit code
     */
    int copy(CopyRequest request, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException;

    /** A copy of one table or of a set of tables, as the request says. */
    default int copy(Request request, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException {
        if (request instanceof SetRequest set) {
            return sets().copy(set, wanted, consent, after);
        }
        return copy((CopyRequest) request, wanted, consent, after);
    }

    /** Plans a replay of a run of this place, asks, and carries it out. */
    int replay(ReplayRequest request, RunRecord original, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException;

    /** Resumes a run of this place. */
    int resume(ResumeRequest request, RunRecord record, AfterStart after) throws InterruptedException;

    /**
     * Follows a run that goes on to its end and shows its summary.
     *
     * @return the exit code, that of its copy
     */
    int follow(RunRecord record) throws InterruptedException;

    /** Tells the run to end in order. Each worker ends at its next save. */
    void stop(RunId run, String reason);

    /** Changes ceilings of a run. Answers its control after the change. */
    Control limit(RunId run, CeilingsChange change);

    /**
     * Ends the run's execution without waiting for its workers.
     *
     * @throws dynamofanout.input.BadInput where that cannot be
     */
    void stopNow(RunRecord record) throws InterruptedException;

    /** Pages of AWS's console about the run, by what they show; none of a local run. */
    Map<String, String> console(RunRecord record);

    /** The summary as it is shown on this machine. */
    Shown shown(Summary summary);

    /**
     * A summary to show.
     *
     * @param summary whose refused items are in files of this machine
     * @param refusedByReason how many items were refused for each reason
     */
    record Shown(Summary summary, Map<String, Integer> refusedByReason) {}
}
