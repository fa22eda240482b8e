package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rows show of items.
 *
 * @param selected attributes or paths that were asked for; empty: all attributes
 * @param first attributes that come first where all are shown
 */
public record Columns(List<String> selected, List<String> first) {
    public Columns {
        selected = List.copyOf(selected);
        first = List.copyOf(first);
    }

    /** Names of the columns, by what the first page holds where nothing was selected. */
    List<String> names(List<JsonNode> items) {
        boolean isPlain = selected.stream().noneMatch(path -> path.contains("[") || path.contains("`"));
        if (!selected.isEmpty() && isPlain) {
            return selected;
        }
        Set<String> names = new TreeSet<>();
        items.forEach(item -> item.fieldNames().forEachRemaining(names::add));
        Set<String> ordered = new LinkedHashSet<>(first);
        ordered.retainAll(names);
        ordered.addAll(names);
        return List.copyOf(ordered);
    }

    /** A cell: strings as they are, all else as JSON, nothing for what is not there. */
    static String cell(JsonNode item, String column) {
        JsonNode at = item.path(column);
        if (at.isMissingNode()) {
            at = item;
            for (String name : column.split("\\.", -1)) {
                at = at.path(name);
            }
        }
        return at.isMissingNode() || at.isNull() ? "" : at.isTextual() ? at.textValue() : at.toString();
    }
}
