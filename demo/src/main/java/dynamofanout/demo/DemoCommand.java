package dynamofanout.demo;

import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Failures;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fanout demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Copies 28,298 real airports between two DynamoDB accounts inside this process, while 5 %% of the answers are"
                    + " faults, and compares every item.",
            "Runs from the source tree only: DynamoDB Local's licence does not allow it into a released jar."
        })
final class DemoCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    DemoCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws Exception {
        Printer printer = common.printer(spec, world);
        try {
            return Demo.run(world, printer);
        } catch (NoClassDefFoundError e) {
            printer.line("fanout demo needs DynamoDB Local, which only the source tree has: run ./fanout demo there");
            return Failures.REFUSED;
        }
    }
}
