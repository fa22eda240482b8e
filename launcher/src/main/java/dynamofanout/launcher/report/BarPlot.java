// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import dynamofanout.launcher.show.Figures;
import java.util.List;
import java.util.Locale;

/** Draws a bar plot as SVG. A browser shows a bar's figure when the mouse is over it. */
final class BarPlot {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 160;
    private static final double LEFT = 64;
    private static final double BOTTOM = 12;
    private static final double TOP = 12;

    private final String title;
    private final List<Double> seconds;

    BarPlot(String title, List<Double> seconds) {
        this.title = title;
        this.seconds = List.copyOf(seconds);
    }

    String svg() {
        double most = Math.max(
                1e-9, seconds.stream().mapToDouble(Double::doubleValue).max().orElse(1));
        double width = (WIDTH - LEFT - 12) / seconds.size();
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.escaped(title)));
        svg.append(String.format(
                Locale.ROOT,
                "<text text-anchor=\"end\" x=\"%.0f\" y=\"%.0f\">%s</text>%n<text text-anchor=\"end\" x=\"%.0f\" y=\"%.0f\">0</text>%n",
                LEFT - 6,
                TOP + 4,
                Figures.time(most),
                LEFT - 6,
                HEIGHT - BOTTOM + 4));
        for (int i = 0; i < seconds.size(); i++) {
            double height = seconds.get(i) / most * (HEIGHT - TOP - BOTTOM);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"bar\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" data-y=\"%.3f\"><title>%s</title></rect>%n",
                    LEFT + i * width,
                    HEIGHT - BOTTOM - height,
                    Math.max(0.5, width * 0.85),
                    height,
                    seconds.get(i),
                    Figures.time(seconds.get(i))));
        }
        return svg.append("</svg>").toString();
    }
}
