// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A place on the command line: {@code ENVIRONMENT/TABLE}, or only {@code ENVIRONMENT} if another argument names the
 * table. Both parts may contain slashes: profiles ({@code acme/Admin}) and ARNs of tables. Therefore the longest
 * beginning that is the name of an environment counts as the environment.
 *
 * @param table name, pattern or ARN
 */
public record TablePlace(String environment, Optional<String> table) {
    /**
     * Reads a place. A text of which no beginning is known is divided at its first slash, so that whoever opens the
     * environment says that it is unknown.
     *
     * @param isEnvironment whether there is an environment, or profile, of that name
     */
    public static TablePlace parse(String text, Predicate<String> isEnvironment) {
        if (isEnvironment.test(text)) {
            return new TablePlace(text, Optional.empty());
        }
        for (int slash = text.lastIndexOf('/'); slash > 0; slash = text.lastIndexOf('/', slash - 1)) {
            if (isEnvironment.test(text.substring(0, slash))) {
                return at(text, slash);
            }
        }
        int first = text.indexOf('/');
        return first <= 0 ? new TablePlace(text, Optional.empty()) : at(text, first);
    }

    private static TablePlace at(String text, int slash) {
        return new TablePlace(
                text.substring(0, slash), Optional.of(text.substring(slash + 1)).filter(table -> !table.isEmpty()));
    }
}
