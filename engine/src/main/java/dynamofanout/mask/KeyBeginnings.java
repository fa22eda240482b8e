// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.ClearItem.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises the entities of a single-table design by the beginnings of their keys. A beginning ends with a separator.
 * It is used only if at least {@value #FEWEST_ITEMS} items of the sample share it, because otherwise it might be
 * personal data.
 */
final class KeyBeginnings {
    static final int FEWEST_ITEMS = 20;

    private static final Pattern BEGINNING = Pattern.compile("([A-Za-z][A-Za-z_.-]{0,39})([#|:/])");

    private final KeySchema key;

    KeyBeginnings(KeySchema key) {
        this.key = key;
    }

    /** The beginnings of one entity's keys, by attribute. Attributes without a beginning are left out. */
    record Entity(Map<String, String> beginnings) {
        Entity {
            beginnings = Map.copyOf(beginnings);
        }
    }

    /** Entities with their items, the most exact ones first. Items that belong to no entity are left out. */
    Map<Entity, List<Slice>> entities(List<Slice> items) {
        Map<String, Integer> counts = new HashMap<>();
        items.forEach(
                item -> beginnings(item).forEach((name, text) -> counts.merge(name + " " + text, 1, Integer::sum)));
        Map<Entity, List<Slice>> byEntity = new LinkedHashMap<>();
        for (Slice item : items) {
            Map<String, String> shared = beginnings(item);
            shared.entrySet()
                    .removeIf(each -> counts.getOrDefault(each.getKey() + " " + each.getValue(), 0) < FEWEST_ITEMS);
            byEntity.computeIfAbsent(new Entity(shared), e -> new ArrayList<>()).add(item);
        }
        Map<Entity, List<Slice>> ordered = new LinkedHashMap<>();
        byEntity.entrySet().stream()
                .filter(each -> !each.getKey().beginnings().isEmpty())
                .filter(each -> each.getValue().size() >= FEWEST_ITEMS)
                .sorted((one, other) -> order(one, other))
                .forEach(each -> ordered.put(each.getKey(), each.getValue()));
        return ordered;
    }

    private static int order(Map.Entry<Entity, List<Slice>> one, Map.Entry<Entity, List<Slice>> other) {
        int byExactness = Integer.compare(
                other.getKey().beginnings().size(), one.getKey().beginnings().size());
        return byExactness != 0
                ? byExactness
                : Integer.compare(other.getValue().size(), one.getValue().size());
    }

    /** Separator of a beginning: its last character. */
    static String separator(String beginning) {
        return beginning.substring(beginning.length() - 1);
    }

    private Map<String, String> beginnings(Slice item) {
        Map<String, String> beginnings = new LinkedHashMap<>();
        for (KeyAttribute attribute : key.attributes()) {
            beginning(item, attribute).ifPresent(text -> beginnings.put(attribute.name(), text));
        }
        return beginnings;
    }

    private static Optional<String> beginning(Slice item, KeyAttribute attribute) {
        return ClearItem.content(item, MaskPath.ofAttribute(attribute.name()))
                .filter(content -> content.type() == ScalarType.S)
                .map(Content::text)
                .map(BEGINNING::matcher)
                .filter(Matcher::lookingAt)
                .map(Matcher::group);
    }
}
