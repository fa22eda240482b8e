// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.show.DifferenceReport;

/**
 * What a command does after it has started a run: follow it or detach, and how to report differences.
 *
 * @param isDetached whether it leaves the run alone instead of following it
 * @param report of a comparison's differences
 */
public record AfterStart(boolean isDetached, DifferenceReport report) {
    /** Follows the run to its end. */
    public static final AfterStart FOLLOW = new AfterStart(false, DifferenceReport.NONE);

    /**
     * For sets of tables, which cannot show differences.
     *
     * @throws BadInput if the user asked for differences
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
     * For local runs, which end with this process.
     *
     * @throws BadInput if the user asked to detach
     */
    public void requireAttached() {
        if (isDetached) {
            throw new BadInput(
                    "detach",
                    "--detach is for runs on AWS (\"home\" in fanout.json): a local run ends with its process");
        }
    }
}
