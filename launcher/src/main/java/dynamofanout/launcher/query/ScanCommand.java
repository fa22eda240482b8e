// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.OutputFormat;
import dynamofanout.launcher.console.PlaceArguments;
import dynamofanout.launcher.console.TableArgument;
import dynamofanout.launcher.console.TerminalWidth;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.query.QueryPages.Shown;
import dynamofanout.launcher.show.Columns;
import dynamofanout.launcher.show.Figures;
import dynamofanout.launcher.show.KeyColumns;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout scan}: shows items of a table without a key. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Shows items of a table when you know no key: the first 20 that a read of at most 1 MB finds."
                + " --limit and --all read further. DynamoDB charges for everything that is read.",
        footer = {
            "",
            "Examples:",
            "  fanout scan production/Orders",
            "  fanout scan production/Orders --filter 'status = OPEN and not exists paidAt' --limit 5",
            "  fanout scan production/Orders --all --select customerId,total --format csv",
            "  fanout scan production/Orders --index ByStatus --format dynamodb"
        })
public final class ScanCommand implements Callable<Integer> {
    private static final int USUAL = 20;

    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TableArgument table;

    @Parameters(index = "1..*", hidden = true)
    private List<String> more = new ArrayList<>();

    @Mixin
    private ItemOptions items;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    public ScanCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        var configuration = world.configuration(common.config());
        PlaceArguments asked = table.with(more, spec.commandLine(), world.environments(configuration));
        if (!asked.rest().isEmpty()) {
            throw new BadInput("unexpected argument: " + asked.rest().get(0)
                    + " (`fanout query` takes conditions on keys, --filter others)");
        }
        boolean isBounded = items.most().isEmpty();
        OutputFormat chosen = format.chosen(common, world, OutputFormat.TABLE);
        ObjectNode request = items.request(asked, chosen);
        PrintWriter err = spec.commandLine().getErr();
        try (var door = new LocalQueries(world, configuration)) {
            List<String> first = KeyColumns.of(door.describe(asked.environment(), asked.table()), items.index());
            var run = new QueryPages(
                    page -> door.scan((ObjectNode) page, isBounded ? 1 : Integer.MAX_VALUE),
                    List.of(request),
                    chosen,
                    spec.commandLine().getOut(),
                    err,
                    TerminalWidth.of(world));
            say(
                    err,
                    run.items(
                            items.most().orElse(USUAL),
                            isBounded ? 1 : Integer.MAX_VALUE,
                            new Columns(items.select(), first)),
                    chosen);
            return 0;
        } catch (BadInput bad) {
            throw QueryWords.ofTheCommand(bad);
        }
    }

    /** The table has said the number already. */
    private static void say(PrintWriter err, Shown shown, OutputFormat format) {
        if (format != OutputFormat.TABLE) {
            err.println(
                    "fanout: " + Figures.count(shown.count(), "item", "items") + ", " + shown.units() + " read units");
        }
        if (shown.isMore()) {
            err.println("fanout: there may be more: --limit N shows the first N, --all shows all");
        }
        err.flush();
    }
}
