// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.KeyArguments;
import dynamofanout.launcher.console.OutputFormat;
import dynamofanout.launcher.console.PlaceArguments;
import dynamofanout.launcher.console.TableArgument;
import dynamofanout.launcher.console.TerminalWidth;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.Home;
import dynamofanout.launcher.home.HomeFunctions;
import dynamofanout.launcher.show.Columns;
import dynamofanout.launcher.show.Figures;
import dynamofanout.launcher.show.KeyColumns;
import dynamofanout.query.NotAnswered;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout query}: shows the items that have a key. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Shows the items that have a key of a table or of an index: as a table on a terminal, as JSON lines"
                        + " in a pipe.",
        footer = {
            "",
            "Examples:",
            "  fanout query production/Orders customerId=C-17",
            "  fanout query production/Orders customerId=C-17 'orderDate between 2026-01-01 2026-02-01' --newest-first",
            "  fanout query production/Orders --index ByStatus status=OPEN 'total >= 17' --select orderId,total --all",
            "  fanout query production/Orders customerId=C-17 customerId=C-18 --head",
            "  fanout query production/Orders customerId=C-17 --filter 'status = OPEN or size(lines) > 9' --count",
            "  fanout query production/Orders --index ByStatus status=OPEN --all --keys-only \\",
            "    | fanout copy --source production --target development --table Orders --local --keys-file - --yes",
            "",
            "`fanout describe production/Orders` shows which keys a table has."
        })
public final class QueryCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TableArgument table;

    @Parameters(
            index = "1..*",
            paramLabel = "CONDITION",
            description = "A condition on a key attribute: customerId=C-17, 'orderDate begins_with 2026-' (=, <, <=,"
                    + " >, >=, between, begins_with).")
    private List<String> conditions = new ArrayList<>();

    @Mixin
    private QueryOptions options;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--remote",
            description = "Let the deployed query function read the items, with its credentials instead of yours.")
    private boolean remote;

    @Mixin
    private CommonOptions common;

    public QueryCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        int most = options.most();
        Configuration configuration = world.configuration(common.config());
        PlaceArguments asked = table.with(conditions, spec.commandLine(), world.environments(configuration));
        if (asked.rest().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "CONDITION must be given");
        }
        KeyArguments keys = KeyArguments.parse(asked.rest());
        try {
            if (remote) {
                try (Home home = Home.of(world, configuration).orElseThrow(QueryCommand::noHome)) {
                    HomeFunctions functions = home.functions();
                    show(
                            request -> answered(functions.query(asked.environment(), (ObjectNode) request)),
                            requests(asked, keys),
                            keys.attributes(),
                            most);
                }
            } else {
                try (var door = new LocalQueries(world, configuration)) {
                    List<String> first = isInColumns()
                            ? KeyColumns.of(
                                    door.describe(asked.environment(), asked.table()),
                                    options.items().index())
                            : List.of();
                    show(request -> door.ask((ObjectNode) request), requests(asked, keys), first, most);
                }
            }
            return 0;
        } catch (BadInput bad) {
            throw QueryWords.ofTheCommand(bad);
        }
    }

    private boolean isInColumns() {
        OutputFormat chosen = chosenFormat();
        return chosen == OutputFormat.TABLE || chosen == OutputFormat.CSV;
    }

    /** @param first attributes whose columns come first */
    private void show(UnaryOperator<JsonNode> ask, List<ObjectNode> requests, List<String> first, int most) {
        PrintWriter err = spec.commandLine().getErr();
        var run = new QueryPages(
                ask, requests, chosenFormat(), spec.commandLine().getOut(), err, TerminalWidth.of(world));
        Optional<String> unique = options.unique();
        if (options.isCount() && unique.isEmpty()) {
            run.count();
        } else if (unique.isPresent()) {
            run.unique(unique.get());
        } else if (run.items(most, new Columns(options.items().select(), first)).isMore()) {
            err.println("fanout: these are the first " + Figures.whole(most)
                    + "; there are more: --all shows them, --limit N the first N");
            err.flush();
        }
    }

    private List<ObjectNode> requests(PlaceArguments asked, KeyArguments keys) {
        List<ObjectNode> requests = new ArrayList<>();
        for (ObjectNode key : keys.keys()) {
            ObjectNode request = options.request(asked, chosenFormat());
            request.setAll(key);
            requests.add(request);
        }
        return requests;
    }

    private OutputFormat chosenFormat() {
        return format.chosen(common, world, OutputFormat.TABLE);
    }

    private static JsonNode answered(JsonNode answer) {
        if (answer.has("error")) {
            throw LocalQueries.failure(NotAnswered.read(answer));
        }
        return answer;
    }

    private static BadInput noHome() {
        return new BadInput(
                "home", "--remote needs the field \"home\" in fanout.json: it says where the query function is");
    }
}
