package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Items as rows. Columns are known when the first page is; what only later items have is named at the end. */
final class RowPrinter implements ItemPrinter {
    /** How rows look. */
    interface Rows {
        /** The first page, with the names of its columns. */
        void first(List<String> columns, List<List<String>> rows);

        void more(List<List<String>> rows);
    }

    private final Rows rows;
    private final PrintWriter err;
    private final Columns columns;
    private List<String> names = List.of();
    private final Set<String> leftOut = new TreeSet<>();

    RowPrinter(Rows rows, PrintWriter err, Columns columns) {
        this.rows = rows;
        this.err = err;
        this.columns = columns;
    }

    @Override
    public void page(List<JsonNode> items) {
        if (items.isEmpty()) {
            return;
        }
        boolean isFirst = names.isEmpty();
        if (isFirst) {
            names = columns.names(items);
        }
        List<List<String>> cells = items.stream()
                .map(item ->
                        names.stream().map(name -> Columns.cell(item, name)).toList())
                .toList();
        if (isFirst) {
            rows.first(names, cells);
        } else {
            rows.more(cells);
            if (columns.selected().isEmpty()) {
                items.forEach(item -> item.fieldNames().forEachRemaining(leftOut::add));
            }
        }
    }

    @Override
    public void end(long count, double units) {
        names.forEach(leftOut::remove);
        if (!leftOut.isEmpty()) {
            err.println("fanout: the first page did not have these attributes, so they have no column: "
                    + String.join(", ", leftOut) + " (name them by --select)");
        }
        if (rows instanceof TableRows) {
            err.println(Figures.count(count, "item", "items") + ", " + units + " read units");
        }
        err.flush();
    }
}
