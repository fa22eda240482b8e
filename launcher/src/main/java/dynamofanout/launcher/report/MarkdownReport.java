// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import dynamofanout.launcher.report.ReportSections.Section;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/** Writes a report as Markdown, for tickets and pull requests. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String of(RunReport report) {
        var lines = new StringJoiner("\n", "", "\n");
        add(lines, report, "#");
        return lines.toString();
    }

    static String of(SetReport report) {
        var lines = new StringJoiner("\n", "", "\n");
        add(lines, report.headline(), report.sections(), "#");
        report.runs().forEach(run -> add(lines.add(""), run, "##"));
        return lines.toString();
    }

    private static void add(StringJoiner lines, RunReport report, String level) {
        var sections = new ReportSections(report);
        add(lines, sections.headline(), sections.all(), level);
    }

    private static void add(StringJoiner lines, String headline, List<Section> sections, String level) {
        lines.add(level + " " + escaped(headline));
        for (Section section : sections) {
            lines.add("").add(level + "# " + section.title()).add("");
            int columns = section.rows().get(0).size();
            List<String> header = section.header().isEmpty() ? Collections.nCopies(columns, "") : section.header();
            lines.add(row(header));
            lines.add(row(Collections.nCopies(columns, "---")));
            section.rows().forEach(cells -> lines.add(row(cells)));
        }
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
