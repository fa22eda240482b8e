package dynamofanout.launcher.place;

import dynamofanout.request.CeilingsChange;
import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.Summary;
import java.util.Map;

/** A place where runs are kept and carried out: this machine, or the home account. */
public interface RunPlace {
    /** {@code local} or {@code home}, as lists mark it. */
    String word();

    RunStore store();

    boolean isGoingOn(RunRecord record);

    /**
     * Follows the run's execution until it has ended.
     *
     * @return false when a Ctrl-C ended the following
     */
    boolean awaitEnd(RunRecord record) throws InterruptedException;

    /** Tells the run to end in order; it does at its next save. */
    void stop(RunId run, String reason);

    /** Changes ceilings of a run, and answers how its control stands then. */
    Control limit(RunId run, CeilingsChange change);

    /**
     * Ends the run's execution without waiting for its workers.
     *
     * @throws dynamofanout.input.BadInput where that cannot be
     */
    void stopNow(RunRecord record) throws InterruptedException;

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
