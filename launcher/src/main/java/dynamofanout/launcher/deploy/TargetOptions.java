// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.deploy;

import dynamofanout.input.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that choose the stacks to deploy or destroy, and their settings. */
final class TargetOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "home|ENVIRONMENT",
            description = "The home account's stack, or the environment's access stack.")
    private @Nullable String name;

    @Option(names = "--all", description = "The home account's stack and every environment's.")
    private boolean all;

    @Option(
            names = {"-c", "--context"},
            paramLabel = "NAME=VALUE",
            description =
                    "A setting of docs/deployment.md, for example -c keepDays=30. To keep a setting, write it into a"
                            + " file cdk.json beside fanout.json: {\"context\": {\"keepDays\": 30}}.")
    private Map<String, String> context = new LinkedHashMap<>();

    Map<String, String> context() {
        return context;
    }

    /** As it was typed. */
    String described() {
        return name == null ? "--all" : name;
    }

    /** @throws BadInput if the user chose nothing, a stack and {@code --all}, or a name that is not in the file */
    List<DeploymentTarget> chosen(List<DeploymentTarget> targets) {
        if (all == (name != null)) {
            throw new BadInput("the stack must be one of " + names(targets) + ", or --all, got: "
                    + (all ? name + " and --all" : "nothing"));
        }
        if (all) {
            return targets;
        }
        return Stream.of(targets.stream()
                        .filter(target -> target.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new BadInput(
                                "the stack must be one of " + names(targets) + ", or --all, got: " + name)))
                .toList();
    }

    private static String names(List<DeploymentTarget> targets) {
        return targets.stream().map(DeploymentTarget::name).distinct().collect(Collectors.joining(", "));
    }
}
