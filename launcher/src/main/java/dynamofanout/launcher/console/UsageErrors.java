// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.input.BadInput;
import dynamofanout.input.Spelling;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains wrong options and arguments in the terms of the command line. */
final class UsageErrors {
    private static final Pattern NO_SUCH_COMMAND = Pattern.compile("Unknown subcommand '(.*)'\\.");

    private UsageErrors() {}

    /** A request's failure, naming the option in place of the field that it stands for. */
    static String sentence(CommandLine command, BadInput bad) {
        return bad.field()
                .flatMap(field -> requestFields(command.getCommandSpec().root())
                        .filter(option -> field.equals(option.getKey()) || field.startsWith(option.getKey() + "."))
                        .max(Comparator.comparingInt(option -> option.getKey().length())))
                .map(option -> bad.sentenceNaming(option.getKey(), option.getValue()))
                .orElseGet(bad::sentence);
    }

    /** Options of a command and all below it, by the fields that they stand for. */
    private static Stream<Map.Entry<String, String>> requestFields(CommandSpec command) {
        Stream<Map.Entry<String, String>> own = command.options().stream()
                .flatMap(option -> fields(option).map(field -> Map.entry(field, option.longestName())));
        return Stream.concat(
                own, command.subcommands().values().stream().flatMap(below -> requestFields(below.getCommandSpec())));
    }

    private static Stream<String> fields(OptionSpec option) {
        return option.userObject() instanceof AnnotatedElement declared
                        && declared.isAnnotationPresent(RequestField.class)
                ? Arrays.stream(declared.getAnnotation(RequestField.class).value())
                : Stream.empty();
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
