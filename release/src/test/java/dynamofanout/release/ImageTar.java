// SPDX-License-Identifier: Apache-2.0
package dynamofanout.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A container image that {@code docker load} takes, laid out as a container would see it.
 *
 * @param root of its file system
 * @param user and group, by number
 */
record ImageTar(Path root, List<String> entrypoint, Map<String, String> variables, String user) {
    private static final JsonMapper JSON = new JsonMapper();

    static ImageTar unpack(Path tar, Path directory) throws IOException, InterruptedException {
        Path parts = Files.createDirectories(directory.resolve("parts"));
        Path root = Files.createDirectories(directory.resolve("root"));
        extract(tar, parts);
        JsonNode manifest =
                JSON.readTree(parts.resolve("manifest.json").toFile()).get(0);
        for (JsonNode layer : manifest.path("Layers")) {
            extract(parts.resolve(layer.asText()), root);
        }
        JsonNode config = JSON.readTree(
                        parts.resolve(manifest.path("Config").asText()).toFile())
                .path("config");
        List<String> entrypoint = new ArrayList<>();
        config.path("Entrypoint").forEach(word -> entrypoint.add(word.asText()));
        Map<String, String> variables = new HashMap<>();
        config.path("Env").forEach(each -> {
            String[] pair = each.asText().split("=", 2);
            variables.put(pair[0], pair[1]);
        });
        return new ImageTar(root, entrypoint, variables, config.path("User").asText());
    }

    private static void extract(Path tar, Path directory) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("tar", "-xpf", tar.toString(), "-C", directory.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(tar + " cannot be unpacked, tar answered " + exit);
        }
    }
}
