// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import dynamofanout.launcher.console.TablePlace;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The source and the target of a run, as the command line names them: by two places, {@code production/Orders
 * development}, or by {@code --source}, {@code --target} and {@code --table}.
 *
 * @param targetTable the target's table; empty if it is named like the source's
 */
public record RunTables(String source, String table, String target, Optional<String> targetTable) {
    /** How commands show two places. */
    private static final String EXAMPLE = "production/Orders development";

    /** The arguments and options as the user typed them. Options that were not given are null. */
    public record Given(
            CommandLine command,
            List<String> places,
            @Nullable String source,
            @Nullable String target,
            @Nullable String table,
            @Nullable String targetTable) {
        public Given {
            places = List.copyOf(places);
        }

        private ParameterException wrong(String sentence) {
            return new ParameterException(command, sentence);
        }
    }

    /**
     * Reads what was typed.
     *
     * @param isEnvironment whether there is an environment, or profile, of that name
     * @throws ParameterException if something is missing or given twice
     */
    public static RunTables of(Given given, Predicate<String> isEnvironment) {
        if (given.places().isEmpty()) {
            return ofOptions(given);
        }
        String shown = String.join(" ", given.places());
        if (given.source() != null || given.target() != null) {
            String option = given.source() != null ? "--source " + given.source() : "--target " + given.target();
            throw given.wrong("--source and --target must not be given beside places, got: " + shown + " " + option);
        }
        if (given.places().size() == 1) {
            throw given.wrong("two places must be given, such as " + EXAMPLE + ", got: " + shown);
        }
        TablePlace source = TablePlace.parse(given.places().get(0), isEnvironment);
        TablePlace target = TablePlace.parse(given.places().get(1), isEnvironment);
        Optional<String> sourceTable = one(given, source.table(), "--table", given.table());
        Optional<String> targetTable = one(given, target.table(), "--target-table", given.targetTable());
        return sourceTable
                .map(table -> new RunTables(source.environment(), table, target.environment(), targetTable))
                .or(() -> targetTable.map(
                        table -> new RunTables(source.environment(), table, target.environment(), Optional.empty())))
                .orElseThrow(() -> given.wrong("a place must name the table, such as " + EXAMPLE + ", got: " + shown));
    }

    private static RunTables ofOptions(Given given) {
        @Nullable String source = given.source();
        @Nullable String target = given.target();
        @Nullable String table = given.table();
        if (source == null && target == null && table == null) {
            throw given.wrong("two places must be given, such as " + EXAMPLE
                    + " (or --source ENV, --target ENV and --table TABLE)");
        }
        if (source == null) {
            throw given.wrong("--source ENV must be given");
        }
        if (target == null) {
            throw given.wrong("--target ENV must be given");
        }
        if (table == null) {
            throw given.wrong("--table TABLE must be given");
        }
        return new RunTables(source, table, target, Optional.ofNullable(given.targetTable()));
    }

    private static Optional<String> one(Given given, Optional<String> ofPlace, String name, @Nullable String ofOption) {
        if (ofPlace.isPresent() && ofOption != null) {
            throw given.wrong(name + " must not be given beside a place that names the table, got: "
                    + String.join(" ", given.places()) + " " + name + " " + ofOption);
        }
        return ofPlace.or(() -> Optional.ofNullable(ofOption));
    }
}
