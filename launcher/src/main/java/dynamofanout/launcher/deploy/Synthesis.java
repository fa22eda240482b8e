// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the CloudFormation templates for one {@code fanout.json}. */
final class Synthesis {
    private final World world;
    private final Printer printer;
    private final Path fanoutJson;
    private final Map<String, String> given;

    /** @param given settings of the command line */
    Synthesis(World world, Printer printer, Configuration configuration, Map<String, String> given) {
        this.world = world;
        this.printer = printer;
        this.fanoutJson = Path.of(configuration.readFrom().orElseThrow()).toAbsolutePath();
        this.given = given;
    }

    /** Into a directory that goes when the assembly is closed. */
    CloudAssembly temporary() throws IOException {
        Path directory = Files.createTempDirectory("fanout-deploy");
        try {
            return synthesize(directory);
        } catch (RuntimeException failed) {
            new CloudAssembly(directory).close();
            throw failed;
        }
    }

    /** @throws BadInput when there is something already */
    CloudAssembly into(Path directory) {
        if (Files.exists(directory)) {
            throw new BadInput("--templates must name a directory that does not exist yet, got: " + directory);
        }
        return synthesize(directory);
    }

    private CloudAssembly synthesize(Path directory) {
        CdkApp app = CdkApp.of(world);
        List<Path> files = new ArrayList<>(app.cdkJson());
        files.add(fanoutJson.resolveSibling("cdk.json"));
        ObjectNode context = CdkContext.read(files, given);
        app.complete(context, fanoutJson);
        var cdk = new CdkRuns(world, printer);
        cdk.requireNode();
        printer.line("Making the templates of " + fanoutJson + " …");
        return cdk.synthesize(app, context, directory);
    }
}
