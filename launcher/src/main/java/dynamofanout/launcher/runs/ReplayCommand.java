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
import dynamofanout.launcher.show.DifferenceReport;
import dynamofanout.request.ReplayRequest;
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

/** The command {@code fanout replay}: copies the refused items of a run again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Copies the items that were refused in a run again, once the cause is removed.",
            "It is a run of its own: it reads each key from the source again and writes what is there now."
        },
        footer = {
            "",
            "Examples:",
            "  fanout replay Orders-20261124-101500-4f2a",
            "  fanout replay Orders-20261124-101500-4f2a --yes --detach"
        })
public final class ReplayCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunArgument original;

    @Option(names = "--run-id", paramLabel = "ID", description = "Name of the new run.")
    private @Nullable String runId;

    @Mixin
    private CeilingOptions ceilings;

    @Mixin
    private DetachOption detach;

    @Mixin
    private ConsentOptions consent;

    @Mixin
    private CommonOptions common;

    public ReplayCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ceilings.writeTo(json);
        Optional<RunId> run = Optional.ofNullable(runId).map(RunId::new);
        Printer printer = common.printer(spec, world);
        try (var places = new RunPlaces(world, printer, common.config())) {
            Optional<RunPlaces.FoundSet> set = places.findSet(original.text());
            if (set.isPresent()) {
                json.put("replay", set.get().set().id().text());
                var request = (ReplayRequest) Request.read(InputObject.of("the command", json));
                return set.get()
                        .place()
                        .sets()
                        .replay(
                                request,
                                set.get().set(),
                                run,
                                consent.consent(world, printer),
                                detach.afterStart(DifferenceReport.NONE));
            }
            RunPlaces.Found found = places.find(original.text());
            json.put("replay", found.record().run().text());
            var request = (ReplayRequest) Request.read(InputObject.of("the command", json));
            return found.place()
                    .replay(
                            request,
                            found.record(),
                            run,
                            consent.consent(world, printer),
                            detach.afterStart(DifferenceReport.NONE));
        }
    }
}
