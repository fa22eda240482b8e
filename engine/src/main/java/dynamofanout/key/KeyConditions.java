// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import dynamofanout.key.KeyCondition.Equality;
import dynamofanout.key.SortRange.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges many key conditions on one table or index so that no two of them overlap. Together they select exactly the
 * same items as before. It works because each condition is a range of one sort attribute after equalities on the
 * attributes before it. So two conditions are either nested or disjoint, unless they are ranges after the same
 * equalities. Such ranges are merged if they overlap or touch.
 */
public final class KeyConditions {
    /** The sort part of a condition: a range after equalities. Without a range it is the whole partition. */
    private record Stretch(List<Equality> behind, Optional<SortRange> range) {}

    private KeyConditions() {}

    /**
     * Conditions that do not overlap. Partitions come in the order of their first condition, and within a partition
     * conditions come by their equalities and then by where ranges begin.
     */
    public static List<KeyCondition> disjoint(List<KeyCondition> conditions) {
        List<KeyCondition> disjoint = mergedOnce(conditions);
        // when a range covers everything after a value, that value becomes a point, which may now touch other ranges
        return disjoint.size() == conditions.size() ? disjoint : disjoint(disjoint);
    }

    private static List<KeyCondition> mergedOnce(List<KeyCondition> conditions) {
        Map<List<Equality>, List<Stretch>> partitions = new LinkedHashMap<>();
        for (KeyCondition condition : conditions) {
            partitions
                    .computeIfAbsent(condition.partition(), key -> new ArrayList<>())
                    .add(stretch(condition));
        }
        List<KeyCondition> disjoint = new ArrayList<>();
        partitions.forEach((partition, stretches) ->
                disjointStretches(stretches).forEach(stretch -> disjoint.add(condition(partition, stretch))));
        return List.copyOf(disjoint);
    }

    private static List<Stretch> disjointStretches(List<Stretch> stretches) {
        if (stretches.size() == 1) {
            return stretches;
        }
        Optional<Stretch> whole =
                stretches.stream().filter(stretch -> stretch.range().isEmpty()).findFirst();
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        Map<List<Equality>, List<SortRange>> groups = new LinkedHashMap<>();
        stretches.forEach(stretch -> groups.computeIfAbsent(stretch.behind(), key -> new ArrayList<>())
                .add(stretch.range().orElseThrow()));
        groups.replaceAll((behind, ranges) -> merged(ranges));
        List<Stretch> disjoint = new ArrayList<>();
        groups.forEach((behind, ranges) -> {
            if (!liesWithinAnother(behind, groups)) {
                ranges.forEach(range -> disjoint.add(new Stretch(behind, Optional.of(range))));
            }
        });
        return disjoint;
    }

    /** Whether a range after fewer equalities covers everything after these. */
    private static boolean liesWithinAnother(List<Equality> behind, Map<List<Equality>, List<SortRange>> groups) {
        for (int i = 0; i < behind.size(); i++) {
            KeyValue next = behind.get(i).value();
            List<SortRange> wider = groups.getOrDefault(behind.subList(0, i), List.of());
            if (wider.stream().anyMatch(range -> range.contains(next))) {
                return true;
            }
        }
        return false;
    }

    /** Ranges of one attribute, merged where they share a value or touch without a gap. */
    private static List<SortRange> merged(List<SortRange> ranges) {
        List<SortRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(SortRange::from, KeyConditions::compareStarts));
        List<SortRange> merged = new ArrayList<>();
        for (SortRange range : sorted) {
            SortRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && meets(last.to(), range.from())) {
                merged.set(merged.size() - 1, union(last, range));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private static int compareStarts(Optional<End> left, Optional<End> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isPresent(), right.isPresent());
        }
        int byValue = left.get().value().compareTo(right.get().value());
        return byValue != 0
                ? byValue
                : Boolean.compare(right.get().isWithin(), left.get().isWithin());
    }

    private static int compareEnds(Optional<End> left, Optional<End> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        int byValue = left.get().value().compareTo(right.get().value());
        return byValue != 0
                ? byValue
                : Boolean.compare(left.get().isWithin(), right.get().isWithin());
    }

    private static boolean meets(Optional<End> end, Optional<End> start) {
        if (end.isEmpty() || start.isEmpty()) {
            return true;
        }
        int comparison = end.get().value().compareTo(start.get().value());
        return comparison > 0
                || (comparison == 0 && (end.get().isWithin() || start.get().isWithin()));
    }

    /**
     * The union of two ranges that overlap or touch. {@code first} must not begin later than the other. If one contains
     * the other, it is returned unchanged.
     */
    private static SortRange union(SortRange first, SortRange second) {
        if (compareEnds(first.to(), second.to()) >= 0) {
            return first;
        }
        return compareStarts(first.from(), second.from()) == 0
                ? second
                : SortRange.between(first.attribute(), first.from(), second.to());
    }

    private static Stretch stretch(KeyCondition condition) {
        List<Equality> sort = condition.sort();
        if (condition.range().isPresent() || sort.isEmpty()) {
            return new Stretch(sort, condition.range());
        }
        Equality last = sort.get(sort.size() - 1);
        return new Stretch(
                sort.subList(0, sort.size() - 1), Optional.of(SortRange.point(last.attribute(), last.value())));
    }

    private static KeyCondition condition(List<Equality> partition, Stretch stretch) {
        Optional<SortRange> point = stretch.range().filter(SortRange::isPoint);
        if (point.isEmpty()) {
            // merging may have removed both ends, and a range without ends needs no condition
            Optional<SortRange> range = stretch.range().filter(SortRange::hasEnd);
            return new KeyCondition(partition, stretch.behind(), range);
        }
        List<Equality> sort = new ArrayList<>(stretch.behind());
        sort.add(new Equality(
                point.get().attribute(), point.get().from().orElseThrow().value()));
        return new KeyCondition(partition, sort, Optional.empty());
    }
}
