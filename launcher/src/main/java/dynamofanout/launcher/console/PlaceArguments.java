// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.environment.Environments;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Command line arguments that begin with a table, written {@code ENV/TABLE} or {@code ENV TABLE}.
 *
 * @param rest what follows
 */
public record PlaceArguments(String environment, String table, List<String> rest) {
    public PlaceArguments {
        rest = List.copyOf(rest);
    }

    /**
     * Reads the arguments.
     *
     * @throws ParameterException if they name no table
     * @throws dynamofanout.input.BadInput if they begin with no environment
     */
    static PlaceArguments of(CommandLine command, Environments environments, String first, List<String> more) {
        TablePlace place = TablePlace.parse(first, environments::isKnown);
        environments.requireKnown(place.environment());
        Optional<String> table = place.table();
        if (table.isPresent()) {
            return new PlaceArguments(place.environment(), table.get(), more);
        }
        if (more.isEmpty()) {
            throw new ParameterException(command, "TABLE must be given");
        }
        return new PlaceArguments(place.environment(), more.get(0), more.subList(1, more.size()));
    }
}
