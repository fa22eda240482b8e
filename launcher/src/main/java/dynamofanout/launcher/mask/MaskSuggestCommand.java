// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.mask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.PlaceArguments;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.TableArgument;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.AlignedRows;
import dynamofanout.launcher.show.Figures;
import dynamofanout.mask.MaskSuggestion;
import dynamofanout.plan.TableSampler;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout mask suggest}: drafts a mask file from a sample of a table. */
@Command(
        name = "suggest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Drafts a mask file from a sample of a table. It proposes a rule for each attribute, by the"
                + " attribute's name and the form of its values. The draft holds no values. Check every line"
                + " before you use it.",
        footer = {"", "Example:", "  fanout mask suggest production/Orders > masks/development.json"})
final class MaskSuggestCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TableArgument table;

    @Parameters(index = "1", arity = "0..1", hidden = true)
    private @Nullable String name;

    @Mixin
    private CommonOptions common;

    MaskSuggestCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Printer printer = common.printer(spec, world);
        var configuration = world.configuration(common.config());
        PlaceArguments asked = table.with(
                Optional.ofNullable(name).stream().toList(), spec.commandLine(), world.environments(configuration));
        TableSampler.SampledItems seen = SampledTable.of(world, configuration, asked.environment(), asked.table());
        MaskSuggestion draft =
                MaskSuggestion.of(seen.table(), seen.description().key(), seen.items());
        PrintWriter err = spec.commandLine().getErr();
        err.println(rows(draft).text());
        err.println(
                "By a sample of " + Figures.count(seen.items().size(), "item", "items") + " of table " + seen.table()
                        + ". Look at every rule; attributes that the sample lacks are refused until they have one.");
        err.flush();
        if (!printer.isJson()) {
            printer.line(draft.json().toPrettyString());
        }
        printer.json(json(draft, seen.items().size()));
        return 0;
    }

    private static AlignedRows rows(MaskSuggestion draft) {
        boolean hasEntities =
                draft.findings().stream().anyMatch(finding -> !finding.entity().isEmpty());
        List<String> header = List.of("path", "types", "share", "rule", "why");
        var rows = new AlignedRows(hasEntities ? joined("items with", header) : header);
        draft.findings().forEach(finding -> {
            List<String> row = List.of(
                    finding.path(), finding.types(), Figures.share(finding.share()), finding.rule(), finding.why());
            rows.add(hasEntities ? joined(finding.entity(), row) : row);
        });
        return rows;
    }

    private static List<String> joined(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private static ObjectNode json(MaskSuggestion draft, int sampled) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("sampled", sampled);
        ArrayNode findings = json.putArray("findings");
        draft.findings().forEach(finding -> findings.addObject()
                .put("items", finding.entity())
                .put("path", finding.path())
                .put("types", finding.types())
                .put("share", finding.share())
                .put("rule", finding.rule())
                .put("why", finding.why()));
        json.set("draft", draft.json());
        return json;
    }
}
