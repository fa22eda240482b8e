package dynamofanout.launcher;

import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Failures;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fanout demo} where the module with the demo is not on the class path: says where the demo is. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Says how to run the demo, which only the source tree has.")
final class DemoElsewhereCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    DemoElsewhereCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        common.printer(spec, world)
                .line(
                        "fanout demo needs DynamoDB Local, whose licence forbids shipping it, so that only the source tree has it:"
                                + " git clone https://github.com/dynamo-fanout/dynamo-fanout, then run ./fanout demo there (JDK"
                                + " 17)");
        return Failures.REFUSED;
    }
}
