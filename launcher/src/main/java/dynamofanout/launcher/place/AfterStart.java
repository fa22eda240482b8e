package dynamofanout.launcher.place;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.show.DifferenceReport;

/**
 * What the command does once a run has been started.
 *
 * @param isDetached whether it leaves the run alone instead of following it
 * @param report of a comparison's differences
 */
public record AfterStart(boolean isDetached, DifferenceReport report) {
    /** Follows the run to its end. */
    public static final AfterStart FOLLOW = new AfterStart(false, DifferenceReport.NONE);

    /**
     * For sets, whose tables differ each in its own way.
     *
     * @throws BadInput if differences were to be told
     */
    public void refuseReport() {
        if (!report.equals(DifferenceReport.NONE)) {
            throw new BadInput(
                    "report",
                    "--show and --output must be left out for a set of tables: `fanout resume RUN --show 20` tells the"
                            + " differences of one of its runs");
        }
    }

    /**
     * For places whose runs end with this process.
     *
     * @throws BadInput if the run was to be left alone
     */
    public void requireAttached() {
        if (isDetached) {
            throw new BadInput(
                    "detach",
                    "--detach is for runs on AWS (\"home\" in fanout.json): a local run ends with its process");
        }
    }
}
