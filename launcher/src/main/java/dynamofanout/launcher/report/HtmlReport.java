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

/** A report as one page of HTML that asks nobody for anything: style and plots are in it. */
final class HtmlReport {
    /** More bars cannot be told apart. */
    private static final int MOST_BARS = 120;

    private final RunReport report;
    private final ReportSections sections;

    HtmlReport(RunReport report) {
        this.report = report;
        this.sections = new ReportSections(report);
    }

    String page() {
        var html = new StringBuilder();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<link rel=\"icon\" href=\"data:,\">\n<title>Report of run ")
                .append(Html.escaped(report.record().run().text()))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n<h1 class=\"")
                .append(report.state().replace(' ', '-'))
                .append("\">")
                .append(Html.escaped(sections.headline()))
                .append("</h1>\n");
        plots(html);
        sections.all().forEach(section -> table(html, section));
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void plots(StringBuilder html) {
        List<RunSample> samples = report.samples();
        if (samples.size() < 2) {
            return;
        }
        var series = new SampleSeries(samples);
        List<Point> throttles = series.growths(RunSample::throttled);
        plot(
                html,
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
                html,
                new LinePlot("Items", "items")
                        .line("read", "read", series.values(RunSample::read))
                        .line("written", "write", series.values(RunSample::written))
                        .resumedAt(series.resumedAt()),
                "Items",
                "items");
        if (report.segmentSeconds().size() > 1) {
            html.append("<section id=\"segments\">\n<h2>Seconds of each segment</h2>\n<div class=\"plot\">\n")
                    .append(new BarPlot("Seconds of each segment", bars()).svg())
                    .append("\n</div>\n</section>\n");
        }
    }

    private static List<Point> targetReads(SampleSeries series) {
        List<Point> rates = series.rates(at -> at.units().targetReads());
        return rates.stream().allMatch(rate -> rate.y() == 0) ? List.of() : rates;
    }

    /** The slowest of each group of neighbours, so that none is lost. */
    private List<Double> bars() {
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

    private static void plot(StringBuilder html, LinePlot plot, String title, String id) {
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

    private static void table(StringBuilder html, Section section) {
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
