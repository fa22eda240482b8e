// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
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

    /** {@link BeforeCommand} looks at it. */
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = "--debug",
            description = "List every call to AWS (operation, table, units, milliseconds, no contents) in a file of"
                    + " ~/.local/state/fanout/log.")
    private boolean debug;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no progress: only the plan, warnings, the answer and errors.")
    private boolean quiet;

    /** {@link GivenRegion} takes it. */
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Region of environments that are AWS profiles, for example --region eu-west-1.")
    private @Nullable String region;

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
                Palette.of(world),
                quiet,
                () -> LocalTime.now(world.clock().withZone(ZoneId.systemDefault())));
    }
}
