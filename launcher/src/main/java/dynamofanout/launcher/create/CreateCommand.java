package dynamofanout.launcher.create;

import dynamofanout.definition.TableDefinition;
import dynamofanout.environment.Access;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.CreateSettings;
import dynamofanout.environment.Environment;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TableName;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CallersAccount;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.ConsentOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.TableCalls;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.RunNames;
import dynamofanout.launcher.query.DefinedTable;
import dynamofanout.launcher.runs.RunTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** {@code fanout create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Creates a table like another one, without its items.",
            "Keys, indexes, stream, class and TTL are as the source's; the rest is as \"create\" of the target's environment"
                    + " says in fanout.json."
        },
        footer = {
            "",
            "Examples:",
            "  fanout create production/Orders development --dry-run",
            "  fanout create production/Orders development/OrdersCopy --yes",
            "",
            "It uses your own credentials. A table that is there already is never changed."
        })
public final class CreateCommand implements Callable<Integer> {
    /** The tag that says who created a table. */
    static final String MARK = "fanout:run";

    private static final int INTERRUPTED = 130;

    private final World world;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "2",
            index = "0..1",
            paramLabel = "PLACE",
            description =
                    "The table to create after and where to create it, for example production/Orders development.")
    private List<String> places = List.of();

    @Option(names = "--dry-run", description = "Show what would be created and stop.")
    private boolean dryRun;

    @Mixin
    private ConsentOptions consent;

    @Mixin
    private CommonOptions common;

    public CreateCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        Printer printer = common.printer(spec, world);
        Configuration configuration = world.configuration(common.config());
        Environments environments = world.environments(configuration);
        RunTables tables = RunTables.of(
                new RunTables.Given(spec.commandLine(), places, null, null, null, null), environments::isKnown);
        var target = new TableName(tables.targetTable().orElseGet(() -> new TableName(tables.table()).name()));
        if (target.isArn()) {
            throw new BadInput("the table to create must be a name, got: " + target.given());
        }
        var source = DefinedTable.read(world, configuration, tables.source(), tables.table());
        try (Access from = environments.open(tables.source());
                Access to = environments.open(tables.target());
                SdkHttpClient http = world.http().apply(4);
                DynamoDbClient reading = TableCalls.client(from, http);
                DynamoDbClient writing = TableCalls.client(to, http)) {
            AwsCredentials signing = to.credentials().resolveCredentials();
            TableIdentity identity =
                    TableIdentity.ofMissing(to, target.name(), signing, () -> new CallersAccount(to, http).find());
            requireAllowed(new TargetPolicy(configuration, environments), tables, source, from, identity);

            TableDefinition definition = source.definition()
                    .createdBy(
                            to.configured().flatMap(Environment::create).orElse(CreateSettings.USUAL),
                            Map.of(MARK, RunNames.next(world, target.name()).text()))
                    .named(target.name());
            var creation = new TableCreation(world, printer, new TableCalls(to, writing), definition, tables.target());
            creation.requireMissing();
            var uncopied = UncopiedSettings.of(new TableCalls(from, reading), source.description(), target.name());
            var report = new CreateReport(tables, definition, identity, source.unknown(), uncopied);
            printer.line(report.plan());
            if (dryRun) {
                printer.line("Dry run: nothing was created.");
                printer.json(report.json(Optional.empty()));
                return 0;
            }
            consent.consent(world, printer).require();
            Optional<TableDescription> created = creation.carryOut();
            if (created.isEmpty()) {
                return INTERRUPTED;
            }
            printer.line(report.done());
            printer.json(report.json(created.map(TableDescription::tableArn)));
            return 0;
        }
    }

    /** A table that is not there is judged by the account that STS, or its environment, says: before it is created. */
    private static void requireAllowed(
            TargetPolicy policy, RunTables tables, DefinedTable source, Access from, TableIdentity target) {
        TableIdentity identity = TableIdentity.of(
                from,
                source.description().tableArn(),
                tables.table(),
                from.credentials().resolveCredentials());
        policy.otherAccount(tables.target(), new TableName(target.table()), target)
                .or(() -> policy.refusal(tables.source(), tables.target(), identity, target))
                .ifPresent(sentence -> {
                    throw new BadInput(sentence);
                });
    }
}
