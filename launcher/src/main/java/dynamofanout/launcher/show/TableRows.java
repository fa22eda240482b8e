package dynamofanout.launcher.show;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows for people: as wide as the first page needs, long values cut. */
final class TableRows implements RowPrinter.Rows {
    private static final int WIDEST = 40;

    private final PrintWriter out;
    private List<Integer> widths = List.of();

    TableRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void first(List<String> columns, List<List<String>> rows) {
        widths = IntStream.range(0, columns.size())
                .mapToObj(i -> Math.min(
                        WIDEST,
                        Math.max(
                                columns.get(i).length(),
                                rows.stream()
                                        .mapToInt(row -> row.get(i).length())
                                        .max()
                                        .orElse(0))))
                .toList();
        print(columns);
        print(widths.stream().map("-"::repeat).toList());
        more(rows);
    }

    @Override
    public void more(List<List<String>> rows) {
        rows.forEach(this::print);
        out.flush();
    }

    private void print(List<String> cells) {
        out.println(IntStream.range(0, cells.size())
                .mapToObj(i -> padded(cells.get(i).replaceAll("\\p{Cntrl}", " "), widths.get(i)))
                .collect(Collectors.joining("  "))
                .stripTrailing());
    }

    private static String padded(String cell, int width) {
        return cell.length() > width ? cell.substring(0, width - 1) + "…" : cell + " ".repeat(width - cell.length());
    }
}
