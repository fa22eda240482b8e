// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/** Rows of text in aligned columns. Each column is as wide as its widest cell. */
public final class AlignedRows {
    private final List<List<String>> rows = new ArrayList<>();

    public AlignedRows(List<String> header) {
        rows.add(header);
    }

    public void add(List<String> row) {
        rows.add(row.stream().map(TerminalCells::harmless).toList());
    }

    public String text() {
        return text(-1, cell -> cell);
    }

    /** The same with one column in colours. */
    String text(int coloured, UnaryOperator<String> painter) {
        var lines = new StringJoiner(System.lineSeparator());
        for (List<String> row : rows) {
            var line = new StringJoiner("  ");
            for (int i = 0; i < row.size(); i++) {
                String cell = TerminalCells.padded(row.get(i), width(i));
                line.add(i == coloured ? painter.apply(cell) : cell);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines.toString();
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> TerminalCells.width(row.get(column)))
                .max()
                .orElse(0);
    }
}
