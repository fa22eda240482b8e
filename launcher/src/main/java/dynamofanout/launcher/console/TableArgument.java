// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.environment.Environments;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** The argument {@code ENV/TABLE}: the table that a command looks at. */
public final class TableArgument {
    @Parameters(
            index = "0",
            paramLabel = "ENV/TABLE",
            description =
                    "The environment (a name in fanout.json, or an AWS profile) and the table (a name or an ARN). ENV"
                            + " TABLE is the same.")
    private String place;

    /**
     * The table, and the arguments behind it.
     *
     * @param more what was given behind the first argument, the table's name perhaps
     */
    public PlaceArguments with(List<String> more, CommandLine command, Environments environments) {
        return PlaceArguments.of(command, environments, place, more);
    }
}
