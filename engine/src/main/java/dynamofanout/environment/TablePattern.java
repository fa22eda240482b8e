package dynamofanout.environment;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of tables with {@code *} for any characters: {@code App-*}. */
public final class TablePattern {
    private TablePattern() {}

    /** Whether the name is the pattern's, which may have no {@code *} at all. */
    public static boolean matches(String pattern, String tableName) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return tableName.matches(regex);
    }
}
