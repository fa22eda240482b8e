package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Environments;
import dynamofanout.launcher.console.FilterOptions;
import dynamofanout.launcher.console.RequestField;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which tables are meant, what of them, and in how many parts: for commands that go through whole tables. */
final class TableOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            index = "0..1",
            paramLabel = "PLACE",
            description = "Where from and where to, for example production/Orders development: environment (a name in"
                    + " fanout.json, else an AWS profile) and table, by name, ARN or a pattern such as 'App-*'. The"
                    + " target's table is called like the source's unless it is named.")
    private List<String> places = List.of();

    @RequestField("source.environment")
    @Option(names = "--source", paramLabel = "ENV", description = "In place of PLACE: environment to read from.")
    private @Nullable String source;

    @RequestField("target.environment")
    @Option(names = "--target", paramLabel = "ENV", description = "In place of PLACE: environment to write to.")
    private @Nullable String target;

    @RequestField("source.table")
    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Name or ARN of the source table, for example Orders; a pattern such as 'App-*' or several"
                    + " --table for a set of tables.")
    private List<String> table = List.of();

    @RequestField("except")
    @Option(
            names = "--except",
            paramLabel = "PATTERN",
            description = "Of a set: leave these tables out, for example --except 'App-tmp-*'. Repeat it for more.")
    private List<String> except = List.of();

    @RequestField("tablesAtOnce")
    @Option(
            names = "--tables-at-once",
            paramLabel = "N",
            description = "Of a set: tables that are copied at a time, 1 to 100 (4).")
    private @Nullable Integer tablesAtOnce;

    @RequestField("skipRefused")
    @Option(
            names = "--skip-refused",
            description = "Of a set: leave out tables that cannot be copied; without it they stop the whole set before"
                    + " anything is written.")
    private boolean skipRefused;

    @RequestField("target.table")
    @Option(
            names = "--target-table",
            paramLabel = "TABLE",
            description = "Name or ARN of the target table (the source's name).")
    private @Nullable String targetTable;

    @RequestField("segments")
    @Option(
            names = "--segments",
            paramLabel = "N",
            description = "Parts of the Scan, 1 to 10000 (by the table's size).")
    private @Nullable Integer segments;

    @RequestField("workers")
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Segments copied at a time, 1 to 1000 (by what the target takes; locally at least 32).")
    private @Nullable Integer workers;

    @Option(names = "--consistent-read", description = "Read strongly consistent: twice the read units.")
    private boolean consistentRead;

    @Mixin
    private FilterOptions filter;

    /**
     * Adds the request's fields.
     *
     * @param environments asked only where there are places
     */
    void writeTo(ObjectNode request, Supplier<Environments> environments) {
        @Nullable String first = table.isEmpty() ? null : table.get(0);
        var given = new RunTables.Given(spec.commandLine(), places, source, target, first, targetTable);
        RunTables tables = RunTables.of(given, name -> environments.get().isKnown(name));
        ObjectNode from = request.putObject("source").put("environment", tables.source());
        if (table.size() > 1) {
            table.forEach(from.putArray("table")::add);
        } else {
            from.put("table", tables.table());
        }
        if (!except.isEmpty()) {
            except.forEach(request.putArray("except")::add);
        }
        if (tablesAtOnce != null) {
            request.put("tablesAtOnce", tablesAtOnce);
        }
        if (skipRefused) {
            request.put("skipRefused", true);
        }
        ObjectNode to = request.putObject("target").put("environment", tables.target());
        tables.targetTable().ifPresent(name -> to.put("table", name));
        if (segments != null) {
            request.put("segments", segments);
        }
        if (workers != null) {
            request.put("workers", workers);
        }
        request.put("consistentRead", consistentRead);
        filter.writeTo(request);
    }
}
