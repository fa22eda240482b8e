// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a command line that a test gives as one string, as a shell divides it: 'single quotes' keep blanks. */
final class CommandLineWords {
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|[^'\\s])+");

    private CommandLineWords() {}

    /** The words of a single string; several are words already. */
    static String[] of(String... arguments) {
        if (arguments.length != 1 || arguments[0].isBlank()) {
            return arguments;
        }
        return WORD.matcher(arguments[0])
                .results()
                .map(word -> word.group().replace("'", ""))
                .toArray(String[]::new);
    }

    /** Words that a single string, or several, add to those that are there. */
    static String[] with(List<String> before, String... more) {
        return Stream.concat(before.stream(), Arrays.stream(of(more))).toArray(String[]::new);
    }
}
