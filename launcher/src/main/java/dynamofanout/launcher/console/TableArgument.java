package dynamofanout.launcher.console;

import dynamofanout.environment.Environments;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** The argument that says which table a command looks at. */
public final class TableArgument {
    @Parameters(
            index = "0",
            paramLabel = "ENV/TABLE",
            description =
                    "Environment (a name in fanout.json, else an AWS profile) and table, by name or ARN; ENV TABLE"
                            + " is the same.")
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
