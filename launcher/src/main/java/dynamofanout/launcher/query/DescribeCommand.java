// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import dynamofanout.definition.DefinitionLanguage;
import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.PlaceArguments;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.TableArgument;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.TableText;
import dynamofanout.query.TableDetails;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout describe}: shows keys, indexes, sizes and settings of a table. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Shows a table's keys, indexes, sizes, billing and settings, and an example query for each index.",
        footer = {
            "",
            "Examples:",
            "  fanout describe production/Orders",
            "  fanout describe production/Orders --as terraform > orders.tf",
            "  fanout describe production/Orders --as cloudformation",
            "  fanout describe production/Orders --as cli"
        })
public final class DescribeCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TableArgument table;

    @Parameters(index = "1", arity = "0..1", hidden = true)
    private @Nullable String name;

    @Option(
            names = "--as",
            paramLabel = "LANGUAGE",
            description =
                    "Print the definition for another tool instead: cloudformation, terraform or cli (commands of the"
                            + " AWS CLI).")
    private @Nullable String language;

    @Mixin
    private CommonOptions common;

    public DescribeCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Printer printer = common.printer(spec, world);
        var configuration = world.configuration(common.config());
        PlaceArguments asked = table.with(
                Optional.ofNullable(name).stream().toList(), spec.commandLine(), world.environments(configuration));
        if (language != null) {
            return definition(configuration, asked, language(language));
        }
        try (var door = new LocalQueries(world, configuration)) {
            TableDetails described = door.details(asked.environment(), asked.table());
            printer.line(TableText.of(asked.environment(), asked.table(), described));
            printer.json(TableText.json(asked.environment(), described));
            return 0;
        }
    }

    private int definition(Configuration configuration, PlaceArguments asked, DefinitionLanguage chosen) {
        var read = DefinedTable.read(world, configuration, asked.environment(), asked.table());
        spec.commandLine().getOut().println(chosen.text(read.definition()));
        read.unknown().forEach(what -> spec.commandLine().getErr().println("fanout: not known, and left out: " + what));
        return 0;
    }

    private DefinitionLanguage language(String word) {
        if (common.isJson()) {
            throw new BadInput("--as", "--as must not be given with --json: it prints text for another tool");
        }
        return DefinitionLanguage.of(word)
                .orElseThrow(() -> new BadInput(
                        "--as", "--as must be one of cloudformation, terraform, cli, got: \"" + word + "\""));
    }
}
