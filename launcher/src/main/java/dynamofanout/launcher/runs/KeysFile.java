// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.KeyAttribute;
import dynamofanout.key.KeyOwner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the file of {@code --keys-file}: one key a line, as a JSON object. A line may be a whole item. Its other
 * attributes are then left out, because the request is kept with the run. But the line must hold the whole key: a
 * misspelt sort key must not turn one item into its whole partition.
 *
 * @param file the file; absent for standard input
 * @param owner the table or index whose keys they are; absent if it cannot be looked at, then lines must be keys alone
 */
record KeysFile(Optional<Path> file, Optional<KeyOwner> owner) {
    /**
     * Adds a key for each line.
     *
     * @param sort what {@code --sort-key} says of every key; an equality stands in its {@code partitionKey}
     */
    void readInto(ArrayNode keys, ObjectNode sort) {
        String where = file.map(Path::toString).orElse("standard input");
        List<String> lines = file.map(KeysFile::lines).orElseGet(KeysFile::standardInput);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                String line = "line " + (i + 1) + " of " + where;
                JsonNode item = InputObject.parse(line, lines.get(i)).node();
                ObjectNode partition =
                        owner.map(known -> key(line, item, known)).orElseGet(item::deepCopy);
                if (sort.path("partitionKey") instanceof ObjectNode equalities) {
                    partition.setAll(equalities);
                }
                ObjectNode key = keys.addObject();
                key.set("partitionKey", partition);
                if (sort.has("sortKey")) {
                    key.set("sortKey", sort.path("sortKey"));
                }
            }
        }
    }

    private static ObjectNode key(String line, JsonNode item, KeyOwner owner) {
        List<String> names =
                owner.key().attributes().stream().map(KeyAttribute::name).toList();
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        item.properties().stream()
                .filter(attribute -> names.contains(attribute.getKey()))
                .forEach(attribute -> key.set(attribute.getKey(), attribute.getValue()));
        Optional<String> missing =
                names.stream().filter(name -> !item.has(name)).findFirst();
        if (missing.isPresent() && key.size() < item.size()) {
            String other = item.properties().stream()
                    .map(attribute -> attribute.getKey())
                    .filter(name -> !names.contains(name))
                    .findFirst()
                    .orElseThrow();
            throw new BadInput(
                    "select",
                    line + " must be a key of " + owner.words() + " (" + owner.key() + ") or an item with all of it: "
                            + missing.get() + " is missing, and " + other + " is no key");
        }
        return key;
    }

    private static List<String> standardInput() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new BadInput("select", "--keys-file must be UTF-8, got: " + file);
        } catch (IOException e) {
            throw new BadInput("select", "--keys-file must be a file that can be read, got: " + file);
        }
    }
}
