package dynamofanout.launcher.report;

import dynamofanout.launcher.report.ReportSections.Section;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/** A report as Markdown, for tickets and pull requests. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String of(RunReport report) {
        var sections = new ReportSections(report);
        var lines = new StringJoiner("\n", "", "\n");
        lines.add("# " + escaped(sections.headline()));
        for (Section section : sections.all()) {
            lines.add("").add("## " + section.title()).add("");
            int columns = section.rows().get(0).size();
            List<String> header = section.header().isEmpty() ? Collections.nCopies(columns, "") : section.header();
            lines.add(row(header));
            lines.add(row(Collections.nCopies(columns, "---")));
            section.rows().forEach(cells -> lines.add(row(cells)));
        }
        return lines.toString();
    }

    private static String row(List<String> cells) {
        var row = new StringJoiner(" | ", "| ", " |");
        cells.forEach(cell -> row.add(escaped(cell)));
        return row.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("<", "&lt;")
                .replace("\n", " ");
    }
}
