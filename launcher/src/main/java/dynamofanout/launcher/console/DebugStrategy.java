package dynamofanout.launcher.console;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Starts the {@link CallLog} before a command runs, if the command was given {@code --debug}. */
public final class DebugStrategy implements IExecutionStrategy {
    private final CallLog calls;
    private final World world;

    public DebugStrategy(CallLog calls, World world) {
        this.calls = calls;
        this.world = world;
    }

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
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
