// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Prints items as CSV by RFC 4180, except that lines end as this system's do. There is a column for every attribute
 * that any item has. So items are held back until the last one is known, unless the user selected columns.
 */
final class CsvPrinter implements ItemPrinter {
    private final PrintWriter out;
    private final Columns columns;
    private final ItemSpool spool = new ItemSpool();
    private final Set<String> names = new TreeSet<>();
    private boolean hasBegun;

    CsvPrinter(PrintWriter out, Columns columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void page(List<JsonNode> items) {
        if (columns.selected().isEmpty()) {
            items.forEach(item -> item.fieldNames().forEachRemaining(names::add));
            items.forEach(spool::add);
        } else {
            begin(columns.selectedNames());
            items.forEach(item -> print(columns.selectedNames(), item));
            out.flush();
        }
    }

    @Override
    public void end(long count, double units) {
        if (columns.selected().isEmpty()) {
            List<String> all = columns.ordered(names);
            if (!all.isEmpty()) {
                begin(all);
                spool.forEach(item -> print(all, item));
            }
        } else {
            begin(columns.selectedNames());
        }
        out.flush();
    }

    @Override
    public void close() {
        spool.close();
    }

    private void begin(List<String> header) {
        if (!hasBegun) {
            hasBegun = true;
            out.println(header.stream().map(CsvPrinter::quoted).collect(Collectors.joining(",")));
        }
    }

    private void print(List<String> header, JsonNode item) {
        out.println(
                header.stream().map(name -> quoted(Columns.cell(item, name))).collect(Collectors.joining(",")));
    }

    private static String quoted(String cell) {
        boolean isPlain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
