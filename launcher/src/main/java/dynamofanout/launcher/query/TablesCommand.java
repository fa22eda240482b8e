// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.TablePlace;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.AlignedRows;
import dynamofanout.launcher.show.Figures;
import dynamofanout.launcher.show.TableText;
import dynamofanout.query.TableLook;
import dynamofanout.table.TableDescription;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout tables}: lists the tables of an environment. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Lists the tables of an environment: items and size (up to six hours old), billing, status.",
        footer = {"", "Examples:", "  fanout tables production", "  fanout tables production 'App-*'"})
public final class TablesCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "ENV",
            description = "Environment: a name in fanout.json (whose tables are listed), else an AWS profile.")
    private String place;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "Show only tables with such names: 'App-*'. ENV/PATTERN is the same.")
    private @Nullable String pattern;

    @Mixin
    private CommonOptions common;

    public TablesCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        var configuration = world.configuration(common.config());
        var environments = world.environments(configuration);
        TablePlace asked = TablePlace.parse(place, environments::isKnown);
        environments.requireKnown(asked.environment());
        Optional<String> wanted = asked.table().or(() -> Optional.ofNullable(pattern));
        Printer printer = common.printer(spec, world);
        try (var door = new LocalQueries(world, configuration)) {
            List<TableLook> tables = door.tables(asked.environment(), wanted);
            printer.line(
                    tables.isEmpty()
                            ? "No table" + wanted.map(name -> " like " + name).orElse("") + " in " + asked.environment()
                                    + "."
                            : text(tables));
            printer.json(json(asked.environment(), tables));
            return 0;
        }
    }

    private static String text(List<TableLook> tables) {
        var rows = new AlignedRows(List.of("table", "items", "size", "billing", "status"));
        for (TableLook table : tables) {
            rows.add(table.description()
                    .map(found -> List.of(
                            table.name(),
                            Figures.whole(found.items()),
                            Figures.bytes(found.sizeBytes()),
                            TableText.billing(found.throughput()),
                            found.status()))
                    .orElseGet(() -> List.of(table.name(), "", "", "", table.why())));
        }
        return rows.text();
    }

    private static ObjectNode json(String environment, List<TableLook> tables) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("environment", environment);
        var list = json.putArray("tables");
        for (TableLook table : tables) {
            ObjectNode one = list.addObject().put("table", table.name());
            table.description().ifPresent(found -> describe(one, found));
            if (table.description().isEmpty()) {
                one.put("error", table.why());
            }
        }
        return json;
    }

    private static void describe(ObjectNode one, TableDescription found) {
        one.put("items", found.items())
                .put("sizeBytes", found.sizeBytes())
                .put("billing", TableText.billing(found.throughput()))
                .put("status", found.status());
    }
}
