// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.deploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.DeploymentNames;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.ConsentOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code fanout destroy}: deletes the stacks that {@code fanout deploy} made. */
@Command(
        name = "destroy",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Removes from AWS what `fanout deploy` made: the home account's stack, or an environment's roles.",
            "Asks first. It keeps the run table and everything in the environments' tables, and says so."
        },
        footer = {"", "Examples:", "  fanout destroy development", "  fanout destroy --all"})
public final class DestroyCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetOptions options;

    @Mixin
    private ConsentOptions consent;

    @Mixin
    private CommonOptions common;

    public DestroyCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        Printer printer = common.printer(spec, world);
        Configuration configuration = world.configuration(common.config());
        List<DeploymentTarget> chosen = options.chosen(DeploymentTarget.of(configuration));
        DeploymentNames names = configuration.home().orElseThrow().names();
        try (CloudAssembly assembly = new Synthesis(world, printer, configuration, options.context()).temporary()) {
            List<DeploymentTarget> targets = new ArrayList<>(assembly.of(chosen, printer));
            if (targets.isEmpty()) {
                throw new BadInput("there is no stack to destroy: " + options.described());
            }
            Collections.reverse(targets); // the home, which uses the roles, last
            targets.forEach(target -> printer.line("Will be destroyed: " + target.described()));
            consent.consent(world, printer).require();
            ArrayNode destroyed = JsonNodeFactory.instance.arrayNode();
            for (DeploymentTarget target : targets) {
                printer.line("Destroying " + target.described() + " …");
                new CdkRuns(world, printer).cdk(assembly, target, "destroy", "--force");
                destroyed.add(target.stack());
            }
            printer.line("Destroyed. The environments' tables, their items and backups stay as they are.");
            if (targets.stream().anyMatch(DeploymentTarget::isHome)) {
                printer.line("Stack " + names.runsStack() + " with table " + names.runTable()
                        + " stays: it says what was copied, how far, and which items were refused. docs/deployment.md"
                        + " (Remove) says how to delete it. What `cdk bootstrap` made in the account also stays.");
            }
            printer.json(JsonNodeFactory.instance.objectNode().set("destroyed", destroyed));
        }
        return 0;
    }
}
