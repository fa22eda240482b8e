package dynamofanout.launcher.runs;

import dynamofanout.launcher.place.AfterStart;
import dynamofanout.launcher.show.DifferenceReport;
import picocli.CommandLine.Option;

/** Whether a run on AWS is followed. */
final class DetachOption {
    @Option(
            names = "--detach",
            description = "On AWS: return once the run has been started, with its id and how to follow it.")
    private boolean isDetached;

    /** @param report of a comparison */
    AfterStart afterStart(DifferenceReport report) {
        return new AfterStart(isDetached, report);
    }
}
