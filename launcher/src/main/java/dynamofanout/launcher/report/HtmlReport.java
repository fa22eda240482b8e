// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import dynamofanout.launcher.report.ReportSections.Section;
import dynamofanout.launcher.report.SampleSeries.Point;
import dynamofanout.run.RunSample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes a report as one HTML page. Style and plots are inside it, so it loads nothing from elsewhere. */
final class HtmlReport {
    /** With more bars they could not be told apart. */
    private static final int MOST_BARS = 120;

    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    static String of(RunReport report) {
        var page = new HtmlReport();
        page.begin("Report of run " + report.record().run());
        page.run(report, "h1");
        return page.end();
    }

    static String of(SetReport report) {
        var page = new HtmlReport();
        page.begin("Report of set " + report.summary().set().id());
        page.headline("h1", report.state(), report.headline());
        report.sections().forEach(section -> page.table(section));
        report.runs().forEach(run -> page.run(run, "h2"));
        return page.end();
    }

    private void begin(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<link rel=\"icon\" href=\"data:,\">\n<title>")
                .append(Html.escaped(title))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
    }

    private void run(RunReport report, String level) {
        var sections = new ReportSections(report);
        headline(level, report.state(), sections.headline());
        plots(report);
        sections.all().forEach(this::table);
    }

    private void headline(String level, String state, String text) {
        html.append('<')
                .append(level)
                .append(" class=\"headline ")
                .append(state.replace(' ', '-'))
                .append("\">")
                .append(Html.escaped(text))
                .append("</")
                .append(level)
                .append(">\n");
    }

    private String end() {
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void plots(RunReport report) {
        List<RunSample> samples = report.samples();
        if (samples.size() < 2) {
            return;
        }
        var series = new SampleSeries(samples);
        List<Point> throttles = series.growths(RunSample::throttled);
        plot(
                new LinePlot("Units per second", "units/s")
                        .line("write units", "write", series.rates(sample -> sample.units()
                                .targetWrites()))
                        .line("ceiling of writes", "ceiling", series.ceilings(at -> at.ceilings()
                                .targetWrites()))
                        .line("read units of the source", "read", series.rates(at -> at.units()
                                .sourceReads()))
                        .line("ceiling of reads", "ceiling", series.ceilings(at -> at.ceilings()
                                .sourceReads()))
                        .line("read units of the target", "target", targetReads(series))
                        .marks(throttles)
                        .resumedAt(series.resumedAt()),
                "Units per second",
                "units");
        plot(
                new LinePlot("Items", "items")
                        .line("read", "read", series.values(RunSample::read))
                        .line("written", "write", series.values(RunSample::written))
                        .resumedAt(series.resumedAt()),
                "Items",
                "items");
        if (report.segmentSeconds().size() > 1) {
            html.append("<section id=\"segments\">\n<h2>Seconds of each segment</h2>\n<div class=\"plot\">\n")
                    .append(new BarPlot("Seconds of each segment", bars(report)).svg())
                    .append("\n</div>\n</section>\n");
        }
    }

    private static List<Point> targetReads(SampleSeries series) {
        List<Point> rates = series.rates(at -> at.units().targetReads());
        return rates.stream().allMatch(rate -> rate.y() == 0) ? List.of() : rates;
    }

    /** Keeps the slowest of each group of neighbours, so that no slow segment disappears. */
    private static List<Double> bars(RunReport report) {
        List<Double> seconds = report.segmentSeconds();
        int group = (seconds.size() + MOST_BARS - 1) / MOST_BARS;
        List<Double> bars = new ArrayList<>();
        for (int from = 0; from < seconds.size(); from += group) {
            bars.add(seconds.subList(from, Math.min(seconds.size(), from + group)).stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0));
        }
        return bars;
    }

    private void plot(LinePlot plot, String title, String id) {
        html.append("<section id=\"")
                .append(id)
                .append("\">\n<h2>")
                .append(title)
                .append("</h2>\n<div class=\"plot\">\n")
                .append(plot.svg())
                .append("\n</div>\n")
                .append(plot.legend())
                .append("\n</section>\n");
    }

    private void table(Section section) {
        html.append("<section>\n<h2>").append(section.title()).append("</h2>\n<table>\n");
        if (!section.header().isEmpty()) {
            html.append("<tr>");
            section.header()
                    .forEach(cell ->
                            html.append("<th scope=\"col\">").append(cell).append("</th>"));
            html.append("</tr>\n");
        }
        for (List<String> row : section.rows()) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.escaped(row.get(0)))
                    .append("</th>");
            row.subList(1, row.size())
                    .forEach(cell -> html.append("<td>").append(cell(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</table>\n</section>\n");
    }

    private static String cell(String text) {
        String escaped = Html.escaped(text);
        return text.startsWith("https://") ? "<a href=\"" + escaped + "\">" + escaped + "</a>" : escaped;
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
