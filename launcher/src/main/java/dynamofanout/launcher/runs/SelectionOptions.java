// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.key.KeyOwner;
import dynamofanout.launcher.console.KeyArgument;
import dynamofanout.launcher.console.KeyArguments;
import dynamofanout.launcher.console.RequestField;
import dynamofanout.table.TableDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select items by key, for a run that does not take the whole table. */
final class SelectionOptions {
    @Option(
            names = "--partition-key",
            paramLabel = "ATTR=VALUE",
            description = "Take only the items with this partition key: --partition-key customerId=C-17. Repeat the"
                    + " option for more keys, or for the other attributes of an index's key.")
    private List<String> partitionKeys = new ArrayList<>();

    @Option(
            names = "--sort-key",
            paramLabel = "CONDITION",
            description = "Of those, only the items whose sort key is in this range: --sort-key 'orderDate"
                    + " begins_with 2026-' (=, <, <=, >, >=, between, begins_with).")
    private List<String> sortKeys = new ArrayList<>();

    @RequestField("index")
    @Option(names = "--index", paramLabel = "INDEX", description = "Take the keys as keys of this index.")
    private @Nullable String index;

    @RequestField("select.keys")
    @Option(
            names = "--keys-file",
            paramLabel = "FILE",
            description = "Take only the items of these keys, at most 100,000, one JSON object a line: {\"customerId\":"
                    + " \"C-17\"}. A line may be a whole item: only its key is used. - reads standard input:"
                    + " fanout query … --keys-only | fanout copy … --keys-file - --yes.")
    private @Nullable String keysFile;

    /**
     * Adds the request's field {@code select}.
     *
     * @param source the source table, which knows what is a key; empty where it cannot be looked at from here
     */
    void writeTo(ObjectNode request, Path directory, Supplier<Optional<TableDescription>> source) {
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
            Optional<Path> file = keysFile.equals("-") ? Optional.empty() : Optional.of(directory.resolve(keysFile));
            Optional<KeyOwner> owner = source.get().map(table -> KeyOwner.of(table, Optional.ofNullable(index)));
            new KeysFile(file, owner).readInto(keys, sort);
        }
    }

    private void requireEqualities() {
        for (String text : partitionKeys) {
            if (!KeyArgument.parse(text).isEquality()) {
                throw new BadInput("select", "--partition-key must be such as customerId=C-17, got: " + text);
            }
        }
    }
}
