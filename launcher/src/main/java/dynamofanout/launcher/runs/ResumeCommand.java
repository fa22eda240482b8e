// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.RequestField;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.DifferenceReport;
import dynamofanout.request.Request;
import dynamofanout.request.ResumeRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code fanout resume}: continues a run or a set that did not end complete. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Continues a run that was killed, stopped or failed, from its last saved checkpoints. For a set it"
                        + " continues every table that is not complete.",
        footer = {
            "",
            "Examples:",
            "  fanout resume Orders-20261124-101500-4f2a --write-units 2000",
            "  fanout resume Orders-20261124-101500-4f2a --detach"
        })
public final class ResumeCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunArgument run;

    @Mixin
    private CeilingOptions ceilings;

    @RequestField("maxDeletes")
    @Option(
            names = "--max-deletes",
            paramLabel = "N",
            description = "For a mirror that found more items to delete than it was allowed to: delete up to N items.")
    private @Nullable Integer maxDeletes;

    @Mixin
    private DifferenceOptions differences;

    @Mixin
    private DetachOption detach;

    @Mixin
    private CommonOptions common;

    public ResumeCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ceilings.writeTo(json);
        if (maxDeletes != null) {
            json.put("maxDeletes", maxDeletes);
        }
        DifferenceReport report = differences.report(world, common.config());
        Printer printer = common.printer(spec, world);
        try (var places = new RunPlaces(world, printer, common.config())) {
            Optional<RunPlaces.FoundSet> set = places.findSet(run.text());
            if (set.isPresent()) {
                json.put("resume", set.get().set().id().text());
                var request = (ResumeRequest) Request.read(InputObject.of("the command", json));
                return set.get().place().sets().resume(request, set.get().set(), detach.afterStart(report));
            }
            RunPlaces.Found found = places.find(run.text());
            json.put("resume", found.record().run().text());
            var request = (ResumeRequest) Request.read(InputObject.of("the command", json));
            report.requireComparison(found.record().phases().mode());
            return found.place().resume(request, found.record(), detach.afterStart(report));
        }
    }
}
