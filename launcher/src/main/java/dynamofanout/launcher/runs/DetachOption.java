package dynamofanout.launcher.runs;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.DeployedRuns;
import dynamofanout.launcher.home.HomePlace;
import dynamofanout.launcher.show.DifferenceReport;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a run on AWS is followed, and the way to such runs. */
final class DetachOption {
    @Option(
            names = "--detach",
            description = "On AWS: return once the run has been started, with its id and how to follow it.")
    private boolean detach;

    /** What is done with runs of the home account. */
    @FunctionalInterface
    interface Work {
        int on(DeployedRuns runs) throws InterruptedException;
    }

    DeployedRuns.Then then() {
        return detach ? DeployedRuns.Then.DETACH : DeployedRuns.Then.FOLLOW;
    }

    /** Opens the home account for the work. */
    int withRuns(World world, Printer printer, Optional<Path> configurationFile, DifferenceReport report, Work work)
            throws InterruptedException {
        try (var places = new RunPlaces(world, printer, configurationFile)) {
            HomePlace home = places.atHome()
                    .orElseThrow(() -> new BadInput(
                            "local",
                            "a run on AWS needs " + places.missingHome()
                                    + ": add it and deploy, or add --local to use this machine's own process"));
            return work.on(home.runs(then(), report));
        }
    }

    void refuseLocally() {
        if (detach) {
            throw new BadInput("detach", "--detach is for runs on AWS: a local run ends with its process");
        }
    }
}
