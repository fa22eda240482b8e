// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.item.Slice;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.PlaceArguments;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.TableArgument;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.local.LocalMasks;
import dynamofanout.mask.MaskFile;
import dynamofanout.mask.MaskOutcome;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.mask.MaskOutcome.Refused;
import dynamofanout.mask.Masker;
import dynamofanout.plan.TableSampler;
import dynamofanout.query.Format;
import dynamofanout.query.ItemText;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout mask preview}: shows items of a table as a mask would change them. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows items of a table as a mask would change them. Writes nothing.",
        footer = {
            "",
            "Examples:",
            "  fanout mask preview production/Orders --mask masks/development.json",
            "  fanout mask preview production/Orders --mask masks/development.json --limit 20 --show-original"
        })
final class MaskPreviewCommand implements Callable<Integer> {
    private static final int MOST = 1_000;

    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TableArgument table;

    @Parameters(index = "1", arity = "0..1", hidden = true)
    private @Nullable String name;

    @Option(names = "--mask", required = true, paramLabel = "FILE", description = "The mask file.")
    private String file;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many items to show, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--show-original",
            description = "Show the original above each masked item. Its values are in clear.")
    private boolean showOriginal;

    @Mixin
    private CommonOptions common;

    MaskPreviewCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new BadInput("limit", "--limit must be a whole number from 1 to " + MOST + ", got: " + limit);
        }
        Printer printer = common.printer(spec, world);
        Configuration configuration = world.configuration(common.config());
        var environments = world.environments(configuration);
        PlaceArguments asked =
                table.with(Optional.ofNullable(name).stream().toList(), spec.commandLine(), environments);
        var masks = new LocalMasks(world, configuration, environments);
        MaskFile mask = masks.ofUser().read(file);
        TableSampler.SampledItems seen = SampledTable.of(world, configuration, asked.environment(), asked.table());
        Masker masker = Masker.of(
                mask.table(seen.table()),
                masks.secrets().read(mask.secret()),
                seen.description().key());
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        seen.items().stream().limit(limit).forEach(item -> items.add(show(printer, item, masker.mask(item))));
        if (items.isEmpty()) {
            printer.line("The table has no items.");
        }
        printer.json(JsonNodeFactory.instance.objectNode().set("items", items));
        return 0;
    }

    private ObjectNode show(Printer printer, Slice clear, MaskOutcome outcome) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        if (showOriginal) {
            JsonNode original = plain(clear);
            printer.line("- " + original);
            row.set("original", original);
        }
        String sign = showOriginal ? "+ " : "";
        if (outcome instanceof Masked masked) {
            JsonNode item = plain(masked.item());
            printer.line(sign + item);
            row.set("item", item);
        } else if (outcome instanceof Refused refused) {
            printer.line(sign + "refused: " + refused.reason());
            row.put("refused", refused.reason());
        } else {
            printer.line(sign + "left out: it fits none of the mask's items");
            row.put("leftOut", true);
        }
        return row;
    }

    private static JsonNode plain(Slice item) {
        return ItemText.tree("{\"M\":" + item.text() + "}", Format.PLAIN);
    }
}
