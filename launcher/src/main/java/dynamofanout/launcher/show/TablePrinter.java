// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints items as a table that is at most as wide as the terminal. The first page decides the columns and widths,
 * because it is printed before the others are known. Attributes without a column are named at the end.
 */
final class TablePrinter implements ItemPrinter {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Columns columns;
    private final int cells;
    private List<String> names = List.of();
    private List<Integer> widths = List.of();
    private final Set<String> hidden = new TreeSet<>();

    /** @param cells of a line */
    TablePrinter(PrintWriter out, PrintWriter err, Columns columns, int cells) {
        this.out = out;
        this.err = err;
        this.columns = columns;
        this.cells = cells;
    }

    @Override
    public void page(List<JsonNode> items) {
        if (items.isEmpty()) {
            return;
        }
        if (names.isEmpty()) {
            begin(items);
        } else if (columns.selected().isEmpty()) {
            items.forEach(item -> item.fieldNames().forEachRemaining(hidden::add));
        }
        items.forEach(item -> print(cells(names, item)));
        out.flush();
    }

    @Override
    public void end(long count, double units) {
        names.forEach(hidden::remove);
        if (!hidden.isEmpty()) {
            err.println("fanout: attributes without a column: "
                    + hidden.stream().map(TerminalCells::harmless).collect(Collectors.joining(", "))
                    + " (--select shows them, --format jsonl shows all)");
        }
        err.println(Figures.count(count, "item", "items") + ", " + units + " read units");
        err.flush();
    }

    private void begin(List<JsonNode> items) {
        List<String> all = columns.names(items);
        List<List<String>> rows = items.stream().map(item -> cells(all, item)).toList();
        List<Integer> needed = IntStream.range(0, all.size())
                .mapToObj(i -> Math.max(
                        TerminalCells.width(TerminalCells.harmless(all.get(i))),
                        rows.stream()
                                .mapToInt(row -> TerminalCells.width(row.get(i)))
                                .max()
                                .orElse(0)))
                .toList();
        Set<Integer> nested = IntStream.range(0, all.size())
                .filter(i -> items.stream()
                        .anyMatch(item -> Columns.value(item, all.get(i)).isContainerNode()))
                .boxed()
                .collect(Collectors.toSet());
        int keys = (int) all.stream().takeWhile(columns.first()::contains).count();
        ColumnFit fit = ColumnFit.of(needed, keys, nested, cells);
        names = fit.shown().stream().map(all::get).toList();
        widths = fit.widths();
        hidden.addAll(new HashSet<>(all));
        print(names.stream().map(TerminalCells::harmless).toList());
        print(widths.stream().map("-"::repeat).toList());
    }

    private static List<String> cells(List<String> names, JsonNode item) {
        return names.stream()
                .map(name -> TerminalCells.harmless(Columns.cell(item, name)))
                .toList();
    }

    private void print(List<String> row) {
        out.println(IntStream.range(0, row.size())
                .mapToObj(i -> TerminalCells.padded(row.get(i), widths.get(i)))
                .collect(Collectors.joining("  "))
                .stripTrailing());
    }
}
