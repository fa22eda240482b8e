// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.completion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words up to the cursor, as the command that they name understands them.
 *
 * @param places the command's arguments that are no options
 * @param options names of the options that were given, with their values
 * @param valueOf the option whose value the last word is; empty: it is an argument or the name of an option
 * @param last what is to be completed, perhaps empty
 */
record TypedLine(
        CommandSpec command,
        List<String> places,
        Map<String, List<String>> options,
        Optional<OptionSpec> valueOf,
        String last) {

    /** @param words behind the program's name; the last one is that under the cursor */
    static TypedLine of(CommandLine program, List<String> words) {
        CommandSpec command = program.getCommandSpec();
        List<String> places = new ArrayList<>();
        Map<String, List<String>> options = new LinkedHashMap<>();
        @Nullable OptionSpec open = null;
        for (String word : words.subList(0, words.size() - 1)) {
            if (open != null) {
                add(options, open, word);
                open = null;
            } else if (word.startsWith("-") && word.length() > 1) {
                int equals = word.indexOf('=');
                @Nullable OptionSpec option = command.findOption(equals < 0 ? word : word.substring(0, equals));
                if (option != null && equals < 0 && option.arity().max() > 0) {
                    open = option;
                } else if (option != null) {
                    add(options, option, word.substring(equals + 1));
                }
            } else if (places.isEmpty() && command.subcommands().containsKey(word)) {
                command = command.subcommands().get(word).getCommandSpec();
            } else {
                places.add(word);
            }
        }
        return new TypedLine(command, places, options, Optional.ofNullable(open), words.get(words.size() - 1));
    }

    /** The first value of an option. */
    Optional<String> option(String name) {
        return options.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static void add(Map<String, List<String>> options, OptionSpec option, String value) {
        options.computeIfAbsent(option.longestName(), name -> new ArrayList<>()).add(value);
    }
}
