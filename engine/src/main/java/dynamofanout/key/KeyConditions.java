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
 * Many conditions on one table or index made disjoint: what two of them select is selected by one of the result, and
 * nothing else is selected. Rests on this: a condition is a stretch of one sort attribute behind equalities of those
 * before it, so two of them either lie within one another or are disjoint, unless they are stretches behind the same
 * equalities; those are merged where they meet.
 */
public final class KeyConditions {
    /** A condition's sort part: a stretch behind equalities; absent: the whole partition. */
    private record Stretch(List<Equality> behind, Optional<SortRange> range) {}

    private KeyConditions() {}

    /** In the order in which partitions first came, within one by the equalities and then by where stretches begin. */
    public static List<KeyCondition> disjoint(List<KeyCondition> conditions) {
        List<KeyCondition> disjoint = mergedOnce(conditions);
        // all that lies behind a value makes that value a point, which may meet others in its turn
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

    /** Whether a stretch behind fewer equalities has all that come behind these. */
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

    /** Stretches of one attribute, merged where they have a value in common or meet without a gap. */
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

    /** Of two that meet, {@code first} not beginning later. One that has the other stays as it is. */
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
            // merging may have left neither end, and what has no end is no condition
            Optional<SortRange> range = stretch.range().filter(SortRange::hasEnd);
            return new KeyCondition(partition, stretch.behind(), range);
        }
        List<Equality> sort = new ArrayList<>(stretch.behind());
        sort.add(new Equality(
                point.get().attribute(), point.get().from().orElseThrow().value()));
        return new KeyCondition(partition, sort, Optional.empty());
    }
}
