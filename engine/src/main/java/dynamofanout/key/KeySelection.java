// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.KeySchema;
import dynamofanout.key.Selected.How;
import dynamofanout.table.Filter;
import dynamofanout.table.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that a copy of a selection reads: conditions on the keys of a table or of one of its indexes. They do not
 * overlap, so no item is read twice.
 *
 * @param asked how many keys were asked for, before overlapping ones were merged
 */
public record KeySelection(KeyOwner owner, List<Selected> selected, int asked) {
    public KeySelection {
        selected = List.copyOf(selected);
    }

    /**
     * Reads the keys of a request.
     *
     * @param keys each {@code {"partitionKey", "sortKey"?}}
     * @throws BadInput if one of them does not match the key schema; the sentence says which
     */
    public static KeySelection of(TableDescription table, Optional<String> index, List<ObjectNode> keys) {
        KeyOwner owner = KeyOwner.of(table, index);
        var reader = new KeyConditionReader(owner);
        List<KeyCondition> conditions = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            conditions.add(read(reader, keys.get(i), i, keys.size()));
        }
        List<Selected> selected = KeyConditions.disjoint(conditions).stream()
                .map(condition -> Selected.of(condition, owner))
                .toList();
        return new KeySelection(owner, selected, keys.size());
    }

    /** Why the items cannot be read in this way, according to DynamoDB's rules for Query. Empty if they can. */
    public Optional<BadInput> refusal(boolean isConsistent, Optional<Filter> filter) {
        if (isConsistent && owner.isGlobal()) {
            return Optional.of(new BadInput(
                    "consistentRead",
                    "consistentRead must be left out for " + owner.words()
                            + ": DynamoDB reads global secondary indexes eventually consistent only"));
        }
        KeySchema asked = owner.isPartial() ? owner.table().key() : owner.key();
        return filter.filter(f -> f.asksForKey(asked))
                .map(f -> new BadInput(
                        "filter",
                        "filter must not ask for keys of "
                                + (owner.isPartial() ? owner.table().name() : owner.words()) + " (" + asked
                                + "): the selection does"));
    }

    /** How many conditions are read in this way. */
    public int count(How how) {
        return (int) selected.stream().filter(each -> each.how() == how).count();
    }

    /** The selection, in order, divided evenly into this many parts. Each part is a list of lines for the run store. */
    public List<List<String>> chunks(int segments) {
        List<List<String>> chunks = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            int from = (int) ((long) selected.size() * i / segments);
            int to = (int) ((long) selected.size() * (i + 1) / segments);
            chunks.add(selected.subList(from, to).stream().map(Selected::text).toList());
        }
        return chunks;
    }

    private static KeyCondition read(KeyConditionReader reader, ObjectNode key, int number, int of) {
        try {
            InputObject holder = InputObject.of("the key", key);
            KeyCondition condition = reader.read(holder);
            holder.end();
            return condition;
        } catch (BadInput bad) {
            String which = of == 1 ? "" : "key " + (number + 1) + " of " + of + ": ";
            throw new BadInput(
                    "select.keys[" + number + "]"
                            + bad.field().map(field -> "." + field).orElse(""),
                    which + bad.sentence());
        }
    }
}
