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

/** Which stacks, with which settings. */
final class TargetOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "home|ENVIRONMENT",
            description = "The home account's stack, or the environment's access stack.")
    private @Nullable String name;

    @Option(names = "--all", description = "The home and every environment.")
    private boolean all;

    @Option(
            names = {"-c", "--context"},
            paramLabel = "NAME=VALUE",
            description =
                    "A setting of docs/deployment.md, for example -c keepDays=30. Those that should stay belong into"
                            + " a file cdk.json beside fanout.json: {\"context\": {\"keepDays\": 30}}.")
    private Map<String, String> context = new LinkedHashMap<>();

    Map<String, String> context() {
        return context;
    }

    /** As it was typed. */
    String described() {
        return name == null ? "--all" : name;
    }

    /** @throws BadInput when the choice is none, or both, or not in the file */
    List<DeploymentTarget> chosen(List<DeploymentTarget> targets) {
        if (all == (name != null)) {
            throw new BadInput("what to do must be one of " + names(targets) + ", or --all, got: "
                    + (all ? name + " and --all" : "nothing"));
        }
        if (all) {
            return targets;
        }
        return Stream.of(targets.stream()
                        .filter(target -> target.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new BadInput(
                                "what to do must be one of " + names(targets) + ", or --all, got: " + name)))
                .toList();
    }

    private static String names(List<DeploymentTarget> targets) {
        return targets.stream().map(DeploymentTarget::name).distinct().collect(Collectors.joining(", "));
    }
}
