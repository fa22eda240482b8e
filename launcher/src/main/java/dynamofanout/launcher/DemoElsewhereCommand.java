// SPDX-License-Identifier: Apache-2.0
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

/** {@code fanout demo} in an installation without the demo module: says where to find the demo. */
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
                .line("fanout demo needs DynamoDB Local, whose licence forbids shipping it. Only the source tree"
                        + " has the demo: git clone https://github.com/dynamo-fanout/dynamo-fanout, then run"
                        + " ./fanout demo there (JDK 17)");
        return Failures.REFUSED;
    }
}
