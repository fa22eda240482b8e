// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.launcher.console.Printer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A directory with the templates and assets that the CDK app wrote.
 *
 * @param directory with {@code manifest.json}
 */
record CloudAssembly(Path directory) implements Closeable {
    private static final JsonMapper JSON = new JsonMapper();

    /** The targets that have a stack. For the others it says why they have none. */
    List<DeploymentTarget> of(List<DeploymentTarget> targets, Printer printer) throws IOException {
        Set<String> stacks = stacks();
        targets.stream()
                .filter(target -> !stacks.contains(target.stack()))
                .forEach(target -> printer.line("Environment " + target.name()
                        + " has a role of its own in fanout.json, which no stack makes: docs/deployment.md says what it"
                        + " needs."));
        return targets.stream()
                .filter(target -> stacks.contains(target.stack()))
                .toList();
    }

    /** Names of the stacks that have a template. */
    private Set<String> stacks() throws IOException {
        JsonNode artifacts =
                JSON.readTree(directory.resolve("manifest.json").toFile()).path("artifacts");
        Set<String> stacks = new TreeSet<>();
        artifacts.properties().forEach(artifact -> {
            if (artifact.getValue().path("type").asText().equals("aws:cloudformation:stack")) {
                stacks.add(artifact.getKey());
            }
        });
        return stacks;
    }

    /** Deletes all of it. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
