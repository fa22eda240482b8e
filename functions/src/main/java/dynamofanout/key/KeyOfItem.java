package dynamofanout.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.table.KeyAttribute;
import java.util.List;

/**
 * Finds the key in an item, so that whole items can say which ones are meant. Other attributes are ignored only where the
 * whole key is there: a misspelt sort key must not turn one item into its whole partition.
 */
final class KeyOfItem {
    private KeyOfItem() {}

    /** @param item attributes of a key alone, or of an item */
    static ObjectNode of(JsonNode item, KeyOwner owner) {
        List<String> names =
                owner.key().attributes().stream().map(KeyAttribute::name).toList();
        boolean isWhole = names.stream().allMatch(item::has);
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        item.properties().stream()
                .filter(attribute -> !isWhole || names.contains(attribute.getKey()))
                .forEach(attribute -> key.set(attribute.getKey(), attribute.getValue()));
        if (!isWhole && key.properties().stream().anyMatch(attribute -> !names.contains(attribute.getKey()))) {
            String missing = String.join(", ", names.stream().filter(name -> !item.has(name)).toList());
            String other = key.properties().stream()
                    .filter(attribute -> !names.contains(attribute.getKey()))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            throw new BadInput(
                    "item",
                    "an item must have the whole key of " + owner.words() + " (" + owner.key() + "), since " + other
                            + " is none of it; it lacks " + missing);
        }
        return key;
    }
}
