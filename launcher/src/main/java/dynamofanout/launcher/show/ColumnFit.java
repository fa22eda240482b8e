// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Chooses the columns that fit into a line of the terminal, and their widths. Long cells are cut, first a little, then
 * more. If that is not enough, columns are left out, those of nested values first. Key columns stay as long as one
 * fits.
 *
 * @param shown numbers of the columns, in their order
 * @param widths of those columns, in cells
 */
record ColumnFit(List<Integer> shown, List<Integer> widths) {
    /** Widest cells, tried in turn. */
    private static final List<Integer> CUTS = List.of(40, 28, 20, 14);

    private static final int BETWEEN = 2;

    ColumnFit {
        shown = List.copyOf(shown);
        widths = List.copyOf(widths);
    }

    /**
     * Fits columns into a line.
     *
     * @param needed cells that each column would like to have
     * @param keys how many of the first columns are keys
     * @param nested numbers of columns that hold maps or lists
     */
    static ColumnFit of(List<Integer> needed, int keys, Set<Integer> nested, int cells) {
        for (int cut : CUTS) {
            List<Integer> widths = cut(needed, keys, cut);
            if (cells(widths) <= cells) {
                return new ColumnFit(IntStream.range(0, needed.size()).boxed().toList(), widths);
            }
        }
        List<Integer> widths = cut(needed, keys, CUTS.get(CUTS.size() - 1));
        List<Integer> shown = List.copyOf(mostUseful(widths, keys, nested, cells));
        return new ColumnFit(
                shown,
                shown.stream()
                        .map(column -> Math.min(cells, widths.get(column)))
                        .toList());
    }

    private static Set<Integer> mostUseful(List<Integer> widths, int keys, Set<Integer> nested, int cells) {
        List<Integer> byUse =
                new ArrayList<>(IntStream.range(0, widths.size()).boxed().toList());
        byUse.sort((a, b) -> Integer.compare(use(a, keys, nested), use(b, keys, nested)));
        Set<Integer> shown = new TreeSet<>();
        int left = cells + BETWEEN;
        for (int column : byUse) {
            if (widths.get(column) + BETWEEN <= left || shown.isEmpty()) {
                shown.add(column);
                left -= widths.get(column) + BETWEEN;
            }
        }
        return shown;
    }

    private static int use(int column, int keys, Set<Integer> nested) {
        return column < keys ? 0 : nested.contains(column) ? 2 : 1;
    }

    private static List<Integer> cut(List<Integer> needed, int keys, int most) {
        return IntStream.range(0, needed.size())
                .mapToObj(column -> Math.min(needed.get(column), column < keys ? CUTS.get(0) : most))
                .toList();
    }

    private static int cells(List<Integer> widths) {
        return widths.stream().mapToInt(width -> width + BETWEEN).sum() - BETWEEN;
    }
}
