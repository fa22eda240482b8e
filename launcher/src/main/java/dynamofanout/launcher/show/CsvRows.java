package dynamofanout.launcher.show;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as RFC 4180 has them, but for the ends of lines, which are the system's. */
record CsvRows(PrintWriter out) implements RowPrinter.Rows {
    @Override
    public void first(List<String> columns, List<List<String>> rows) {
        print(columns);
        more(rows);
    }

    @Override
    public void more(List<List<String>> rows) {
        rows.forEach(this::print);
        out.flush();
    }

    private void print(List<String> cells) {
        out.println(cells.stream().map(CsvRows::quoted).collect(Collectors.joining(",")));
    }

    private static String quoted(String cell) {
        boolean isPlain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
