// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import dynamofanout.launcher.report.SampleSeries.Point;
import dynamofanout.launcher.show.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws lines over time as SVG. A browser shows a point's figures when the mouse is over it. They are also in the
 * attributes {@code data-x} and {@code data-y}.
 */
final class LinePlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 64;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 30;
    private static final int TICKS = 5;

    private final String title;
    private final String unit;
    private final List<Line> lines = new ArrayList<>();
    private List<Point> marks = List.of();
    private List<Double> borders = List.of();

    /** @param style class of the line in the page's style sheet */
    private record Line(String name, String style, List<Point> points) {
        /** A line of steps, for a ceiling: it changes at one moment. */
        boolean isStep() {
            return style.equals("ceiling");
        }
    }

    LinePlot(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** Adds a line, unless it has no points. */
    LinePlot line(String name, String style, List<Point> points) {
        if (!points.isEmpty()) {
            lines.add(new Line(name, style, points));
        }
        return this;
    }

    /** Marks moments at the foot of the plot. */
    LinePlot marks(List<Point> points) {
        marks = points;
        return this;
    }

    /** Marks moments at which the run was resumed. */
    LinePlot resumedAt(List<Double> seconds) {
        borders = seconds;
        return this;
    }

    String svg() {
        double mostX = Math.max(
                1,
                lines.stream()
                        .flatMap(line -> line.points().stream())
                        .mapToDouble(Point::x)
                        .max()
                        .orElse(1));
        double highest = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::y)
                .max()
                .orElse(1);
        double step = niceStep(Math.max(highest, 1e-9) / TICKS);
        double mostY = Math.ceil(Math.max(highest, 1e-9) / step) * step;
        var svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.escaped(title)));
        for (double y = 0; y <= mostY + step / 2; y += step) {
            add(
                    svg,
                    "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                    LEFT,
                    y(y, mostY),
                    WIDTH - RIGHT,
                    y(y, mostY));
            text(svg, "end", LEFT - 6, y(y, mostY) + 4, label(y));
        }
        double stepX = timeStep(mostX / TICKS);
        for (double x = 0; x <= mostX; x += stepX) {
            text(svg, "middle", x(x, mostX), HEIGHT - BOTTOM + 18, tick(x));
        }
        borders.forEach(x -> add(
                svg,
                "<line class=\"border\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                x(x, mostX),
                TOP,
                x(x, mostX),
                HEIGHT - BOTTOM));
        lines.forEach(line -> line(svg, line, mostX, mostY));
        marks.forEach(
                mark -> point(svg, "throttled", "throttled calls", mark, x(mark.x(), mostX), HEIGHT - BOTTOM, 3.5));
        return svg.append("</svg>").toString();
    }

    /** What the lines mean, for below the plot. */
    String legend() {
        var html = new StringBuilder("<p class=\"legend\">");
        lines.forEach(line -> html.append("<span class=\"key ")
                .append(line.style())
                .append("\"></span>")
                .append(Html.escaped(line.name()))
                .append(" "));
        if (!marks.isEmpty()) {
            html.append("<span class=\"key throttled\"></span>calls were throttled ");
        }
        if (!borders.isEmpty()) {
            html.append("<span class=\"key border\"></span>the run was resumed ");
        }
        return html.append("</p>").toString();
    }

    private void line(StringBuilder svg, Line line, double mostX, double mostY) {
        var path = new StringBuilder();
        for (Point point : line.points()) {
            double x = x(point.x(), mostX);
            double y = y(point.y(), mostY);
            String form = path.isEmpty() ? "M%.1f %.1f" : line.isStep() ? " H%.1f V%.1f" : " L%.1f %.1f";
            path.append(String.format(Locale.ROOT, form, x, y));
        }
        svg.append("<path class=\"")
                .append(line.style())
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
        for (Point point : line.points()) {
            point(svg, line.style(), line.name(), point, x(point.x(), mostX), y(point.y(), mostY), 2.2);
        }
    }

    private void point(StringBuilder svg, String style, String name, Point point, double x, double y, double radius) {
        svg.append(String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" data-x=\"%s\" data-y=\"%s\"><title>%s: %s %s after %s</title></circle>%n",
                style,
                x,
                y,
                radius,
                plain(point.x()),
                plain(point.y()),
                Html.escaped(name),
                Figures.whole(point.y()),
                Html.escaped(unit),
                Figures.time(point.x())));
    }

    private static void text(StringBuilder svg, String anchor, double x, double y, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                anchor,
                x,
                y,
                Html.escaped(text)));
    }

    private static void add(StringBuilder svg, String format, double x1, double y1, double x2, double y2) {
        svg.append(String.format(Locale.ROOT, format, x1, y1, x2, y2)).append('\n');
    }

    private static double x(double seconds, double most) {
        return LEFT + seconds / most * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double most) {
        return HEIGHT - BOTTOM - value / most * (HEIGHT - TOP - BOTTOM);
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double niceStep(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= atLeast) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String tick(double seconds) {
        return seconds == 0
                ? "0"
                : Figures.time(seconds).replaceFirst(" 0 (s|min)$", "").replaceFirst("\\.0 s$", " s");
    }

    /** Seconds between two ticks, as clocks have them. */
    private static double timeStep(double atLeast) {
        for (double step : new double[] {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400}) {
            if (step >= atLeast) {
                return step;
            }
        }
        return Math.ceil(atLeast / 86_400) * 86_400;
    }

    /** {@code 0.5}, {@code 400}, {@code 300k}, {@code 2M}: short enough for a narrow screen. */
    private static String label(double value) {
        if (value < 10_000) {
            return value < 10 && value != Math.rint(value)
                    ? String.format(Locale.ROOT, "%.1f", value)
                    : Figures.whole(value);
        }
        boolean isMillions = value >= 1_000_000;
        double scaled = value / (isMillions ? 1_000_000 : 1_000);
        return (scaled == Math.rint(scaled) ? Figures.whole(scaled) : String.format(Locale.ROOT, "%.1f", scaled))
                + (isMillions ? "M" : "k");
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
