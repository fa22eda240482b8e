package dynamofanout.launcher.report;

import dynamofanout.launcher.report.SampleSeries.Point;
import dynamofanout.launcher.show.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over time as SVG. Each point carries its figures ({@code data-x}, {@code data-y}), which a browser shows when the
 * mouse is over it.
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
    private record Line(String name, String style, List<Point> points) {}

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
        double stepX = niceStep(mostX / TICKS);
        for (double x = 0; x <= mostX; x += stepX) {
            text(svg, "middle", x(x, mostX), HEIGHT - BOTTOM + 18, x == 0 ? "0" : Figures.time(x));
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
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : " L", x(point.x(), mostX), y(point.y(), mostY)));
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

    private static String label(double value) {
        return value < 10 && value != Math.rint(value)
                ? String.format(Locale.ROOT, "%.1f", value)
                : Figures.whole(value);
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
