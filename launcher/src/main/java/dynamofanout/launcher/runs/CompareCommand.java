// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.ConsentOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.query.LocalQueries;
import dynamofanout.launcher.show.DifferenceReport;
import dynamofanout.request.Mode;
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

/** The command {@code fanout compare}: compares two tables and writes nothing. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Compares two tables and writes nothing. Counts the items that are missing in the target, different,"
                        + " or only in the target. Asks first only if that costs a dollar or more.",
        footer = {
            "",
            "Examples:",
            "  fanout compare production/Orders development/OrdersCopy",
            "  fanout compare production/Orders development --local --yes --show 20",
            "  fanout compare production/Orders development --local --yes --output differences.jsonl",
            "",
            "Exit code 3 when the tables differ."
        })
public final class CompareCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions tables;

    @Option(
            names = "--local",
            description = "Compare in this process, on this machine, even if fanout.json has a home. Without a home it"
                    + " always does.")
    private boolean local;

    @Mixin
    private SelectionOptions selection;

    @Mixin
    private CeilingOptions ceilings;

    @Mixin
    private DifferenceOptions differences;

    @Option(names = "--run-id", paramLabel = "ID", description = "Name of the run: 1 to 76 letters, digits, - or _.")
    private @Nullable String runId;

    @Option(names = "--dry-run", description = "Show the plan and stop.")
    private boolean dryRun;

    @Mixin
    private MaskOption mask;

    @Mixin
    private DetachOption detach;

    @Mixin
    private ConsentOptions consent;

    @Mixin
    private CommonOptions common;

    public CompareCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunId> run = Optional.ofNullable(runId).map(RunId::new);
        Printer printer = common.printer(spec, world);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("mode", Mode.COMPARE.word());
        tables.writeTo(json, () -> world.environments(world.configuration(common.config())));
        selection.writeTo(json, world.directory(), () -> LocalQueries.source(world, common.config(), json));
        ceilings.writeTo(json);
        json.put("dryRun", dryRun);
        Request request = Request.read(InputObject.of("the command", json));
        DifferenceReport report = differences.report(world, common.config());
        try (var places = new RunPlaces(world, printer, common.config())) {
            return places.of(local, mask)
                    .copy(request, run, consent.consent(world, printer), detach.afterStart(report));
        }
    }
}
