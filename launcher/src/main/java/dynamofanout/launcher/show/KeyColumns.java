// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.item.KeyAttribute;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.TableDescription;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says which columns come first: the keys of the queried index, then of the table, then of other indexes. */
public final class KeyColumns {
    private KeyColumns() {}

    public static List<String> of(TableDescription table, Optional<String> index) {
        Set<String> names = new LinkedHashSet<>();
        index.flatMap(table::index).map(IndexDescription::key).ifPresent(key -> add(names, key.attributes()));
        add(names, table.key().attributes());
        table.indexes().forEach(each -> add(names, each.key().attributes()));
        return List.copyOf(names);
    }

    private static void add(Set<String> names, List<KeyAttribute> attributes) {
        attributes.forEach(attribute -> names.add(attribute.name()));
    }
}
