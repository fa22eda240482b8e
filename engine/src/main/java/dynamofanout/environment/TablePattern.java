// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Matches names of tables with a pattern, where {@code *} stands for any characters: {@code App-*}. */
public final class TablePattern {
    private TablePattern() {}

    /** Whether the name matches the pattern. The pattern may have no {@code *} at all. */
    public static boolean matches(String pattern, String tableName) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return tableName.matches(regex);
    }
}
