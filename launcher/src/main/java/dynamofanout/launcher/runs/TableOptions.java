// SPDX-License-Identifier: Apache-2.0
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

/** The options of {@code copy} and {@code compare} that name the tables, and say in how many parts they are read. */
final class TableOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            index = "0..1",
            paramLabel = "PLACE",
            description = "The source, then the target, for example production/Orders development. Each is an"
                    + " environment (a name in fanout.json, or an AWS profile) and a table (a name, an ARN, or a"
                    + " pattern such as 'App-*'). A target without a table has the source's table name.")
    private List<String> places = List.of();

    @RequestField("source.environment")
    @Option(names = "--source", paramLabel = "ENV", description = "Instead of PLACE: the environment to read from.")
    private @Nullable String source;

    @RequestField("target.environment")
    @Option(names = "--target", paramLabel = "ENV", description = "Instead of PLACE: the environment to write to.")
    private @Nullable String target;

    @RequestField("source.table")
    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Name or ARN of the source table, for example Orders. For a set of tables, give a pattern"
                    + " such as 'App-*', or repeat --table.")
    private List<String> table = List.of();

    @RequestField("except")
    @Option(
            names = "--except",
            paramLabel = "PATTERN",
            description = "For a set: leave these tables out, for example --except 'App-tmp-*'. Repeat it for more.")
    private List<String> except = List.of();

    @RequestField("tablesAtOnce")
    @Option(
            names = "--tables-at-once",
            paramLabel = "N",
            description = "For a set: how many tables are copied at a time, 1 to 100 (default: 4).")
    private @Nullable Integer tablesAtOnce;

    @RequestField("skipRefused")
    @Option(
            names = "--skip-refused",
            description = "For a set: leave out tables that cannot be copied. Without this option one such table"
                    + " refuses the whole set, before anything is written.")
    private boolean skipRefused;

    @RequestField("target.table")
    @Option(
            names = "--target-table",
            paramLabel = "TABLE",
            description = "Name or ARN of the target table (default: the source's).")
    private @Nullable String targetTable;

    @RequestField("segments")
    @Option(
            names = "--segments",
            paramLabel = "N",
            description = "How many segments the Scan is divided into, 1 to 10000 (default: by the table's size).")
    private @Nullable Integer segments;

    @RequestField("workers")
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many segments are copied at a time, 1 to 1000 (default: by what the target can take;"
                    + " locally at least 32).")
    private @Nullable Integer workers;

    @Option(
            names = "--consistent-read",
            description = "Use strongly consistent reads, which cost twice the read units.")
    private boolean consistentRead;

    @Mixin
    private FilterOptions filter;

    /**
     * Adds the fields of the request that these options stand for.
     *
     * @param environments needed only if places were given
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
