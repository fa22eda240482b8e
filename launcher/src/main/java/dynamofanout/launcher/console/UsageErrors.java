package dynamofanout.launcher.console;

import dynamofanout.input.BadInput;
import dynamofanout.input.Spelling;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains wrong options and arguments in the terms of the command line. */
final class UsageErrors {
    private static final Pattern NO_SUCH_COMMAND = Pattern.compile("Unknown subcommand '(.*)'\\.");

    /** Options by the fields of the request that they stand for. */
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("source.environment", "--source"),
            Map.entry("source.table", "--table"),
            Map.entry("target.environment", "--target"),
            Map.entry("target.table", "--target-table"),
            Map.entry("index", "--index"),
            Map.entry("except", "--except"),
            Map.entry("tablesAtOnce", "--tables-at-once"),
            Map.entry("skipRefused", "--skip-refused"),
            Map.entry("mode", "--mode"),
            Map.entry("segments", "--segments"),
            Map.entry("workers", "--workers"),
            Map.entry("ceilings.sourceReads", "--read-units"),
            Map.entry("ceilings.targetReads", "--target-read-units"),
            Map.entry("ceilings.targetWrites", "--write-units"),
            Map.entry("maxCost", "--max-cost"),
            Map.entry("maxRefused", "--max-refused"),
            Map.entry("maxDeletes", "--max-deletes"),
            Map.entry("verify", "--verify"),
            Map.entry("backup", "--backup"),
            Map.entry("skipExpired", "--skip-expired"),
            Map.entry("allowConcurrent", "--allow-concurrent"),
            Map.entry("select.keys", "--keys-file"),
            Map.entry("filter", "--filter"),
            Map.entry("filter.expression", "--filter"),
            Map.entry("filter.names", "--filter-names"),
            Map.entry("filter.values", "--filter-values"));

    private UsageErrors() {}

    /** A request's failure, naming the option in place of the field that it stands for. */
    static String sentence(BadInput bad) {
        String field = bad.field().orElse("");
        return OPTIONS.entrySet().stream()
                .filter(option -> field.equals(option.getKey()) || field.startsWith(option.getKey() + "."))
                .max(Comparator.comparingInt(option -> option.getKey().length()))
                .map(option -> bad.sentence()
                        .replaceFirst(
                                "(?<!-)" + Pattern.quote(option.getKey()), Matcher.quoteReplacement(option.getValue())))
                .orElseGet(bad::sentence);
    }

    /** @param arguments as they were given */
    static String sentence(ParameterException failure, List<String> arguments) {
        CommandLine command = failure.getCommandLine();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(command, unmatched.getUnmatched().get(0));
        }
        if (failure instanceof MissingParameterException missing) {
            // picocli reports a missing argument first, although a misspelt option is the likelier cause
            return arguments.stream()
                    .filter(argument -> isUnknownOption(command, argument))
                    .findFirst()
                    .map(argument -> unmatched(command, argument))
                    .orElseGet(() -> missing(missing));
        }
        @Nullable ArgSpec option = failure.getArgSpec();
        if (failure instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " must be given only once";
        }
        if (option != null && failure.getValue() != null) {
            return name(option) + " must be " + kind(option) + ", got: " + failure.getValue();
        }
        String message = String.valueOf(failure.getMessage());
        Matcher noCommand = NO_SUCH_COMMAND.matcher(message);
        return noCommand.matches() ? unmatched(command, noCommand.group(1)) : message;
    }

    private static String unmatched(CommandLine command, String argument) {
        if (argument.startsWith("-")) {
            String name = optionName(argument);
            return "unknown option " + name + Spelling.hint(name, options(command));
        }
        Set<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? "unexpected argument: " + argument
                : "unknown command " + argument + Spelling.hint(argument, commands);
    }

    private static boolean isUnknownOption(CommandLine command, String argument) {
        return argument.startsWith("--") && !options(command).contains(optionName(argument));
    }

    private static String missing(MissingParameterException failure) {
        List<ArgSpec> missing = failure.getMissing();
        boolean isValue = String.valueOf(failure.getMessage()).startsWith("Missing required parameter for option");
        return isValue
                ? name(missing.get(0)) + " needs a value: " + missing.get(0).paramLabel()
                : missing.stream().map(UsageErrors::withLabel).collect(Collectors.joining(", ")) + " must be given";
    }

    private static String withLabel(ArgSpec argument) {
        return argument.isOption() ? name(argument) + " " + argument.paramLabel() : argument.paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String kind(ArgSpec argument) {
        if (argument.type().isEnum()) {
            return "one of "
                    + Arrays.stream(argument.type().getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return argument.type() == BigDecimal.class
                ? "a number"
                : argument.type() == Integer.class ? "a whole number" : "a value that can be read";
    }

    private static Set<String> options(CommandLine command) {
        return command.getCommandSpec().optionsMap().keySet();
    }

    private static String optionName(String argument) {
        return argument.replaceFirst("=.*", "");
    }
}
