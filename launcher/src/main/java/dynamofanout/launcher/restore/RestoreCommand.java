// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.restore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Access;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.ConsentOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.TableCalls;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.local.LocalPlace;
import dynamofanout.launcher.runs.RunArgument;
import dynamofanout.launcher.runs.RunPlaces;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.PlannedBackup;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.TableSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The command {@code fanout restore}: restores a run's target, as it was before the run, into a new table. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Restores a run's target, as it was before the run, into a new table, from the backup that the run made.",
            "It does not touch the target itself. The last line says how to copy the restored items back into it."
        },
        footer = {
            "",
            "Examples:",
            "  fanout restore Orders-20261124-101500-4f2a",
            "  fanout restore Orders-20261124-101500-4f2a --to OrdersBefore --yes --json",
            "",
            "It uses your own credentials for the target's environment, also for a run on AWS. After Ctrl-C the restore"
                    + " continues. The same command follows it again."
        })
public final class RestoreCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunArgument run;

    @Option(
            names = "--to",
            paramLabel = "TABLE",
            description = "Name of the new table, for example OrdersBefore (default: TABLE-before-RUN).")
    private @Nullable String to;

    @Mixin
    private ConsentOptions consent;

    @Mixin
    private CommonOptions common;

    public RestoreCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        Printer printer = common.printer(spec, world);
        Optional<String> wanted = Optional.ofNullable(to);
        wanted.ifPresent(RestoreCommand::requireName);
        try (var places = new RunPlaces(world, printer, common.config())) {
            Optional<RunPlaces.FoundSet> set = places.findSet(run.text());
            if (set.isPresent()) {
                return commands(printer, set.get());
            }
            RunPlaces.Found found = places.find(run.text());
            RunRecord record = found.record();
            RunId id = record.run();
            Backup backup = backup(found);
            String name = wanted.orElseGet(() -> name(record.plan().target().name(), id));
            var configuration = world.configuration(common.config());
            Environments environments = world.environments(configuration);
            boolean isLocal = found.place().word().equals(LocalPlace.WORD);
            try (Access access = environments.open(record.plan().target().environment());
                    SdkHttpClient http = world.http().apply(2);
                    DynamoDbClient client = TableCalls.client(access, http)) {
                var calls = new TableCalls(access, client);
                var undo = new UndoCommand(new TargetPolicy(configuration, environments), access, isLocal);
                return new TableRestore(
                                world, printer, calls, undo, new TableRestore.RestoreOrder(record, backup, name))
                        .carryOut(consent.consent(world, printer));
            }
        }
    }

    /** The table's own name comes first, so that patterns like {@code Orders*} in fanout.json allow both. */
    public static String name(String table, RunId run) {
        String end = "-before-" + run;
        return table.substring(0, Math.min(table.length(), 255 - end.length())) + end;
    }

    private static void requireName(String name) {
        if (!name.matches("[0-9A-Za-z_.-]{3,255}")) {
            throw new BadInput(
                    "--to",
                    "--to must be a table's name of 3 to 255 letters, digits, \"_\", \"-\" and \".\", got: \"" + name
                            + "\"");
        }
    }

    /** Each table of a set is a decision of its own, so this only says how. */
    private static int commands(Printer printer, RunPlaces.FoundSet found) {
        RunStore store = found.place().store();
        List<RunId> backedUp = found.set().runs().stream()
                .map(TableSet.Member::run)
                .filter(run -> store.find(run).isPresent()
                        && store.backup(run).filter(Backup::isReady).isPresent())
                .toList();
        if (backedUp.isEmpty()) {
            throw new BadInput(
                    "set " + found.set().id() + " made no backup that could be restored: none of its runs needed one");
        }
        printer.line("Each of these restores one table, as it was before the set, into a new table:");
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("setId", found.set().id().text());
        var commands = json.putArray("commands");
        for (RunId run : backedUp) {
            printer.line("  fanout restore " + run);
            commands.add("fanout restore " + run);
        }
        printer.json(json);
        return 0;
    }

    private static Backup backup(RunPlaces.Found found) {
        RunRecord record = found.record();
        if (record.plan().backup().isEmpty()) {
            String why = record.plan()
                    .plannedBackup()
                    .flatMap(PlannedBackup::why)
                    .orElse(record.request() instanceof CopyRequest ? "it needed none" : "a replay makes none");
            throw new BadInput("run " + record.run() + " made no backup that could be restored: " + why);
        }
        return found.place()
                .store()
                .backup(record.run())
                .filter(Backup::isReady)
                .orElseThrow(() -> new BadInput("run " + record.run()
                        + " has no backup that could be restored: none was ready yet, and nothing was written"));
    }
}
