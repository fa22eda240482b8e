// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.completion;

import dynamofanout.launcher.console.TablePlace;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Finds what may stand at the cursor, by the labels that arguments have in the help. */
final class Candidates {
    /** Words that options take which are texts for picocli. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "--mode", List.of("overwrite", "missing", "changed", "mirror"),
            "--backup", List.of("auto", "always", "never"),
            "--as", List.of("cloudformation", "terraform", "cli"),
            "--format", List.of("markdown", "html", "json"));

    private final TypedLine line;
    private final KnownNames names;

    Candidates(TypedLine line, KnownNames names) {
        this.line = line;
        this.names = names;
    }

    /** Only those that begin like what was typed. */
    List<Candidate> find() {
        String last = line.last();
        int equals = last.indexOf('=');
        Stream<Candidate> all;
        if (line.valueOf().isPresent()) {
            all = values(line.valueOf().get(), last);
        } else if (last.startsWith("--") && equals > 0) {
            String option = last.substring(0, equals + 1);
            @Nullable OptionSpec spec = line.command().findOption(last.substring(0, equals));
            all = spec == null
                    ? Stream.empty()
                    : values(spec, last.substring(equals + 1)).map(value -> behind(option, value));
        } else if (last.startsWith("-")) {
            all = options();
        } else {
            all = Stream.concat(commands(), place());
        }
        return all.filter(candidate ->
                        candidate.equals(Candidate.FILES) || candidate.word().startsWith(last))
                .distinct()
                .toList();
    }

    private static Candidate behind(String option, Candidate value) {
        return value.equals(Candidate.FILES) ? value : new Candidate(option + value.word(), value.meaning());
    }

    private Stream<Candidate> commands() {
        return line.places().isEmpty()
                ? line.command().subcommands().entrySet().stream()
                        .filter(entry -> !entry.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .map(entry -> new Candidate(
                                entry.getKey(),
                                meaning(entry.getValue()
                                        .getCommandSpec()
                                        .usageMessage()
                                        .description())))
                : Stream.empty();
    }

    private Stream<Candidate> options() {
        return line.command().options().stream()
                .filter(option -> !option.hidden())
                .filter(option -> option.isMultiValue() || !line.options().containsKey(option.longestName()))
                .map(option -> new Candidate(option.longestName(), meaning(option.description())));
    }

    private Stream<Candidate> place() {
        int position = line.places().size();
        Optional<PositionalParamSpec> spec = line.command().positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(position))
                .findFirst();
        return spec.stream().flatMap(found -> values(found, line.last()));
    }

    private Stream<Candidate> values(ArgSpec spec, String typed) {
        if (spec instanceof OptionSpec option && spec.completionCandidates() == null) {
            List<String> words = WORDS.getOrDefault(option.longestName(), List.of());
            if (!words.isEmpty()) {
                return words.stream().map(Candidate::of);
            }
        }
        if (spec.completionCandidates() != null) {
            return StreamSupport.stream(spec.completionCandidates().spliterator(), false)
                    .map(Candidate::of);
        }
        return switch (spec.paramLabel()) {
            case "ENV" -> of(names.environments());
            case "PROFILE" -> of(names.profiles());
            case "home|ENVIRONMENT" -> Stream.concat(Stream.of(Candidate.of("home")), of(names.environments()));
            case "PLACE" -> places(typed, !line.places().isEmpty());
            case "ENV/TABLE" -> places(typed, false);
            case "TABLE" -> tables(spec);
            case "INDEX" -> table().stream().flatMap(table -> of(table.indexes().keySet()));
            case "CONDITION", "KEY=VALUE", "ATTR=VALUE" -> conditions();
            case "PATTERN" -> line.places().stream().limit(1).flatMap(environment -> of(names.tables(environment)));
            case "RUN" -> Stream.concat(of(names.runs()), Stream.of(new Candidate("latest", "the run started last")));
            case "FILE", "DIRECTORY" -> Stream.of(Candidate.FILES);
            default -> Stream.empty();
        };
    }

    /** {@code production/}, then {@code production/Orders}; a target may be an environment alone. */
    private Stream<Candidate> places(String typed, boolean mayBeEnvironment) {
        TablePlace place = TablePlace.parse(typed, names::isEnvironment);
        boolean isBehindSlash = typed.startsWith(place.environment() + "/") && names.isEnvironment(place.environment());
        Stream<Candidate> environments =
                names.environments().stream().map(name -> Candidate.of(name + (mayBeEnvironment ? "" : "/")));
        return isBehindSlash
                ? Stream.concat(
                        environments.filter(environment -> !environment.word().equals(typed)),
                        names.tables(place.environment()).stream()
                                .map(table -> Candidate.of(place.environment() + "/" + table)))
                : environments;
    }

    /** The table's name where the environment stands alone, else the attributes of its key, or of the index's. */
    private Stream<Candidate> conditions() {
        boolean isTableMissing =
                line.places().size() == 1 && names.isEnvironment(line.places().get(0));
        return isTableMissing
                ? of(names.tables(line.places().get(0)))
                : table().stream()
                        .flatMap(table -> line
                                .option("--index")
                                .map(index -> table.indexes().getOrDefault(index, List.of()))
                                .orElse(table.key())
                                .stream())
                        .map(attribute -> Candidate.of(attribute + "="));
    }

    private Stream<Candidate> tables(ArgSpec spec) {
        boolean isTarget =
                spec instanceof OptionSpec option && option.longestName().equals("--target-table");
        return line.option(isTarget ? "--target" : "--source").stream()
                .flatMap(environment -> of(names.tables(environment)));
    }

    private Optional<KnownTable> table() {
        if (line.places().isEmpty()) {
            return line.option("--source")
                    .flatMap(environment -> line.option("--table").flatMap(table -> names.table(environment, table)));
        }
        TablePlace place = TablePlace.parse(line.places().get(0), names::isEnvironment);
        Optional<String> table =
                place.table().or(() -> line.places().stream().skip(1).findFirst());
        return table.flatMap(name -> names.table(place.environment(), name));
    }

    private static Stream<Candidate> of(Collection<String> words) {
        return words.stream().map(Candidate::of);
    }

    /** The first part of a description. */
    private static String meaning(String... description) {
        return Arrays.stream(description)
                .findFirst()
                .orElse("")
                .replaceFirst("([.;] | \\().*", "")
                .replaceFirst("\\.$", "")
                .replace("%%", "%")
                .strip();
    }
}
