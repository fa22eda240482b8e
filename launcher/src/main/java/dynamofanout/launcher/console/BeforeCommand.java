// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Does what {@code --debug} and {@code --region} ask for, before a command runs. */
public final class BeforeCommand implements IExecutionStrategy {
    private final CallLog calls;
    private final GivenRegion region;
    private final World world;

    public BeforeCommand(CallLog calls, GivenRegion region, World world) {
        this.calls = calls;
        this.region = region;
        this.world = world;
    }

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        region.take(last);
        if (last.hasMatchedOption("--debug")) {
            begin(last.commandSpec().commandLine());
        }
        return new RunLast().execute(parsed);
    }

    private void begin(CommandLine command) {
        try {
            command.getErr().println("fanout: calls are listed in " + calls.begin(world.logFiles()));
        } catch (IOException e) {
            command.getErr()
                    .println("fanout: calls cannot be listed, the log file cannot be written: " + e.getMessage());
        }
        command.getErr().flush();
    }
}
