package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.ConsentOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.RequestField;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.AfterStart;
import dynamofanout.launcher.query.LocalQueries;
import dynamofanout.launcher.show.DifferenceReport;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
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
            "  fanout copy production/Orders development --dry-run",
            "  fanout copy production/Orders development --read-units 500 --write-units 1000",
            "  fanout copy production/Orders development --detach",
            "  fanout copy --source production --target development --table Orders --local --mode mirror --backup always",
            "  fanout copy production/Orders staging/OrdersCopy --local \\",
            "              --filter '#s = :open' --filter-names '{\"#s\": \"status\"}' --filter-values '{\":open\": \"OPEN\"}'",
            "  fanout copy production/Orders staging --index ByCustomer \\",
            "              --partition-key customerId=C-17 --sort-key 'orderDate begins_with 2026-'",
            "",
            "Where fanout.json has a home, an execution on AWS copies (`fanout doctor` says what that needs), unless --local is",
            "given. Without a home this process copies.",
            "Kill it whenever you like: `fanout resume RUN` goes on where it was."
        })
public final class CopyCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions tables;

    @Option(
            names = "--local",
            description =
                    "Copy with this machine's own process even though fanout.json has a home; without one it is always so.")
    private boolean local;

    @RequestField("mode")
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "overwrite (every item, the default); missing (items whose key the target lacks); changed"
                    + " (missing and different items); mirror (the same, and deletes what only the target has).")
    private @Nullable String mode;

    @Mixin
    private SelectionOptions selection;

    @Mixin
    private CeilingOptions ceilings;

    @Option(names = "--run-id", paramLabel = "ID", description = "Name of the run, 1 to 76 of 0-9A-Za-z-_.")
    private @Nullable String runId;

    @Option(names = "--dry-run", description = "Show the plan and stop.")
    private boolean dryRun;

    @RequestField("allowConcurrent")
    @Option(
            names = "--allow-concurrent",
            description = "On AWS: begin even while another run writes to the target table.")
    private boolean allowConcurrent;

    @Mixin
    private DetachOption detach;

    @Mixin
    private CheckOptions checks;

    @Mixin
    private MaskOption mask;

    @Option(
            names = "--keep-clear-items",
            description = "With a mask that changes keys: copy although the target has items in clear; they stay.")
    private boolean keepClearItems;

    @Mixin
    private ConsentOptions consent;

    @Mixin
    private CommonOptions common;

    public CopyCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunId> run = Optional.ofNullable(runId).map(RunId::new);
        Printer printer = common.printer(spec, world);
        Request request = Request.read(InputObject.of("the command", request()));
        AfterStart after = detach.afterStart(DifferenceReport.NONE);
        try (var places = new RunPlaces(world, printer, common.config())) {
            return places.of(local, mask).copy(request, run, consent.consent(world, printer), after);
        }
    }

    /** The options as the request that they stand for, so that both are read by the same rules. */
    private ObjectNode request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        tables.writeTo(request, () -> world.environments(world.configuration(common.config())));
        if (mode != null) {
            request.put("mode", mode);
        }
        selection.writeTo(request, world.directory(), () -> LocalQueries.source(world, common.config(), request));
        ceilings.writeTo(request);
        checks.writeTo(request);
        request.put("keepClearItems", keepClearItems);
        return request.put("dryRun", dryRun).put("allowConcurrent", allowConcurrent);
    }
}
