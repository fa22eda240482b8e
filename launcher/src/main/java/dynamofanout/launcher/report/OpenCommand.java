// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.runs.RunArgument;
import dynamofanout.launcher.runs.RunPlaces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code fanout open}: opens the AWS console's pages about a run in the browser. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Opens the AWS console in the browser: the pages of a run's execution and of the dashboard.",
        footer = {"", "Example:", "  fanout open latest"})
public final class OpenCommand implements Callable<Integer> {
    private static final List<String> OPENERS = List.of("xdg-open", "open", "wslview");

    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunArgument run;

    @Mixin
    private CommonOptions common;

    public OpenCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Printer printer = common.printer(spec, world);
        try (var places = new RunPlaces(world, printer, common.config())) {
            RunPlaces.Found found = places.find(run.text());
            Map<String, String> pages = found.place().console(found.record());
            if (pages.isEmpty()) {
                throw new BadInput("run " + found.record().run()
                        + " must be one of the home account, got: a local run, of which AWS's console shows nothing");
            }
            pages.forEach((what, address) -> {
                printer.line(what + ": " + address);
                open(address);
            });
        }
        return 0;
    }

    /**
     * Starts the browser in the background, because it may stay open for long. Without a browser, the address is
     * printed.
     */
    private void open(String address) {
        for (String opener : OPENERS) {
            Optional<String> found = world.programs().apply(List.of("sh", "-c", "command -v " + opener));
            if (found.isPresent()) {
                Optional<String> unused =
                        world.programs().apply(List.of("sh", "-c", "\"$0\" \"$1\" >/dev/null 2>&1 &", opener, address));
                return;
            }
        }
    }
}
