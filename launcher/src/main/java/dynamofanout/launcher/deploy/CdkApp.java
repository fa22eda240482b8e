// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.World;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The command line that runs our CDK app, which writes the CloudFormation templates. A release runs its jars. A source
 * tree runs {@code infra/app}, which builds the jars first.
 *
 * @param words of its command line
 * @param functions of a release: the jar that Lambda runs
 * @param cdkJson of a source tree
 */
record CdkApp(List<String> words, List<Path> functions, List<Path> cdkJson) {
    /** @throws BadInput where neither is */
    static CdkApp of(World world) {
        Path installed = world.installation().orElseThrow(CdkApp::nowhere);
        Path infra = installed.resolve("lib").resolve("infra.jar");
        Path functions = installed.resolve("lib").resolve("functions.jar");
        if (Files.isRegularFile(infra) && Files.isRegularFile(functions)) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return new CdkApp(
                    List.of(
                            java,
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            infra + File.pathSeparator + functions,
                            "dynamofanout.infra.FanoutApp"),
                    List.of(functions),
                    List.of());
        }
        Path app = installed.resolve("infra").resolve("app");
        if (Files.isRegularFile(app)) {
            return new CdkApp(List.of(app.toString()), List.of(), List.of(app.resolveSibling("cdk.json")));
        }
        throw nowhere();
    }

    /** Adds settings that the app cannot know by itself. */
    void complete(ObjectNode context, Path fanoutJson) {
        context.put("config", fanoutJson.toString());
        functions.forEach(jar -> context.put("functionsJar", jar.toString()));
    }

    private static BadInput nowhere() {
        return new BadInput(
                "to deploy, fanout must be run by its script bin/fanout of a release archive, or ./fanout of a"
                        + " source tree: the container image cannot deploy");
    }
}
