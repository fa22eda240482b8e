// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import dynamofanout.launcher.console.Consent;
import dynamofanout.request.CeilingsChange;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.TableSet;
import java.util.Optional;

/** A place that keeps sets of tables and carries them out, as {@link RunPlace} does for single runs. */
public interface SetPlace {
    /** Plans all copies, asks once, and carries them out; answers the exit code. */
    int copy(SetRequest request, Optional<RunId> wanted, Consent consent, AfterStart after) throws InterruptedException;

    /** Plans replays of the runs of a set that have refused items, asks once, and carries them out. */
    int replay(ReplayRequest request, TableSet original, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException;

    /** Resumes the tables of a set that are not complete. */
    int resume(ResumeRequest request, TableSet set, AfterStart after) throws InterruptedException;

    /** Whether a process or an execution is carrying out the set. */
    boolean isGoingOn(TableSet set);

    /**
     * Waits until nobody does any more.
     *
     * @return false when a Ctrl-C ended the waiting
     */
    boolean awaitEnd(TableSet set) throws InterruptedException;

    /** Tells every run of the set to end in order, and those that have not begun not to begin. */
    void stop(TableSet set, String reason);

    /** Changes the ceilings of every table that is not through, those that have not begun among them. */
    TableSet limit(TableSet set, CeilingsChange change);
}
