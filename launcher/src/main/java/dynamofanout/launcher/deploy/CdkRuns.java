// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.NoVerdict;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.ProgramRunner;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.Cdk;
import dynamofanout.launcher.home.NodePrograms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Runs our CDK app, and the CDK's own command line, whose output the user sees. */
final class CdkRuns {
    private final World world;
    private final Printer printer;

    CdkRuns(World world, Printer printer) {
        this.world = world;
        this.printer = printer;
    }

    /** @throws BadInput where Node.js is missing or too old */
    void requireNode() {
        new NodePrograms(world).problem().ifPresent(sentence -> {
            throw new BadInput(sentence);
        });
    }

    /** Writes all templates into the directory. */
    CloudAssembly synthesize(CdkApp app, ObjectNode context, Path directory) {
        Map<String, String> variables =
                Map.of("CDK_OUTDIR", directory.toString(), "CDK_CONTEXT_JSON", context.toString());
        run(app.words(), variables, "the templates could not be made");
        return new CloudAssembly(directory);
    }

    /** One command of the CDK for one stack, with the profile of its account. */
    void cdk(CloudAssembly assembly, DeploymentTarget target, String command, String... options) {
        List<String> words = new ArrayList<>(List.of("npx", "--yes", Cdk.PACKAGE, command));
        words.addAll(List.of("--app", assembly.directory().toString(), target.stack()));
        words.addAll(List.of(options));
        target.profile().ifPresent(profile -> words.addAll(List.of("--profile", profile)));
        run(
                words,
                Map.of(),
                "cdk " + command + " failed for " + target.described()
                        + "; `fanout doctor` says what is missing, docs/deployment.md explains errors of"
                        + " CloudFormation");
    }

    private void run(List<String> words, Map<String, String> variables, String failed) {
        boolean isWatched = printer.isTerminal() && !printer.isJson();
        Optional<Consumer<String>> lines = isWatched ? Optional.empty() : Optional.of(printer::line);
        OptionalInt exit = world.runner().run(new ProgramRunner.Call(words, variables, world.directory()), lines);
        if (exit.isEmpty()) {
            throw new BadInput(failed + ": " + words.get(0) + " cannot be started");
        }
        if (exit.getAsInt() != 0) {
            throw new NoVerdict(failed + " (exit code " + exit.getAsInt() + ", the reason is above)");
        }
    }
}
