// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of a mask for one table or for all tables that match a pattern. They apply to all items, or there are
 * entity shapes that are tried in order. Immutable.
 */
public final class TableMask {
    private final Wildcard tables;
    private final Unlisted unlisted;
    private final Map<MaskPath, Rule> rules;
    private final List<EntityShape> shapes;

    private TableMask(Wildcard tables, Unlisted unlisted, Map<MaskPath, Rule> rules, List<EntityShape> shapes) {
        this.tables = tables;
        this.unlisted = unlisted;
        this.rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        this.shapes = List.copyOf(shapes);
    }

    static TableMask ofAllItems(Wildcard tables, Unlisted unlisted, Map<MaskPath, Rule> rules) {
        return new TableMask(tables, unlisted, rules, List.of());
    }

    static TableMask ofShapes(Wildcard tables, Unlisted unlisted, List<EntityShape> shapes) {
        return new TableMask(tables, unlisted, Map.of(), shapes);
    }

    /** Name or pattern of its tables, as the file has it. */
    public String pattern() {
        return tables.pattern();
    }

    /** Whether items that match none of the shapes are left out. */
    public boolean leavesItemsOut() {
        return hasShapes() && unlisted == Unlisted.DROP;
    }

    Wildcard tables() {
        return tables;
    }

    Unlisted unlisted() {
        return unlisted;
    }

    boolean hasShapes() {
        return !shapes.isEmpty();
    }

    List<EntityShape> shapes() {
        return shapes;
    }

    /** All sets of rules that may apply to an item: one, or one for each shape. */
    List<Map<MaskPath, Rule>> ruleSets() {
        return hasShapes() ? shapes.stream().map(EntityShape::rules).toList() : List.of(rules);
    }
}
