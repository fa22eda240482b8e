// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.create;

import dynamofanout.definition.CopiedTags;
import dynamofanout.definition.TableDefinition;
import dynamofanout.definition.TableFeatures;
import dynamofanout.definition.UncopiedSettings;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.CreateSettings;
import dynamofanout.environment.Environment;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TableName;
import dynamofanout.environment.TableUse;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.ConsentOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.RunNames;
import dynamofanout.launcher.query.DefinedTable;
import dynamofanout.launcher.runs.RunTables;
import dynamofanout.table.CallFailed;
import dynamofanout.table.CallSentence;
import dynamofanout.table.OpenTable;
import dynamofanout.table.RawDescription;
import dynamofanout.table.TableConnections;
import dynamofanout.table.TableOpener;
import dynamofanout.table.TableSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout create}: creates a table like another one, without its items. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Creates an empty table like another one.",
            "Keys, indexes, stream, class and TTL are the source's. The rest is what \"create\" of the target's"
                    + " environment"
                    + " says in fanout.json."
        },
        footer = {
            "",
            "Examples:",
            "  fanout create production/Orders development --dry-run",
            "  fanout create production/Orders development/OrdersCopy --yes",
            "",
            "It uses your own credentials. It never changes a table that already exists."
        })
public final class CreateCommand implements Callable<Integer> {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 4;

    /** How the tag of a table that this command creates begins. Runs tag theirs with their id, which has no colon. */
    private static final String OURS = "create:";

    private static final int INTERRUPTED = 130;

    private final World world;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1",
            index = "0..1",
            paramLabel = "PLACE",
            description =
                    "The table to take as the model, then where to create the new one: production/Orders development.")
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
        try (var connections =
                new TableConnections(world.http().apply(CONNECTIONS), world.clock(), world.nanoTime(), CALL)) {
            TableOpener opener = connections.opener(environments).inSession("create");
            OpenTable from = opener.open(tables.source(), tables.table(), TableUse.DEFINE);
            OpenTable to = opener.open(tables.target(), target.name(), TableUse.CREATE);
            TableIdentity identity = opener.identityOfMissing(to);
            requireAllowed(new TargetPolicy(configuration, environments), tables, source, from, identity);

            TableDefinition definition = source.definition()
                    .createdBy(to.access()
                            .configured()
                            .flatMap(Environment::create)
                            .orElse(CreateSettings.USUAL))
                    .named(target.name());
            Optional<String> begun = begun(to, definition);
            String mark = begun.orElseGet(
                    () -> OURS + RunNames.next(world, target.name()).text());
            var uncopied = UncopiedSettings.of(from.items().setup(), source.description(), target.name());
            var report = new CreateReport(tables, definition, identity, source.unknown(), uncopied);
            printer.line(report.plan(begun.isPresent()));
            if (dryRun) {
                printer.line("Dry run: nothing was created.");
                printer.json(report.json(Optional.empty()));
                return 0;
            }
            consent.consent(world, printer).require();
            Optional<RawDescription> created = new TableCreation(world, printer, to, definition, mark).carryOut();
            if (created.isEmpty()) {
                return INTERRUPTED;
            }
            printer.line(report.done());
            printer.json(report.json(created.map(now -> now.table().arn())));
            return 0;
        }
    }

    /**
     * The tag of a table that an earlier {@code fanout create} began and did not finish.
     *
     * @throws BadInput if there is a table of that name that is none of those
     */
    private static Optional<String> begun(OpenTable target, TableDefinition definition) {
        TableSetup setup = target.items().setup();
        try {
            Optional<RawDescription> found = setup.find();
            Optional<String> mark = found.filter(
                            now -> definition.hasKeysOf(TableDefinition.of(now.json(), TableFeatures.NONE)))
                    .filter(now -> !now.isUsable() || isUnset(target, definition))
                    .flatMap(now -> mark(setup, now))
                    .filter(value -> value.startsWith(OURS));
            if (found.isPresent() && mark.isEmpty()) {
                throw new BadInput(target.words() + " is there already, and fanout never changes an existing table");
            }
            return mark;
        } catch (CallFailed failure) {
            throw new BadInput(CallSentence.of("DescribeTable", target, () -> "it has just gone", failure));
        }
    }

    private static boolean isUnset(OpenTable target, TableDefinition definition) {
        return definition.hasLaterSettings()
                && !definition.features().timeToLive().equals(target.items().timeToLive());
    }

    private static Optional<String> mark(TableSetup setup, RawDescription found) {
        try {
            return Optional.ofNullable(setup.tags(found.table().arn()).get(CopiedTags.MARK));
        } catch (CallFailed cannotTell) {
            return Optional.empty();
        }
    }

    /** Before a table exists, the policy judges it by its account, which STS or the environment's settings say. */
    private static void requireAllowed(
            TargetPolicy policy, RunTables tables, DefinedTable source, OpenTable from, TableIdentity target) {
        TableIdentity identity = TableIdentity.of(
                from.access(),
                source.description().table().arn(),
                tables.table(),
                from.access().credentials().resolveCredentials());
        policy.otherAccount(tables.target(), new TableName(target.table()), target)
                .or(() -> policy.refusal(tables.source(), tables.target(), identity, target))
                .ifPresent(sentence -> {
                    throw new BadInput(sentence);
                });
    }
}
