// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.completion;

import dynamofanout.item.KeySchema;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.TableDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names in a table that people type.
 *
 * @param key names of the key's attributes
 * @param indexes their names, with those of their keys' attributes
 */
record KnownTable(String name, List<String> key, Map<String, List<String>> indexes) {
    static KnownTable of(TableDescription table) {
        return new KnownTable(
                table.name(),
                names(table.key()),
                table.indexes().stream()
                        .collect(Collectors.toMap(
                                IndexDescription::name,
                                index -> names(index.key()),
                                (first, second) -> first,
                                LinkedHashMap::new)));
    }

    private static List<String> names(KeySchema key) {
        return key.attributes().stream().map(attribute -> attribute.name()).toList();
    }
}
