// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.completion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Caches names for completion: tables, key attributes, indexes and run ids, and no contents. There is a file for each
 * environment in {@code ~/.cache/fanout/completion}. A file that cannot be read counts as missing.
 */
final class NameCache {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final World world;

    NameCache(World world) {
        this.world = world;
    }

    /** What is known of an environment's tables, perhaps of long ago. */
    List<KnownTable> tables(String place) {
        List<KnownTable> tables = new ArrayList<>();
        read(place).path("tables").properties().forEach(table -> {
            Map<String, List<String>> indexes = new LinkedHashMap<>();
            table.getValue()
                    .path("indexes")
                    .properties()
                    .forEach(index -> indexes.put(index.getKey(), texts(index.getValue())));
            tables.add(new KnownTable(table.getKey(), texts(table.getValue().path("key")), indexes));
        });
        return tables;
    }

    List<String> runs(String place) {
        return texts(read(place).path("runs"));
    }

    /** Whether somebody looked, or tried to, a short while ago. */
    boolean isFresh(String place) {
        try {
            Instant looked =
                    Files.getLastModifiedTime(file(place).orElseThrow()).toInstant();
            return looked.isAfter(world.clock().instant().minus(FRESH));
        } catch (IOException | RuntimeException none) {
            return false;
        }
    }

    /** Notes that somebody looks now, so that no other does as well. */
    void touch(String place) throws IOException {
        write(place, read(place));
    }

    void keepTables(String place, List<KnownTable> tables) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode all = json.putObject("tables");
        for (KnownTable table : tables) {
            ObjectNode one = all.putObject(table.name());
            table.key().forEach(one.putArray("key")::add);
            ObjectNode indexes = one.putObject("indexes");
            table.indexes().forEach((name, key) -> key.forEach(indexes.putArray(name)::add));
        }
        write(place, json);
    }

    void keepRuns(String place, List<String> runs) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        runs.forEach(json.putArray("runs")::add);
        write(place, json);
    }

    private void write(String place, JsonNode json) throws IOException {
        Optional<Path> file = file(place);
        if (file.isEmpty()) {
            return;
        }
        Path directory = Files.createDirectories(file.get().getParent());
        Path written = Files.createTempFile(directory, "names", ".tmp");
        Files.writeString(written, json.toString());
        Files.move(written, file.get(), StandardCopyOption.REPLACE_EXISTING);
    }

    private JsonNode read(String place) {
        try {
            return MAPPER.readTree(file(place).map(NameCache::text).orElse("{}"));
        } catch (IOException | RuntimeException none) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException none) {
            return "{}";
        }
    }

    /** The same name may be another account under other settings. */
    private Optional<Path> file(String place) {
        String settings = String.join(
                "\n",
                place,
                world.directory().toString(),
                setting("FANOUT_CONFIG"),
                setting("AWS_CONFIG_FILE"),
                setting("AWS_PROFILE"),
                setting("AWS_ENDPOINT_URL"),
                setting("AWS_REGION"));
        String name = UUID.nameUUIDFromBytes(settings.getBytes(StandardCharsets.UTF_8)) + ".json";
        return Optional.of(setting("XDG_CACHE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .or(() -> world.home().map(user -> user.resolve(".cache")))
                .map(cache -> cache.resolve("fanout").resolve("completion").resolve(name));
    }

    private String setting(String variable) {
        return Optional.ofNullable(world.variables().apply(variable)).orElse("");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
