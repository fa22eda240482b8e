package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Failures;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.DeployedRuns;
import dynamofanout.launcher.home.DeployedRuns.Then;
import dynamofanout.launcher.home.HomeExecution;
import dynamofanout.launcher.home.HomePlace;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.place.RunState;
import dynamofanout.launcher.show.BackupText;
import dynamofanout.launcher.show.Figures;
import dynamofanout.launcher.show.SummaryText;
import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Counts;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Summary;
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

/** {@code fanout status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Says how a run stands, or lists the latest runs of this machine and of the home account.",
        footer = {
            "",
            "Examples:",
            "  fanout status",
            "  fanout status Orders-20261124-101500-4f2a",
            "  fanout status Orders-20261124-101500-4f2a --follow"
        })
public final class StatusCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    private final World world;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run's id; without it the latest runs.")
    private @Nullable String run;

    @Option(
            names = "--follow",
            description =
                    "Stay until the run has ended, then show its summary and exit as its copy would; Ctrl-C leaves.")
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
                new RunListing(printer).show(places.all());
                return 0;
            }
            var id = new RunId(run);
            Optional<RunPlaces.Found> found = places.optional(id);
            if (found.isEmpty()) {
                return beginning(printer, places, id);
            }
            return follow ? follow(printer, places, found.get()) : show(world, printer, found.get());
        }
    }

    private int follow(Printer printer, RunPlaces places, RunPlaces.Found found) throws InterruptedException {
        RunId id = found.record().run();
        if (!found.place().isGoingOn(found.record())) {
            show(world, printer, found);
        } else if (found.place() instanceof HomePlace home) {
            return home.runs(Then.FOLLOW).follow(id, found.record().control().owner());
        } else if (found.place().awaitEnd(found.record())) {
            show(world, printer, places.find(id));
        } else {
            return INTERRUPTED;
        }
        return places.find(id)
                .record()
                .summary()
                .map(summary -> summary.verdict().exitCode())
                .orElse(Failures.FAILED);
    }

    /** Of a run whose execution is planning, or was refused. */
    private int beginning(Printer printer, RunPlaces places, RunId id) throws InterruptedException {
        HomePlace home = places.atHome().orElseThrow(() -> places.unknown(id));
        HomeExecution execution = home.beginning(id).orElseThrow(() -> places.unknown(id));
        DeployedRuns runs = home.runs(Then.FOLLOW);
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

    /** Says how the run stands; exit code 0. */
    static int show(World world, Printer printer, RunPlaces.Found found) {
        RunRecord record = found.record();
        boolean isGoingOn = found.place().isGoingOn(record);
        if (record.summary().isPresent() && !isGoingOn) {
            showSummary(printer, found.place().shown(record.summary().get()), record);
            return 0;
        }
        String state = RunState.of(found.place(), record);
        long done = found.place().store().checkpoints(record.run()).stream()
                .filter(Checkpoint::isDone)
                .count();
        Counts counts = record.control().totals().counts();
        printer.line("Run " + record.run() + " is " + state + ", started " + RunState.started(record) + ", "
                + RunState.tables(record));
        printer.line("  " + Figures.whole(counts.read()) + " items read, " + Figures.whole(counts.written())
                + " written, segments " + done + "/" + record.phases().checkpoints());
        Optional<Backup> backup = found.place().store().backup(record.run());
        backup.filter(kept -> kept.isReady() || isGoingOn)
                .ifPresent(kept -> printer.line("  backup   "
                        + (kept.isReady()
                                ? BackupText.undo(kept, record.run())
                                : BackupText.making(kept, world.clock().instant()))));
        printer.line(
                isGoingOn
                        ? "  " + Figures.count(record.control().live(), "worker", "workers")
                        : "  next     fanout resume " + record.run());
        ObjectNode json = RunState.json(found.place(), record, state);
        backup.ifPresent(kept -> json.set("backup", kept.json()));
        printer.json(json);
        return 0;
    }

    private static void showSummary(Printer printer, RunPlace.Shown shown, RunRecord record) {
        Summary summary = shown.summary();
        printer.line(SummaryText.of(summary, record.plan().estimate(), shown.refusedByReason()));
        printer.line("  started  " + RunState.started(record) + ", " + RunState.tables(record));
        printer.json(summary.json());
    }
}
