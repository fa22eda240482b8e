// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.TableUse;
import dynamofanout.input.BadInput;
import dynamofanout.item.ItemKey;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.ValueLookUp;
import dynamofanout.run.Difference;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.StoredJson;
import dynamofanout.run.Summary;
import dynamofanout.table.CallFailed;
import dynamofanout.table.GetAnswer;
import dynamofanout.table.ItemTable;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableConnections;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the differing items again, with the user's own credentials, to show their values. The run store keeps no
 * values. An item that was changed after the comparison is shown as it is now.
 */
final class DifferingValues implements ValueLookUp {
    private static final Duration CALL_BOUND = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 2;

    private final World world;
    private final Optional<Path> configurationFile;

    DifferingValues(World world, Optional<Path> configurationFile) {
        this.world = world;
        this.configurationFile = configurationFile;
    }

    @Override
    public Map<String, ObjectNode> of(Summary summary, List<Difference> differences) {
        if (summary.tables().mask().isPresent()) {
            throw new BadInput("--show-values", "the data go through a mask: values are not shown");
        }
        List<Difference> different = differences.stream()
                .filter(each -> each.kind() == Difference.Kind.DIFFERENT)
                .toList();
        Map<ItemKey, JsonNode> inSource = read(summary.source(), different);
        Map<ItemKey, JsonNode> inTarget = read(summary.target(), different);
        Map<String, ObjectNode> values = new HashMap<>();
        for (Difference difference : different) {
            ItemKey key = key(difference);
            ObjectNode attributes = JsonNodeFactory.instance.objectNode();
            for (String name : difference.attributes()) {
                ObjectNode sides = attributes.putObject(name);
                put(sides, "source", inSource.get(key), name);
                put(sides, "target", inTarget.get(key), name);
            }
            values.put(difference.key(), attributes);
        }
        return values;
    }

    private static void put(ObjectNode sides, String side, @Nullable JsonNode item, String name) {
        if (item != null && item.has(name)) {
            sides.set(side, item.path(name));
        }
    }

    private Map<ItemKey, JsonNode> read(PlannedTable planned, List<Difference> differences) {
        Map<ItemKey, JsonNode> items = new HashMap<>();
        try (var connections =
                new TableConnections(world.http().apply(CONNECTIONS), world.clock(), world.nanoTime(), CALL_BOUND)) {
            OpenTable table = connections
                    .opener(world.environments(world.configuration(configurationFile)))
                    .open(planned.environment(), planned.table(), TableUse.READ);
            KeySchema schema = planned.identity().key();
            for (int from = 0; from < differences.size(); from += ItemTable.LARGEST_GET) {
                int to = Math.min(differences.size(), from + ItemTable.LARGEST_GET);
                for (Slice item : get(table, differences.subList(from, to))) {
                    items.put(ItemKey.of(item, schema), StoredJson.parse("an item", item.text()));
                }
            }
        }
        return items;
    }

    private static List<Slice> get(OpenTable table, List<Difference> differences) {
        try {
            GetAnswer answer = table.items()
                    .get(differences.stream().map(DifferingValues::key).toList());
            return answer.items();
        } catch (CallFailed failure) {
            throw new BadInput(
                    "--show-values", "the values in " + table.words() + " cannot be read: " + failure.reason());
        }
    }

    private static ItemKey key(Difference difference) {
        return ItemKey.ofObject(Slice.of(difference.key()));
    }
}
