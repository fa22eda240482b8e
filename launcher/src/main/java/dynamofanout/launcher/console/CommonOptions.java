package dynamofanout.launcher.console;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that most commands have: {@code --json}, {@code --config} and {@code --debug}. */
public final class CommonOptions {
    @Option(
            names = "--json",
            description = "Print one JSON object on the last line of standard output, and everything else on standard"
                    + " error.")
    private boolean json;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read environments from FILE instead of ./fanout.json, for example --config ops/fanout.json.")
    private @Nullable Path config;

    /** {@link DebugStrategy} looks at it. */
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = "--debug",
            description = "List every call to AWS (operation, table, units, milliseconds, no contents) in a file of"
                    + " ~/.local/state/fanout/log.")
    private boolean debug;

    public boolean isJson() {
        return json;
    }

    public Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    public Printer printer(CommandSpec spec, World world) {
        return new Printer(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                json,
                world.isTerminal(),
                TerminalWidth.followed(world),
                Palette.of(world));
    }
}
