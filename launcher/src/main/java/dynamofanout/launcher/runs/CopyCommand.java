// SPDX-License-Identifier: Apache-2.0
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

/** The command {@code fanout copy}: copies a table or a set of tables. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Copies a table. Shows the plan and its price, asks, copies, and accounts for every item.",
        footer = {
            "",
            "Examples:",
            "  fanout copy production/Orders development --dry-run",
            "  fanout copy production/Orders development --read-units 500 --write-units 1000",
            "  fanout copy production/Orders development --detach",
            "  fanout copy production/Orders development --local --mode mirror --backup always",
            "  fanout copy production/Orders staging/OrdersCopy --local --filter 'status = OPEN'",
            "  fanout copy production/Orders staging --index ByCustomer \\",
            "              --partition-key customerId=C-17 \\",
            "              --sort-key 'orderDate begins_with 2026-'",
            "",
            "If fanout.json has a home, the copy runs on AWS (`fanout doctor` says what that needs). Without a home,"
                    + " or with --local, it runs in this process.",
            "You can kill it at any time: `fanout resume RUN` continues from its last save."
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
                    "Copy in this process, on this machine, even if fanout.json has a home. Without a home it always"
                            + " does.")
    private boolean local;

    @RequestField("mode")
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "overwrite (writes every item, the default), missing (only items whose key the target"
                    + " lacks), changed (missing and different items) or mirror (as changed, and deletes items that"
                    + " only the target has).")
    private @Nullable String mode;

    @Mixin
    private SelectionOptions selection;

    @Mixin
    private CeilingOptions ceilings;

    @Option(names = "--run-id", paramLabel = "ID", description = "Name of the run: 1 to 76 letters, digits, - or _.")
    private @Nullable String runId;

    @Option(names = "--dry-run", description = "Show the plan and stop.")
    private boolean dryRun;

    @RequestField("allowConcurrent")
    @Option(
            names = "--allow-concurrent",
            description = "On AWS: start even if another run is writing to the target table.")
    private boolean allowConcurrent;

    @Mixin
    private DetachOption detach;

    @Mixin
    private CheckOptions checks;

    @Mixin
    private MaskOption mask;

    @Option(
            names = "--keep-clear-items",
            description = "With a mask that changes keys: copy even if the target holds unmasked items. They stay"
                    + " there.")
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

    /** Turns the options into the JSON request that they stand for, so that both are checked by the same rules. */
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
