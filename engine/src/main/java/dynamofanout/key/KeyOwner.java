// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import dynamofanout.input.BadInput;
import dynamofanout.input.Spelling;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table or one of its indexes, as the owner of the keys that a condition is about. */
public record KeyOwner(TableDescription table, Optional<IndexDescription> index) {
    /**
     * The table itself, or the index of that name.
     *
     * @throws BadInput if the table has no such index
     */
    public static KeyOwner of(TableDescription table, Optional<String> index) {
        return new KeyOwner(table, index.map(name -> table.index(name).orElseThrow(() -> noIndex(table, name))));
    }

    public KeySchema key() {
        return index.map(IndexDescription::key).orElse(table.key());
    }

    /** Its name for messages: {@code Orders} or {@code index ByCustomer of Orders}. */
    public String words() {
        return index.map(i -> "index " + i.name() + " of " + table.name()).orElse(table.name());
    }

    /** Whether it is an index that does not project all attributes. */
    public boolean isPartial() {
        return index.filter(i -> !i.projection().equals("ALL")).isPresent();
    }

    public boolean isGlobal() {
        return index.filter(IndexDescription::isGlobal).isPresent();
    }

    /** The key attributes of the index and the table together. A cursor within the index consists of these. */
    public KeySchema cursor() {
        List<KeyAttribute> more = table.key().attributes().stream()
                .filter(attribute -> !key().attributes().contains(attribute))
                .toList();
        List<KeyAttribute> sort = new ArrayList<>(key().sort());
        sort.addAll(more);
        return new KeySchema(key().partition(), sort);
    }

    /** The error for a condition on an attribute that is not a key attribute. It lists the key attributes. */
    BadInput noKey(String field, String attribute) {
        List<String> having = table.indexes().stream()
                .filter(i -> index.isEmpty() || !i.name().equals(index.get().name()))
                .filter(i -> hasKey(i.key(), attribute))
                .map(IndexDescription::name)
                .toList();
        boolean isOfTable = index.isPresent() && hasKey(table.key(), attribute);
        String where = having.isEmpty()
                ? isOfTable ? "; the table itself has it" : ""
                : "; index" + (having.size() == 1 ? " " : "es ") + String.join(", ", having)
                        + (having.size() == 1 ? " has it" : " have it");
        String hint = where.isEmpty() ? Spelling.hint(attribute, names(key())) : "";
        return new BadInput(
                field,
                attribute + " is no key of " + words() + where + " (keys of " + words() + ": " + key() + ")" + hint);
    }

    private static boolean hasKey(KeySchema key, String attribute) {
        return names(key).contains(attribute);
    }

    private static List<String> names(KeySchema key) {
        return key.attributes().stream().map(KeyAttribute::name).toList();
    }

    private static BadInput noIndex(TableDescription table, String name) {
        List<String> names =
                table.indexes().stream().map(IndexDescription::name).toList();
        String known = names.isEmpty() ? "it has none" : "it has " + String.join(", ", names);
        return new BadInput(
                "index",
                "index must be one of " + table.name() + " (" + known + "), got: \"" + name + "\""
                        + Spelling.hint(name, names));
    }
}
