// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.run.Difference;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts, for each attribute, in how many items of two tables it differs. */
public final class DifferingAttributes {
    private static final int MOST_ATTRIBUTES = 5;
    private static final int MOST_ITEMS = 100_000;

    private DifferingAttributes() {}

    /** {@code status in 18 of 20 items, total in 2}: the attributes that differ most. */
    public static String of(Stream<Difference> differences) {
        Map<String, Integer> items = new TreeMap<>();
        int[] looked = {0};
        differences
                .filter(difference -> difference.kind() == Difference.Kind.DIFFERENT)
                .limit(MOST_ITEMS)
                .forEach(difference -> {
                    looked[0]++;
                    difference.attributes().forEach(name -> items.merge(name, 1, Integer::sum));
                });
        String first = " of " + Figures.count(looked[0], "different item", "different items");
        String words = items.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_ATTRIBUTES)
                .map(each -> each.getKey() + " in " + Figures.whole((long) each.getValue()))
                .collect(Collectors.joining(", "));
        int more = items.size() - MOST_ATTRIBUTES;
        return words + first + (more > 0 ? "; " + Figures.count(more, "more attribute", "more attributes") : "");
    }
}
