package dynamofanout.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.KeyArguments;
import dynamofanout.launcher.console.OutputFormat;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.Home;
import dynamofanout.launcher.home.HomeFunctions;
import dynamofanout.launcher.show.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fanout query}. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Shows the items of a key: of a table, or of an index. A table on a terminal, JSON lines in a pipe.",
        footer = {
            "",
            "Examples:",
            "  fanout query production Orders customerId=C-17",
            "  fanout query production Orders customerId=C-17 'orderDate between 2026-01-01 2026-02-01' --newest-first",
            "  fanout query production Orders --index ByStatus status=OPEN 'total >= 17' --select orderId,total --all",
            "  fanout query production Orders customerId=C-17 customerId=C-18 --head",
            "  fanout query production Orders customerId=C-17 --filter 'status = OPEN' --count",
            "",
            "`fanout describe production Orders` says which keys there are."
        })
public final class QueryCommand implements Callable<Integer> {
    /** What messages for a request call its fields, and what the command does. */
    private static final Map<String, String> WORDS = Map.of(
            "partitionKey must have", "the conditions must have",
            "partitionKey.", "",
            "sortKey.", "",
            "consistentRead must", "--consistent-read must",
            "filter must", "--filter must",
            "select must", "--select must",
            "unique must", "--unique must",
            "only one of head, count and unique", "only one of --head, --count and --unique");

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

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "CONDITION",
            description = "customerId=C-17, 'orderDate begins_with 2026-' (=, <, <=, >, >=, between, begins_with).")
    private List<String> conditions = new ArrayList<>();

    @Mixin
    private QueryOptions options;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}; dynamodb is JSON lines with each value's type, which loses nothing.")
    private @Nullable OutputFormat format;

    @Option(
            names = "--remote",
            description = "Let the deployed query function ask, with its credentials instead of yours.")
    private boolean remote;

    @Mixin
    private CommonOptions common;

    public QueryCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        KeyArguments keys = KeyArguments.parse(conditions);
        int most = options.most();
        List<ObjectNode> requests = requests(keys);
        Configuration configuration = world.configuration(common.config());
        try {
            if (remote) {
                try (Home home = Home.of(world, configuration).orElseThrow(QueryCommand::noHome)) {
                    HomeFunctions functions = home.functions();
                    show(request -> answered(functions.query(environment, (ObjectNode) request)), requests, keys, most);
                }
            } else {
                try (var door = new LocalQueries(world, configuration)) {
                    show(request -> door.ask((ObjectNode) request), requests, keys, most);
                }
            }
            return 0;
        } catch (BadInput bad) {
            throw new BadInput(bad.field().orElse(""), inWordsOfTheCommand(bad.sentence()));
        }
    }

    private void show(UnaryOperator<JsonNode> ask, List<ObjectNode> requests, KeyArguments keys, int most) {
        var run = new QueryPages(
                ask,
                requests,
                chosenFormat(),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        Optional<String> unique = options.unique();
        if (options.isCount() && unique.isEmpty()) {
            run.count();
        } else if (unique.isPresent()) {
            run.unique(unique.get());
        } else {
            run.items(most, new Columns(options.select(), keys.attributes()));
        }
    }

    private List<ObjectNode> requests(KeyArguments keys) {
        List<ObjectNode> requests = new ArrayList<>();
        for (ObjectNode key : keys.keys()) {
            ObjectNode request = options.request(environment, table);
            request.setAll(key);
            if (chosenFormat() == OutputFormat.DYNAMODB) {
                request.put("format", "dynamodb");
            }
            requests.add(request);
        }
        return requests;
    }

    private OutputFormat chosenFormat() {
        if (common.isJson()) {
            return OutputFormat.JSON;
        }
        return Optional.ofNullable(format).orElse(world.isTerminal() ? OutputFormat.TABLE : OutputFormat.JSONL);
    }

    private static JsonNode answered(JsonNode answer) {
        if (answer.has("error")) {
            throw LocalQueries.failure(answer);
        }
        return answer;
    }

    private static String inWordsOfTheCommand(String sentence) {
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            if (sentence.startsWith(word.getKey())) {
                return word.getValue() + sentence.substring(word.getKey().length());
            }
        }
        return sentence.replace(": it belongs into partitionKey, by equality", ": it takes no operator but =");
    }

    private static BadInput noHome() {
        return new BadInput(
                "home", "--remote needs the field \"home\" in fanout.json: it says where the query function is");
    }
}
