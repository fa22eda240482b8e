// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.deploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.ConsentOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code fanout deploy}: deploys the stacks of {@code fanout.json} to AWS. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Deploys to AWS what fanout.json asks for: the home account's stack, and in each environment's account"
                    + " the roles that the home account uses.",
            "Makes the templates, shows what changes in IAM, asks once, and runs the CDK with the profile of"
                    + " each account."
                    + " Needs Node.js 20 or newer. You can run it again: a stack without changes is left alone."
        },
        footer = {
            "",
            "Examples:",
            "  fanout deploy --all --dry-run",
            "  fanout deploy home",
            "  fanout deploy production --yes",
            "  fanout deploy production --templates templates     (writes them for another tool to deploy)"
        })
public final class DeployCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetOptions options;

    @Option(names = "--dry-run", description = "Show all changes and stop.")
    private boolean dryRun;

    @Option(
            names = "--templates",
            paramLabel = "DIRECTORY",
            description = "Write the templates into DIRECTORY, which must not exist, and stop. This needs no"
                    + " credentials.")
    private @Nullable Path templates;

    @Mixin
    private ConsentOptions consent;

    @Mixin
    private CommonOptions common;

    public DeployCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        Printer printer = common.printer(spec, world);
        Configuration configuration = world.configuration(common.config());
        List<DeploymentTarget> chosen = options.chosen(DeploymentTarget.of(configuration));
        var synthesis = new Synthesis(world, printer, configuration, options.context());
        if (templates != null) {
            Path directory = world.directory().resolve(templates).normalize();
            CloudAssembly assembly = synthesis.into(directory);
            printer.line("Wrote the templates into " + directory + ": "
                    + String.join(
                            ", ",
                            assembly.of(chosen, printer).stream()
                                    .map(target -> target.stack() + ".template.json")
                                    .toList()));
            return 0;
        }
        try (CloudAssembly assembly = synthesis.temporary()) {
            deploy(assembly, printer, assembly.of(chosen, printer));
        }
        return 0;
    }

    private void deploy(CloudAssembly assembly, Printer printer, List<DeploymentTarget> targets) {
        if (targets.isEmpty()) {
            throw new BadInput("there is no stack to deploy: " + options.described());
        }
        var cdk = new CdkRuns(world, printer);
        for (DeploymentTarget target : targets) {
            printer.line((dryRun ? "Changes of " : "Changes in IAM by ") + target.described() + ":");
            if (dryRun) {
                cdk.cdk(assembly, target, "diff");
            } else {
                cdk.cdk(assembly, target, "diff", "--security-only");
            }
        }
        ArrayNode deployed = JsonNodeFactory.instance.arrayNode();
        if (dryRun) {
            printer.line("Dry run: nothing was deployed.");
        } else {
            consent.consent(world, printer).require();
            for (DeploymentTarget target : targets) {
                printer.line("Deploying " + target.described() + " …");
                cdk.cdk(assembly, target, "deploy", "--require-approval", "never");
                deployed.add(target.stack());
            }
            printer.line("Deployed. `fanout doctor` says whether all can be used.");
        }
        printer.json(JsonNodeFactory.instance.objectNode().set("deployed", deployed));
    }
}
