// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.key.KeyCondition.Equality;
import dynamofanout.key.SortRange.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Merging many conditions: every item is selected by as many of the result as it should be, one or none. */
class KeyConditionsPropertyTest {
    private static final List<String> VALUES = List.of("", "a", "aa", "ab", "abb", "b", "ba", "c", "ca", "d");

    /** An item by its key: a partition and two sort attributes. */
    private record Item(String partition, String first, String second) {}

    @Property
    void selects_each_item_once_and_no_other(@ForAll("conditions") List<KeyCondition> conditions) {
        List<KeyCondition> disjoint = KeyConditions.disjoint(conditions);

        for (Item item : items()) {
            boolean isSelected = conditions.stream().anyMatch(condition -> selects(condition, item));
            assertThat(disjoint.stream().filter(condition -> selects(condition, item)))
                    .as("%s", item)
                    .hasSize(isSelected ? 1 : 0);
        }
        assertThat(disjoint.size()).isLessThanOrEqualTo(conditions.size());
        assertThat(disjoint)
                .allMatch(condition -> condition.range().map(SortRange::hasEnd).orElse(true));
    }

    @Property
    void is_done_after_once(@ForAll("conditions") List<KeyCondition> conditions) {
        List<KeyCondition> disjoint = KeyConditions.disjoint(conditions);

        assertThat(KeyConditions.disjoint(disjoint)).containsExactlyInAnyOrderElementsOf(disjoint);
        assertThat(disjoint)
                .allMatch(condition -> KeyCondition.parse(condition.json()).equals(condition));
    }

    @Provide
    Arbitrary<List<KeyCondition>> conditions() {
        return condition().list().ofMinSize(1).ofMaxSize(8);
    }

    private static Arbitrary<KeyCondition> condition() {
        Arbitrary<List<Equality>> partition =
                Arbitraries.of("p", "q").map(value -> List.of(new Equality("p", string(value))));
        Arbitrary<List<Equality>> first =
                Arbitraries.of(VALUES).map(value -> List.of(new Equality("first", string(value))));
        Arbitrary<KeyCondition> whole = partition.map(p -> new KeyCondition(p, List.of(), Optional.empty()));
        Arbitrary<KeyCondition> stretch = Combinators.combine(partition, range("first"))
                .as((p, range) -> new KeyCondition(p, List.of(), Optional.of(range)));
        Arbitrary<KeyCondition> behind = Combinators.combine(partition, first, range("second"))
                .as((p, equal, range) -> new KeyCondition(p, equal, Optional.of(range)));
        Arbitrary<KeyCondition> point =
                Combinators.combine(partition, first).as((p, equal) -> new KeyCondition(p, equal, Optional.empty()));
        Arbitrary<KeyCondition> key = Combinators.combine(partition, first, Arbitraries.of(VALUES))
                .as((p, equal, value) -> new KeyCondition(
                        p, List.of(equal.get(0), new Equality("second", string(value))), Optional.empty()));
        return Arbitraries.frequencyOf(
                Tuple.of(1, whole), Tuple.of(8, stretch), Tuple.of(8, behind), Tuple.of(4, point), Tuple.of(4, key));
    }

    private static Arbitrary<SortRange> range(String attribute) {
        Arbitrary<End> end = Combinators.combine(Arbitraries.of(VALUES), Arbitraries.of(true, false))
                .as((value, isWithin) -> new End(string(value), isWithin));
        return Arbitraries.oneOf(
                end.map(from -> SortRange.between(attribute, Optional.of(from), Optional.empty())),
                end.map(to -> SortRange.between(attribute, Optional.empty(), Optional.of(to))),
                Arbitraries.of(VALUES)
                        .filter(value -> !value.isEmpty())
                        .map(prefix -> SortRange.beginning(attribute, string(prefix))),
                Combinators.combine(Arbitraries.of(VALUES), Arbitraries.of(VALUES))
                        .filter((from, to) -> from.compareTo(to) <= 0)
                        .as((from, to) -> SortRange.between(
                                attribute,
                                Optional.of(new End(string(from), true)),
                                Optional.of(new End(string(to), true)))));
    }

    private static boolean selects(KeyCondition condition, Item item) {
        boolean isEqual = condition.partition().get(0).value().equals(string(item.partition()))
                && condition.sort().stream()
                        .allMatch(equality -> equality.value().equals(value(item, equality.attribute())));
        return isEqual
                && condition
                        .range()
                        .map(range -> range.contains(value(item, range.attribute())))
                        .orElse(true);
    }

    private static KeyValue value(Item item, String attribute) {
        return string(attribute.equals("first") ? item.first() : item.second());
    }

    private static List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (String partition : List.of("p", "q")) {
            for (String first : VALUES) {
                VALUES.forEach(second -> items.add(new Item(partition, first, second)));
            }
        }
        return items;
    }

    private static KeyValue string(String text) {
        return new KeyValue("S", text);
    }
}
