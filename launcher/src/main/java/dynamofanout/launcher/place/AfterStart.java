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
