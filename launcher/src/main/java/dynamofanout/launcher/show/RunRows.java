// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.launcher.console.FittedText;
import dynamofanout.launcher.console.Palette;
import java.util.ArrayList;
import java.util.List;

/** The list of runs as lines that fit the terminal. The least important cells are shortened or left out first. */
public final class RunRows implements FittedText {
    /** With fewer cells the column of tables would say nothing. */
    private static final int LEAST_FOR_TABLES = 12;

    private static final String GAP = "  ";

    private final Palette palette;
    private final List<Row> rows = new ArrayList<>();

    /**
     * One run.
     *
     * @param where it is kept; empty where that is clear
     * @param state in one word
     * @param tables in words, from the longest to the shortest
     * @param more a second line, empty where there is nothing more to say
     */
    public record Row(
            String where, String run, String age, String state, String items, List<String> tables, List<String> more) {
        public Row {
            tables = List.copyOf(tables);
            more = List.copyOf(more);
        }
    }

    public RunRows(Palette palette) {
        this.palette = palette;
    }

    /** Adds a run below the others. */
    public void add(Row row) {
        rows.add(row);
    }

    @Override
    public List<String> lines(int cells) {
        int fixed = cells(row -> row.where())
                + cells(row -> row.run())
                + cells(row -> row.age())
                + cells(row -> row.state());
        int items = cells(row -> row.items());
        boolean hasItems = cells - fixed - items >= LEAST_FOR_TABLES;
        int room = Math.max(0, cells - fixed - (hasItems ? items : 0));
        int form = form(room);
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            String line = cell(row.where(), r -> r.where())
                    + cell(row.run(), r -> r.run())
                    + cell(row.age(), r -> r.age())
                    + palette.state(cell(row.state(), r -> r.state()))
                    + (hasItems ? right(row.items(), r -> r.items()) : "")
                    + TerminalCells.cut(tables(row, form), room);
            lines.add(line.stripTrailing());
            if (!row.more().isEmpty()) {
                lines.add(GAP + GAP + Progress.fit(row.more(), Math.max(0, cells - 2 * GAP.length())));
            }
        }
        return lines;
    }

    /** The longest form of the tables that has room in every row, else the shortest. */
    private int form(int room) {
        int forms = rows.stream().mapToInt(row -> row.tables().size()).max().orElse(1);
        for (int form = 0; form < forms; form++) {
            int tried = form;
            if (rows.stream().allMatch(row -> TerminalCells.width(tables(row, tried)) <= room)) {
                return form;
            }
        }
        return forms - 1;
    }

    private static String tables(Row row, int form) {
        return row.tables().isEmpty()
                ? ""
                : row.tables().get(Math.min(form, row.tables().size() - 1));
    }

    /** Width of a column with the gap behind it; 0 of one in which nothing stands. */
    private int cells(Column column) {
        int widest = rows.stream()
                .mapToInt(row -> TerminalCells.width(column.of(row)))
                .max()
                .orElse(0);
        return widest == 0 ? 0 : widest + GAP.length();
    }

    private String cell(String text, Column column) {
        return TerminalCells.padded(text, cells(column));
    }

    private String right(String text, Column column) {
        int width = cells(column);
        return width == 0 ? "" : " ".repeat(width - GAP.length() - TerminalCells.width(text)) + text + GAP;
    }

    private interface Column {
        String of(Row row);
    }
}
