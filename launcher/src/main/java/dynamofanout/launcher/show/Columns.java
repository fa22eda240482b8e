// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.filter.AttributePath;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The columns of a printed table of items.
 *
 * @param selected attributes or paths that the user asked for; empty for all attributes
 * @param first attributes that come first where all are shown: the keys
 */
public record Columns(List<String> selected, List<String> first) {
    public Columns {
        selected = List.copyOf(selected);
        first = List.copyOf(first);
    }

    /** Names of the columns, by what these items have where nothing was selected. */
    List<String> names(List<JsonNode> items) {
        if (!selected.isEmpty()) {
            return selectedNames();
        }
        Set<String> names = new TreeSet<>();
        items.forEach(item -> item.fieldNames().forEachRemaining(names::add));
        return ordered(names);
    }

    /** Columns of what was selected; of a part of a list, which answers leave in place, its whole attribute. */
    List<String> selectedNames() {
        return selected.stream()
                .map(path -> path.contains("[") || path.contains("`")
                        ? AttributePath.parse("select", path).attribute()
                        : path)
                .distinct()
                .toList();
    }

    /** The keys among these names, then the others by the alphabet. */
    List<String> ordered(Collection<String> names) {
        Set<String> ordered = new LinkedHashSet<>(first);
        ordered.retainAll(names);
        ordered.addAll(new TreeSet<>(names));
        return List.copyOf(ordered);
    }

    /** A cell: strings as they are, all else as JSON, nothing for what is not there. */
    static String cell(JsonNode item, String column) {
        JsonNode at = value(item, column);
        return at.isMissingNode() || at.isNull() ? "" : at.isTextual() ? at.textValue() : at.toString();
    }

    static JsonNode value(JsonNode item, String column) {
        JsonNode at = item.path(column);
        if (at.isMissingNode()) {
            at = item;
            for (String name : column.split("\\.", -1)) {
                at = at.path(name);
            }
        }
        return at;
    }
}
