// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.mask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.TablePlace;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.mask.MaskCheck;
import dynamofanout.mask.MaskFile;
import dynamofanout.mask.Secret;
import dynamofanout.masking.MaskFiles;
import dynamofanout.plan.TableSampler;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout mask check}: checks a mask file, alone or against a sample of a table. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Checks a mask file. With a table it also takes a sample and says which attributes have no rule,"
                + " which items would be refused, and which rules match nothing. Needs no secret.",
        footer = {
            "",
            "Examples:",
            "  fanout mask check masks/development.json",
            "  fanout mask check masks/development.json production/Orders",
            "",
            "Exit code 2 if the file cannot be used, 3 if the sample shows a problem."
        })
final class MaskCheckCommand implements Callable<Integer> {
    private static final int FOUND = 3;

    private final World world;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The mask file.")
    private String file;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ENV/TABLE", description = "A table to check it against.")
    private @Nullable String place;

    @Mixin
    private CommonOptions common;

    MaskCheckCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Printer printer = common.printer(spec, world);
        var files = new MaskFiles(world.directory());
        List<BadInput> mistakes = files.mistakes(file);
        if (!mistakes.isEmpty()) {
            return tell(printer, mistakes.stream().map(BadInput::sentence).toList(), 2);
        }
        if (place == null) {
            printer.line(file + " can be used.");
            return tell(printer, List.of(), 0);
        }
        List<String> findings = findings(files.read(file), place);
        if (findings.isEmpty()) {
            printer.line("Every item of the sample has a rule for all that it holds.");
        }
        return tell(printer, findings, findings.isEmpty() ? 0 : FOUND);
    }

    private List<String> findings(MaskFile mask, String text) {
        Configuration configuration = world.configuration(common.config());
        TablePlace parsed = TablePlace.parse(text, world.environments(configuration)::isKnown);
        String table = parsed.table()
                .orElseThrow(() ->
                        new BadInput("table", "ENV/TABLE must name a table, such as production/Orders, got: " + text));
        TableSampler.SampledItems seen = SampledTable.of(world, configuration, parsed.environment(), table);
        return new MaskCheck(mask.table(seen.table()), seen.description().key(), SampledTable.indexes(seen))
                .findings(seen.items(), Secret.forChecks());
    }

    private static int tell(Printer printer, List<String> sentences, int exit) {
        sentences.forEach(printer::line);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode findings = json.putArray("findings");
        sentences.forEach(findings::add);
        printer.json(json);
        return exit;
    }
}
