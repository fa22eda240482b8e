// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.JsonStrings;
import dynamofanout.item.JsonWalker;
import dynamofanout.mask.MaskPath.Every;
import dynamofanout.mask.MaskPath.Member;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a sample of items shows at one path: in how many items there is a value, of which types, how it looks, and what
 * is inside. It keeps no values. After {@link #foldNames} it keeps no names of map members that may be data.
 */
final class SurveyedValue {
    /** A member name that fewer than one in this many maps have may be personal data. */
    private static final int RAREST_NAME = 20;

    private static final int FEWEST_ITEMS_OF_NAME = 2;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z_$-]{0,38}[0-9]?");

    /** With more different contents it is not an enumeration. */
    private static final int MOST_OF_ENUMERATION = 12;

    private static final int ITEMS_OF_EACH = 10;

    private final Map<ValueType, Integer> types = new EnumMap<>(ValueType.class);
    private final Map<ValueLook, Integer> looks = new EnumMap<>(ValueLook.class);
    private final Set<Integer> contents = new HashSet<>();
    private final Map<String, SurveyedValue> members = new LinkedHashMap<>();
    private @Nullable SurveyedValue everyMember;
    private @Nullable SurveyedValue elements;
    private int items;
    private int lastItem = -1;
    private int scalars;

    /** Adds the item or map where the walker is. */
    void addMembers(JsonWalker walker, int item) {
        count(item);
        walker.enterObject();
        while (walker.nextField()) {
            String name = walker.name().text();
            members.computeIfAbsent(name, n -> new SurveyedValue()).addTyped(walker, item);
        }
    }

    private void addTyped(JsonWalker walker, int item) {
        walker.enterObject();
        walker.nextField();
        ValueType type = ValueType.of(walker.name());
        types.merge(type, 1, Integer::sum);
        switch (type) {
            case M -> addMembers(walker, item);
            case L -> addElements(walker, item);
            case S, N -> addScalar(walker, type);
            case SS, NS -> {
                walker.enterArray();
                while (walker.nextElement()) {
                    addScalar(walker, type);
                }
            }
            default -> walker.skipValue();
        }
        walker.nextField();
        count(item);
    }

    private void addElements(JsonWalker walker, int item) {
        SurveyedValue inside = elements == null ? new SurveyedValue() : elements;
        elements = inside;
        walker.enterArray();
        while (walker.nextElement()) {
            inside.addTyped(walker, item);
        }
    }

    private void addScalar(JsonWalker walker, ValueType type) {
        String text = JsonStrings.unescape(walker.escapedString()).text();
        boolean isText = type == ValueType.S || type == ValueType.SS;
        scalars++;
        looks.merge(isText ? ValueLook.ofText(text) : ValueLook.ofNumber(text), 1, Integer::sum);
        if (contents.size() <= MOST_OF_ENUMERATION) {
            contents.add(text.hashCode());
        }
    }

    private void count(int item) {
        if (item != lastItem) {
            items++;
            lastItem = item;
        }
    }

    /**
     * Merges members whose names may be data into {@code *}, at all levels. Names of an item's attributes are never
     * data.
     *
     * @param known names that are not data
     */
    void foldNames(boolean isItem, Set<String> known) {
        if (!isItem) {
            var folded = new SurveyedValue();
            members.entrySet().removeIf(member -> {
                boolean isFolded =
                        !known.contains(member.getKey()) && !isSchemaName(member.getKey(), member.getValue());
                if (isFolded) {
                    folded.merge(member.getValue());
                }
                return isFolded;
            });
            folded.items = Math.min(folded.items, items);
            everyMember = folded.items > 0 ? folded : null;
        }
        inside().forEach((step, value) -> value.foldNames(false, known));
    }

    private boolean isSchemaName(String name, SurveyedValue member) {
        return NAME.matcher(name).matches()
                && member.items >= FEWEST_ITEMS_OF_NAME
                && member.items * (long) RAREST_NAME >= items;
    }

    private void merge(SurveyedValue other) {
        other.types.forEach((type, count) -> types.merge(type, count, Integer::sum));
        other.looks.forEach((look, count) -> looks.merge(look, count, Integer::sum));
        other.contents.stream()
                .filter(content -> contents.size() <= MOST_OF_ENUMERATION)
                .toList()
                .forEach(contents::add);
        other.members.forEach((name, value) ->
                members.computeIfAbsent(name, n -> new SurveyedValue()).merge(value));
        if (other.elements != null) {
            elements = elements == null ? new SurveyedValue() : elements;
            elements.merge(other.elements);
        }
        items += other.items;
        scalars += other.scalars;
    }

    /** What is inside, by the step that leads to it. */
    Map<MaskPath.Step, SurveyedValue> inside() {
        Map<MaskPath.Step, SurveyedValue> inside = new LinkedHashMap<>();
        members.forEach((name, value) -> inside.put(new Member(name), value));
        Optional.ofNullable(everyMember).ifPresent(value -> inside.put(Every.MEMBER, value));
        Optional.ofNullable(elements).ifPresent(value -> inside.put(Every.ELEMENT, value));
        return inside;
    }

    /** Reports everything inside that has values of its own, with its path. */
    void leaves(Optional<MaskPath> path, Consumer<Leaf> heard) {
        inside().forEach((step, value) -> {
            MaskPath inner = path.map(outer -> outer.then(step)).orElseGet(() -> new MaskPath(List.of(step)));
            if (value.isLeaf()) {
                heard.accept(new Leaf(inner, value));
            }
            value.leaves(Optional.of(inner), heard);
        });
    }

    /** A path that needs a rule, and what the sample shows there. */
    record Leaf(MaskPath path, SurveyedValue value) {}

    private boolean isLeaf() {
        return types.keySet().stream()
                        .anyMatch(type -> (type != ValueType.M || inside().isEmpty())
                                && (type != ValueType.L || elements == null))
                || types.isEmpty();
    }

    int items() {
        return items;
    }

    Set<ValueType> types() {
        return Set.copyOf(types.keySet());
    }

    /** Whether nearly all strings and numbers (nine in ten) look like this. */
    boolean mostlyLooks(ValueLook look) {
        return scalars > 0 && looks.getOrDefault(look, 0) * 10L >= scalars * 9L;
    }

    /** Whether any string or number looks like this. */
    boolean everLooks(ValueLook look) {
        return looks.containsKey(look);
    }

    /** Whether it only has a few different contents, each of them often. */
    boolean isEnumeration() {
        return contents.size() <= MOST_OF_ENUMERATION && scalars >= contents.size() * ITEMS_OF_EACH;
    }
}
