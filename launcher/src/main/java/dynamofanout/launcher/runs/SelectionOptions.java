package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.launcher.console.KeyArgument;
import dynamofanout.launcher.console.KeyArguments;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which keys are copied, where not the whole table is. */
final class SelectionOptions {
    @Option(
            names = "--partition-key",
            paramLabel = "ATTR=VALUE",
            description = "Copy only the items of this key, for example --partition-key customerId=C-17. Repeat it for"
                    + " more keys, or for the other attributes of an index's key.")
    private List<String> partitionKeys = new ArrayList<>();

    @Option(
            names = "--sort-key",
            paramLabel = "CONDITION",
            description = "And of those the items in this range: --sort-key 'orderDate begins_with 2026-' (=, <, <=, >,"
                    + " >=, between, begins_with).")
    private List<String> sortKeys = new ArrayList<>();

    @Option(names = "--index", paramLabel = "INDEX", description = "The keys are those of this index.")
    private @Nullable String index;

    @Option(
            names = "--keys-file",
            paramLabel = "FILE",
            description = "Copy the items of up to 100,000 keys, a JSON object a line: {\"customerId\": \"C-17\"}.")
    private @Nullable Path keysFile;

    /** Adds the request's field {@code select}. */
    void writeTo(ObjectNode request, Path directory) {
        if (partitionKeys.isEmpty() && keysFile == null) {
            if (index != null || !sortKeys.isEmpty()) {
                throw new BadInput("select", "--index and --sort-key need a --partition-key or a --keys-file");
            }
            return;
        }
        ObjectNode select = request.putObject("select");
        if (index != null) {
            select.put("index", index);
        }
        ArrayNode keys = select.putArray("keys");
        if (!partitionKeys.isEmpty()) {
            requireEqualities();
            KeyArguments.parse(Stream.concat(partitionKeys.stream(), sortKeys.stream())
                            .toList())
                    .keys()
                    .forEach(keys::add);
        }
        if (keysFile != null) {
            ObjectNode sort = sortKeys.isEmpty()
                    ? JsonNodeFactory.instance.objectNode()
                    : KeyArguments.parse(sortKeys).keys().get(0);
            readInto(keys, directory.resolve(keysFile), sort);
        }
    }

    private void requireEqualities() {
        for (String text : partitionKeys) {
            if (!KeyArgument.parse(text).isEquality()) {
                throw new BadInput("select", "--partition-key must be such as customerId=C-17, got: " + text);
            }
        }
    }

    /** @param sort what {@code --sort-key} says of every key; an equality stands in its {@code partitionKey} */
    private static void readInto(ArrayNode keys, Path file, ObjectNode sort) {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                ObjectNode partition = InputObject.parse("line " + (i + 1) + " of " + file, lines.get(i))
                        .node()
                        .deepCopy();
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
