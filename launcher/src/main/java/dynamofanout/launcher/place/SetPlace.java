package dynamofanout.launcher.place;

import dynamofanout.launcher.console.Consent;
import dynamofanout.request.CeilingsChange;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.TableSet;
import java.util.Optional;

/** The sets of tables of one place: what {@link RunPlace} is for single runs. */
public interface SetPlace {
    /** Plans all copies, asks once, and carries them out; answers the exit code. */
    int copy(SetRequest request, Optional<RunId> wanted, Consent consent, AfterStart after) throws InterruptedException;

    /** Copies again what the runs of a set could not write. */
    int replay(ReplayRequest request, TableSet original, Optional<RunId> wanted, Consent consent, AfterStart after)
            throws InterruptedException;

    /** Goes on with the tables of a set that are not through. */
    int resume(ResumeRequest request, TableSet set, AfterStart after) throws InterruptedException;

    /** Whether somebody carries the set out. */
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
