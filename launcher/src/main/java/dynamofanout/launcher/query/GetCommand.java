// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.item.KeySchema;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.KeyArguments;
import dynamofanout.launcher.console.OutputFormat;
import dynamofanout.launcher.console.PlaceArguments;
import dynamofanout.launcher.console.TableArgument;
import dynamofanout.launcher.console.TerminalWidth;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.Columns;
import dynamofanout.launcher.show.ItemPrinter;
import dynamofanout.launcher.show.KeyColumns;
import dynamofanout.table.TableDescription;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout get}: shows the item that has a key. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Shows the item with this key. Exit code 1 if there is none.",
        footer = {
            "",
            "Examples:",
            "  fanout get production/Orders customerId=C-17 orderDate=2026-01-01",
            "  fanout get production/Orders customerId=C-17 orderDate=2026-01-01 --format dynamodb"
        })
public final class GetCommand implements Callable<Integer> {
    private static final int NONE = 1;

    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TableArgument table;

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "A value for each attribute of the table's key.")
    private List<String> more = new ArrayList<>();

    @Option(
            names = "--select",
            paramLabel = "PATHS",
            split = ",",
            description = "Show only these attributes: --select orderDate,address.city.")
    private List<String> select = new ArrayList<>();

    @Option(
            names = "--consistent-read",
            description = "Use a strongly consistent read, which costs twice the read units.")
    private boolean consistentRead;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    public GetCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        var configuration = world.configuration(common.config());
        PlaceArguments asked = table.with(more, spec.commandLine(), world.environments(configuration));
        if (asked.rest().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "KEY=VALUE must be given");
        }
        KeyArguments keys = KeyArguments.parse(asked.rest());
        OutputFormat chosen = format.chosen(common, world, OutputFormat.JSON);
        try (var door = new LocalQueries(world, configuration)) {
            TableDescription known = door.describe(asked.environment(), asked.table());
            JsonNode answer = door.ask(request(asked, key(keys, known), chosen));
            if (answer.path("items").isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("fanout: table " + known.name() + " in " + asked.environment()
                                + " has no item with this key");
                return NONE;
            }
            print(answer, chosen, new Columns(select, KeyColumns.of(known, Optional.empty())));
            return 0;
        } catch (BadInput bad) {
            throw QueryWords.ofTheCommand(bad);
        }
    }

    private void print(JsonNode answer, OutputFormat chosen, Columns columns) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode item = answer.path("items").get(0);
        if (chosen == OutputFormat.JSON) {
            out.println(common.isJson() ? item.toString() : item.toPrettyString());
            out.flush();
            return;
        }
        try (ItemPrinter printer =
                ItemPrinter.of(chosen, out, spec.commandLine().getErr(), columns, TerminalWidth.of(world))) {
            printer.page(List.of(item));
            printer.end(1, answer.path("units").asDouble());
        }
    }

    private ObjectNode request(PlaceArguments asked, ObjectNode key, OutputFormat chosen) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("environment", asked.environment())
                .put("table", asked.table());
        request.setAll(key);
        if (!select.isEmpty()) {
            select.forEach(request.putArray("select")::add);
        }
        if (consistentRead) {
            request.put("consistentRead", true);
        }
        if (chosen == OutputFormat.DYNAMODB) {
            request.put("format", "dynamodb");
        }
        return request;
    }

    /** The key, if every attribute of it has one value. */
    private static ObjectNode key(KeyArguments given, TableDescription table) {
        List<ObjectNode> keys = given.keys();
        KeySchema schema = table.key();
        boolean isWhole = keys.size() == 1
                && !keys.get(0).has("sortKey")
                && schema.attributes().stream()
                        .allMatch(attribute -> keys.get(0).path("partitionKey").has(attribute.name()));
        if (!isWhole) {
            throw new BadInput("the key must have one value, by =, for each of " + schema + ", got: "
                    + String.join(", ", given.attributes()) + " (`fanout query` looks at the items of a partition)");
        }
        return keys.get(0);
    }
}
