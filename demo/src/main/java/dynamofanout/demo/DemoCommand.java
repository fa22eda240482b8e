// SPDX-License-Identifier: Apache-2.0
package dynamofanout.demo;

import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code fanout demo}: copies a real table between two local accounts, or opens them for the user. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Copies 28,298 real airports between two DynamoDB accounts inside this process, while 5 %% of the answers are"
                    + " faults, and compares every item.",
            "With --stay it opens two accounts for commands of your own in another terminal instead.",
            "Runs from the source tree only: the licence of DynamoDB Local forbids shipping it."
        })
final class DemoCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stay", description = "Keep two accounts with four tables open until Ctrl-C, and copy nothing.")
    private boolean stay;

    @Mixin
    private CommonOptions common;

    DemoCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws Exception {
        Printer printer = common.printer(spec, world);
        return stay ? OpenAccounts.run(world, printer) : Demo.run(world, printer);
    }
}
