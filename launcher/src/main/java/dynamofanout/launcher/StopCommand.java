package dynamofanout.launcher;

import dynamofanout.input.BadInput;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.DirectoryRunStore;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunHold;
import dynamofanout.run.RunId;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Stop;
import dynamofanout.run.Summary;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fanout stop}. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Ends a run in order, from any terminal, and waits until it has; it can be resumed.",
        footer = {"", "Example:", "  fanout stop Orders-20261124-101500-4f2a"})
final class StopCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 200;

    private final World world;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run;

    @Mixin
    private CommonOptions common;

    StopCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        Printer printer = common.printer(spec, world);
        DirectoryRunStore store = world.runStore();
        var id = new RunId(run);
        RunRecord record = StatusCommand.find(store, id);
        if (!isGoingOn(store, id)) {
            throw new BadInput("run " + id + " is not going on: "
                    + (isDone(store, record) ? "it is done" : "`fanout resume " + id + "` would go on with it"));
        }
        store.adjust(id, control -> control.stopping(new Stop(Stop.Cause.USER, "stopped by fanout stop")));
        printer.line("Run " + id + " is told to stop; it ends within a save interval");
        while (isGoingOn(store, id)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        Optional<Summary> summary = StatusCommand.find(store, id).summary();
        summary.ifPresentOrElse(
                ended -> {
                    printer.line(SummaryText.of(ended, record.plan().estimate(), new RefusedItems(store).byReason(id)));
                    printer.json(ended.json());
                },
                () -> {
                    printer.line("Run " + id + " was killed before it had written a summary: `fanout resume " + id
                            + "` goes on with it");
                    printer.json(StatusCommand.object(StatusCommand.find(store, id), "interrupted"));
                });
        return 0;
    }

    static boolean isGoingOn(DirectoryRunStore store, RunId run) {
        Optional<RunHold> free = store.hold(run);
        free.ifPresent(RunHold::close);
        return free.isEmpty();
    }

    private static boolean isDone(DirectoryRunStore store, RunRecord record) {
        return store.checkpoints(record.run()).stream()
                        .filter(Checkpoint::isDone)
                        .count()
                == record.plan().segments();
    }
}
