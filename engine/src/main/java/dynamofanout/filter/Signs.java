// SPDX-License-Identifier: Apache-2.0
package dynamofanout.filter;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Patterns of the signs and words that join the parts of a filter. Words are read in any case, and must be followed by
 * something that cannot be part of a name.
 */
final class Signs {
    static final Pattern OPEN = Pattern.compile("\\(");
    static final Pattern CLOSE = Pattern.compile("\\)");
    static final Pattern COMMA = Pattern.compile(",");
    static final Pattern AND = word("and");
    static final Pattern OR = word("or");
    static final Pattern NOT = word("not");

    private Signs() {}

    /** One of these words, as the first group. */
    static Pattern word(String... words) {
        return Pattern.compile(
                "(?iU)(" + Arrays.stream(words).collect(Collectors.joining("|")) + ")(?![\\p{L}\\p{M}\\p{N}_\\-.\\[])");
    }
}
