// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.DeployedRuns;
import dynamofanout.launcher.home.HomeExecution;
import dynamofanout.launcher.home.HomePlace;
import dynamofanout.launcher.place.AfterStart;
import dynamofanout.launcher.place.RunStatus;
import dynamofanout.request.RunId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout status}: shows a run, or lists the latest runs. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows how far a run is, or lists the latest runs of this machine and of the home account.",
        footer = {
            "",
            "Examples:",
            "  fanout status",
            "  fanout status Orders-20261124-101500-4f2a",
            "  fanout status Orders-20261124-101500-4f2a --follow"
        })
public final class StatusCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = RunArgument.MEANING + " Without it, the latest runs are listed.")
    private @Nullable String run;

    @Option(
            names = "--follow",
            description = "Wait until the run has ended, then show its summary and exit with its exit code. Ctrl-C only"
                    + " ends the waiting.")
    private boolean follow;

    @Mixin
    private CommonOptions common;

    public StatusCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        Printer printer = common.printer(spec, world);
        try (var places = new RunPlaces(world, printer, common.config())) {
            if (run == null) {
                if (follow) {
                    throw new ParameterException(spec.commandLine(), "--follow needs a RUN");
                }
                new RunListing(printer, world.clock().instant()).show(places.all());
                return 0;
            }
            Optional<RunPlaces.FoundSet> set = places.findSet(run);
            if (set.isPresent()) {
                var commands =
                        new SetCommands(printer, set.get().place(), set.get().set());
                return follow ? commands.follow() : commands.status();
            }
            RunId id = places.id(run);
            Optional<RunPlaces.Found> found = places.optional(id);
            if (found.isPresent()) {
                return found(printer, found.get());
            }
            Optional<HomePlace> home = places.atHome();
            Optional<HomeExecution> execution = home.flatMap(place -> place.beginning(id));
            if (execution.isPresent()) {
                return beginning(printer, home.get(), id, execution.get());
            }
            return found(printer, places.find(run));
        }
    }

    private int found(Printer printer, RunPlaces.Found found) throws InterruptedException {
        if (follow) {
            return follow(printer, found);
        }
        RunStatus.show(world, printer, found.place(), found.record());
        return 0;
    }

    private int follow(Printer printer, RunPlaces.Found found) throws InterruptedException {
        if (found.place().isGoingOn(found.record())) {
            return found.place().follow(found.record());
        }
        RunStatus.show(world, printer, found.place(), found.record());
        return RunStatus.exitCode(found.record());
    }

    /** Shows a run that is not in the run store yet: its execution is still planning, or was refused. */
    private int beginning(Printer printer, HomePlace home, RunId id, HomeExecution execution)
            throws InterruptedException {
        DeployedRuns runs = home.runs(AfterStart.FOLLOW);
        if (!execution.isRunning()) {
            return runs.ended(id, execution.name());
        }
        if (follow) {
            return runs.follow(id, execution.name());
        }
        printer.line("Run " + id + " is being planned");
        printer.json(JsonNodeFactory.instance
                .objectNode()
                .put("runId", id.text())
                .put("state", "planning")
                .put("where", home.word()));
        return 0;
    }
}
