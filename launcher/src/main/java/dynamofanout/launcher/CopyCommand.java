package dynamofanout.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.run.CopyRequest;
import dynamofanout.run.Request;
import dynamofanout.run.RunId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fanout copy}. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Copies a table. Shows the plan and what it costs, asks, copies, and says what became of every item.",
        footer = {
            "",
            "Examples:",
            "  fanout copy --source production --target development --table Orders --local --dry-run",
            "  fanout copy --source production --target development --table Orders --local \\",
            "              --read-units 500 --write-units 1000",
            "  fanout copy --source production --target development --table Orders --detach",
            "  fanout copy --source production --target staging --table Orders --target-table OrdersCopy --local \\",
            "              --filter '#s = :open' --filter-names '{\"#s\": \"status\"}' --filter-values '{\":open\": \"OPEN\"}'",
            "  fanout copy --source production --target staging --table Orders --local --index ByCustomer \\",
            "              --partition-key customerId=C-17 --sort-key 'orderDate begins_with 2026-'",
            "",
            "With --local this process copies; without it an execution on AWS does (`fanout doctor` says what that needs).",
            "Kill it whenever you like: `fanout resume RUN` goes on where it was."
        })
final class CopyCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "ENV",
            description = "Environment to read from: a name in fanout.json, else an AWS profile.")
    private String source;

    @Option(names = "--target", required = true, paramLabel = "ENV", description = "Environment to write to.")
    private String target;

    @Option(
            names = "--table",
            required = true,
            paramLabel = "TABLE",
            description = "Name or ARN of the source table, for example Orders.")
    private String table;

    @Option(
            names = "--target-table",
            paramLabel = "TABLE",
            description = "Name or ARN of the target table (the source's name).")
    private @Nullable String targetTable;

    @Option(names = "--local", description = "Copy with this machine's own process, without anything deployed.")
    private boolean local;

    @Option(names = "--mode", paramLabel = "MODE", description = "overwrite (the only one in this version).")
    private @Nullable String mode;

    @Option(
            names = "--segments",
            paramLabel = "N",
            description = "Parts of the Scan, 1 to 10000 (by the table's size).")
    private @Nullable Integer segments;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Segments copied at a time, 1 to 1000 (by what the target takes, at most 16).")
    private @Nullable Integer workers;

    @Mixin
    private SelectionOptions selection;

    @Mixin
    private CeilingOptions ceilings;

    @Option(names = "--consistent-read", description = "Read strongly consistent: twice the read units.")
    private boolean consistentRead;

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = "Copy only items that match this FilterExpression; all are read and paid for.")
    private @Nullable String filter;

    @Option(
            names = "--filter-names",
            paramLabel = "JSON",
            description = "What #names in it stand for: '{\"#s\": \"status\"}'.")
    private @Nullable String filterNames;

    @Option(
            names = "--filter-values",
            paramLabel = "JSON",
            description = "What :values in it stand for, plain or DynamoDB JSON: '{\":n\": 17}'.")
    private @Nullable String filterValues;

    @Option(names = "--run-id", paramLabel = "ID", description = "Name of the run, 1 to 76 of 0-9A-Za-z-_.")
    private @Nullable String runId;

    @Option(names = "--dry-run", description = "Show the plan and stop.")
    private boolean dryRun;

    @Option(
            names = "--allow-concurrent",
            description = "On AWS: begin even while another run writes to the target table.")
    private boolean allowConcurrent;

    @Mixin
    private DetachOption detach;

    @Mixin
    private ConsentOptions consent;

    @Mixin
    private CommonOptions common;

    CopyCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunId> run = Optional.ofNullable(runId).map(RunId::new);
        Printer printer = common.printer(spec, world);
        CopyRequest request = (CopyRequest) Request.read(InputObject.of("the command", request()));
        if (!local) {
            return detach.withRuns(
                    world, printer, common.config(), runs -> runs.copy(request, run, consent.consent(world, printer)));
        }
        detach.refuseLocally();
        try (var runs = new Runs(world, printer, common.config())) {
            return runs.copy(request, run, consent.consent(world, printer));
        }
    }

    /** The options as the request that they stand for, so that both are read by the same rules. */
    private ObjectNode request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putObject("source").put("environment", source).put("table", table);
        ObjectNode to = request.putObject("target").put("environment", target);
        if (targetTable != null) {
            to.put("table", targetTable);
        }
        if (mode != null) {
            request.put("mode", mode);
        }
        if (segments != null) {
            request.put("segments", segments);
        }
        if (workers != null) {
            request.put("workers", workers);
        }
        selection.writeTo(request, world.directory());
        ceilings.writeTo(request);
        request.put("consistentRead", consistentRead).put("dryRun", dryRun).put("allowConcurrent", allowConcurrent);
        writeFilter(request);
        return request;
    }

    private void writeFilter(ObjectNode request) {
        if (filter == null) {
            if (filterNames != null || filterValues != null) {
                throw new BadInput("filter", "--filter-names and --filter-values need a --filter");
            }
            return;
        }
        ObjectNode object = request.putObject("filter").put("expression", filter);
        if (filterNames != null) {
            object.set("names", json("--filter-names", filterNames));
        }
        if (filterValues != null) {
            object.set("values", json("--filter-values", filterValues));
        }
    }

    private static JsonNode json(String option, String text) {
        return InputObject.parse(option, text).node();
    }
}
