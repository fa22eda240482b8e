package dynamofanout.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Counts;
import dynamofanout.run.DirectoryRunStore;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunId;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Summary;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fanout status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Says how a run stands, or lists the latest runs.",
        footer = {"", "Examples:", "  fanout status", "  fanout status Orders-20261124-101500-4f2a"})
final class StatusCommand implements Callable<Integer> {
    private static final int LATEST = 20;
    private static final String GOING_ON = "going on";

    private final World world;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run's id; without it the latest runs.")
    private @Nullable String run;

    @Mixin
    private CommonOptions common;

    StatusCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        DirectoryRunStore store = world.runStore();
        Printer printer = common.printer(spec, world);
        if (run == null) {
            list(store, printer);
        } else {
            show(store, printer, find(store, new RunId(run)));
        }
        return 0;
    }

    static RunRecord find(DirectoryRunStore store, RunId id) {
        return store.find(id)
                .orElseThrow(
                        () -> new BadInput("run " + id + " is not known here: `fanout status` lists the latest runs"));
    }

    private static void list(DirectoryRunStore store, Printer printer) {
        List<RunId> latest = store.latest(LATEST);
        ArrayNode runs = JsonNodeFactory.instance.arrayNode();
        if (latest.isEmpty()) {
            printer.line("No runs yet: `fanout copy --help` says how to begin.");
        }
        for (RunId id : latest) {
            RunRecord record = find(store, id);
            String state = state(store, record);
            printer.line(String.format("%-45s %s  %-12s %s", id, started(record), state, tables(record)));
            runs.add(object(record, state));
        }
        printer.json(JsonNodeFactory.instance.objectNode().set("runs", runs));
    }

    private static void show(DirectoryRunStore store, Printer printer, RunRecord record) {
        String state = state(store, record);
        boolean hasEnded = record.summary().isPresent() && !state.equals(GOING_ON);
        if (hasEnded) {
            Summary summary = record.summary().orElseThrow();
            printer.line(
                    SummaryText.of(summary, record.plan().estimate(), new RefusedItems(store).byReason(record.run())));
            printer.line("  started  " + started(record) + ", " + tables(record));
            printer.json(summary.json());
            return;
        }
        long done = store.checkpoints(record.run()).stream()
                .filter(Checkpoint::isDone)
                .count();
        Counts counts = record.control().totals().counts();
        printer.line("Run " + record.run() + " is " + state + ", started " + started(record) + ", " + tables(record));
        printer.line("  " + Figures.whole(counts.read()) + " items read, " + Figures.whole(counts.written())
                + " written, segments " + done + "/" + record.plan().segments());
        printer.line(
                state.equals(GOING_ON)
                        ? "  " + Figures.count(record.control().live(), "worker", "workers")
                        : "  next     fanout resume " + record.run());
        printer.json(object(record, state));
    }

    static ObjectNode object(RunRecord record, String state) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("runId", record.run().text())
                .put("state", state)
                .put("startedAt", record.startedAt().toString());
        object.set("counts", record.control().totals().counts().json());
        object.set("units", record.control().totals().units().json());
        object.putObject("segments")
                .put("total", record.plan().segments())
                .put("ended", record.control().ended());
        return object;
    }

    /** The verdict of a run that has ended, else whether a process carries it out. */
    private static String state(DirectoryRunStore store, RunRecord record) {
        if (StopCommand.isGoingOn(store, record.run())) {
            return GOING_ON;
        }
        return record.summary().map(summary -> summary.verdict().word()).orElse("interrupted");
    }

    private static String started(RunRecord record) {
        return record.startedAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String tables(RunRecord record) {
        return record.plan().source().environment() + "/"
                + record.plan().source().name() + " -> "
                + record.plan().target().environment() + "/"
                + record.plan().target().name();
    }
}
