// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.filter.AttributePath;
import dynamofanout.input.BadInput;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.table.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes that a query asks for. Key attributes are always read too, because a page may have to end after any
 * item. Those that were not asked for are removed from the answer.
 *
 * @param expression absent: everything is wanted
 * @param unwanted attributes that are read but removed
 */
record Projection(Optional<Expression> expression, Set<String> unwanted) {
    static final Projection ALL = new Projection(Optional.empty(), Set.of());

    Projection {
        unwanted = Set.copyOf(unwanted);
    }

    /** @param keys of index and table */
    static Projection of(List<AttributePath> wanted, KeySchema keys) {
        if (wanted.isEmpty()) {
            return ALL;
        }
        Map<String, String> names = new LinkedHashMap<>();
        List<String> paths = new ArrayList<>();
        Set<String> attributes = new HashSet<>();
        for (AttributePath path : wanted) {
            paths.add(path.expression(Expression.RESERVED + "Path", names));
            attributes.add(path.attribute());
        }
        Set<String> unwanted = new HashSet<>();
        for (KeyAttribute key : keys.attributes()) {
            if (!attributes.contains(key.name())) {
                unwanted.add(key.name());
                paths.add(AttributePath.ofAttribute(key.name()).expression(Expression.RESERVED + "Path", names));
            }
        }
        refusePartsOfKeys(wanted, keys);
        return new Projection(Optional.of(new Expression(String.join(", ", paths), names, Map.of())), unwanted);
    }

    private static void refusePartsOfKeys(List<AttributePath> wanted, KeySchema keys) {
        for (AttributePath path : wanted) {
            boolean isPart =
                    path.steps().size() > 1 || !path.steps().get(0).positions().isEmpty();
            if (isPart && keys.attributes().stream().anyMatch(key -> key.name().equals(path.attribute()))) {
                throw new BadInput(
                        "select",
                        "select must not ask for a part of a key, which has none, got: \"" + path.text() + "\"");
            }
        }
    }
}
