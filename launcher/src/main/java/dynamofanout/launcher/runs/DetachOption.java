// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import dynamofanout.launcher.place.AfterStart;
import dynamofanout.launcher.show.DifferenceReport;
import picocli.CommandLine.Option;

/** The option {@code --detach}: do not follow a run on AWS. */
final class DetachOption {
    @Option(
            names = "--detach",
            description = "On AWS: return as soon as the run has started. Prints its id and how to follow it.")
    private boolean isDetached;

    /** @param report how the differences of a comparison are reported */
    AfterStart afterStart(DifferenceReport report) {
        return new AfterStart(isDetached, report);
    }
}
