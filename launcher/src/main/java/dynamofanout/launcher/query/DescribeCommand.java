package dynamofanout.launcher.query;

import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.TableText;
import dynamofanout.table.TableDescription;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fanout describe}. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows keys, indexes, sizes and billing of a table, and an example query for each index.",
        footer = {"", "Example:", "  fanout describe production Orders"})
public final class DescribeCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "ENV",
            description = "Environment: a name in fanout.json, else an AWS profile.")
    private String environment;

    @Parameters(index = "1", paramLabel = "TABLE", description = "Name or ARN of the table.")
    private String table;

    @Mixin
    private CommonOptions common;

    public DescribeCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Printer printer = common.printer(spec, world);
        try (var door = new LocalQueries(world, world.configuration(common.config()))) {
            TableDescription described = door.describe(environment, table);
            printer.line(TableText.of(environment, table, described));
            printer.json(TableText.json(environment, described));
            return 0;
        }
    }
}
