// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.place.RunStatus;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code fanout stop}: ends a run or a set in order. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Stops a run in order, from any terminal, and waits until it has ended. It can be resumed.",
        footer = {
            "",
            "Examples:",
            "  fanout stop Orders-20261124-101500-4f2a",
            "  fanout stop Orders-20261124-101500-4f2a --now"
        })
public final class StopCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunArgument run;

    @Option(
            names = "--now",
            description =
                    "Do not wait for the workers: stop the execution on AWS at once. A resume repeats what they did"
                            + " since their last save.")
    private boolean now;

    @Mixin
    private CommonOptions common;

    public StopCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        Printer printer = common.printer(spec, world);
        try (var places = new RunPlaces(world, printer, common.config())) {
            Optional<RunPlaces.FoundSet> set = places.findSet(run.text());
            if (set.isPresent()) {
                refuseNow(set.get().set().id());
                return new SetCommands(printer, set.get().place(), set.get().set()).stop();
            }
            RunPlaces.Found found = places.find(run.text());
            RunPlace place = found.place();
            RunId id = found.record().run();
            if (!place.isGoingOn(found.record())) {
                throw new BadInput("run " + id + " is not going on: "
                        + (isDone(place.store(), found.record())
                                ? "it is done"
                                : "`fanout resume " + id + "` would go on with it"));
            }
            if (now) {
                printer.line("Run " + id + " is stopped at once");
                place.stopNow(found.record());
            } else {
                place.stop(id, "stopped by fanout stop");
                printer.line("Run " + id + " is told to stop; it ends within a save interval");
                if (!place.awaitEnd(found.record())) {
                    printer.line("Detached: run " + id + " ends by itself");
                    return INTERRUPTED;
                }
            }
            RunStatus.show(world, printer, place, places.find(id.text()).record());
        }
        return 0;
    }

    private void refuseNow(RunId set) {
        if (now) {
            throw new BadInput(
                    "--now", "--now is for single runs: `fanout stop " + set + "` ends the runs of the set in order");
        }
    }

    private static boolean isDone(RunStore store, RunRecord record) {
        return store.checkpoints(record.run()).stream()
                        .filter(Checkpoint::isDone)
                        .count()
                == record.phases().checkpoints();
    }
}
