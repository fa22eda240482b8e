// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.launcher.console.FittedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The progress of a run at one moment, and the lines that show it.
 *
 * @param share of the work that is done, below 1
 * @param items read so far
 * @param estimated items of the run
 * @param ended segments of {@code segments}
 * @param left time left, once it is known
 */
public record Progress(
        double share,
        long items,
        long estimated,
        double itemsPerSecond,
        String writeRate,
        String readRate,
        int ended,
        int segments,
        Optional<String> left)
        implements FittedText {
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 8;

    /** On a terminal two lines, elsewhere one without a bar. If there is no room, the last parts are left out. */
    @Override
    public List<String> lines(int cells) {
        String percent = String.format("%d %%", (int) (share * 100));
        List<String> first = new ArrayList<>(List.of(percent, itemsWords()));
        first.add(Figures.whole(itemsPerSecond) + " items/s");
        List<String> second = new ArrayList<>(List.of(writeRate));
        left.ifPresent(second::add);
        second.add("segments " + Figures.whole((long) ended) + "/" + Figures.whole((long) segments));
        second.add(readRate);
        if (cells == Integer.MAX_VALUE) {
            first.addAll(second);
            return List.of(String.join("; ", first));
        }
        String words = fit(first, cells);
        int room = cells - words.length() - 3;
        String bar = room < SHORTEST_BAR ? "" : bar(Math.min(LONGEST_BAR, room)) + " ";
        return List.of(bar + words, fit(second, cells));
    }

    /** How fast the run is, and how long it will still take. */
    public List<String> pace() {
        List<String> pace = new ArrayList<>(List.of(writeRate, readRate));
        left.ifPresent(pace::add);
        return pace;
    }

    private String itemsWords() {
        return Figures.whole(items) + " of about " + Figures.count(estimated, "item", "items");
    }

    /** {@code [###-----]}. */
    String bar(int cells) {
        int full = (int) (share * cells);
        return "[" + "#".repeat(full) + "-".repeat(cells - full) + "]";
    }

    /** As many of the parts as there is room for, the first ones first. */
    static String fit(List<String> parts, int cells) {
        for (int count = parts.size(); count > 0; count--) {
            String line = String.join("; ", parts.subList(0, count));
            if (line.length() <= cells) {
                return line;
            }
        }
        return "";
    }
}
