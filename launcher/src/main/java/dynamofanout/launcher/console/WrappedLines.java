// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks lines at blanks so that they fit the terminal. The continuation of {@code   warning  the target …} is indented
 * to the text after the label. A word that is longer than a line, such as a key in JSON, stays whole.
 */
final class WrappedLines {
    private static final Pattern LABEL = Pattern.compile("(  \\S+(?: \\S+)? {2,}|  \\S+ +|  +)?(.*)");
    private static final Pattern COLOUR = Pattern.compile("\033\\[[0-9;]*m");

    /** Narrower text is harder to read than lines that the terminal breaks by itself. */
    private static final int NARROWEST = 20;

    private WrappedLines() {}

    static List<String> of(String text, int cells) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> wrap(line, cells, lines));
        return lines;
    }

    private static void wrap(String line, int cells, List<String> lines) {
        Matcher parts = LABEL.matcher(line);
        if (cells(line) <= cells || !parts.matches()) {
            lines.add(line);
            return;
        }
        String label = parts.group(1) == null ? "" : parts.group(1);
        int indent = label.isEmpty() ? 2 : cells(label);
        if (cells - indent < NARROWEST) {
            lines.add(line);
            return;
        }
        var current = new StringBuilder(label);
        boolean isStart = true;
        for (String word : parts.group(2).split(" ", -1)) {
            if (!isStart && cells(current.toString()) + 1 + cells(word) > cells) {
                lines.add(current.toString());
                current.setLength(0);
                current.append(" ".repeat(indent));
                isStart = true;
            }
            current.append(isStart ? "" : " ").append(word);
            isStart = false;
        }
        lines.add(current.toString());
    }

    private static int cells(String text) {
        String plain = COLOUR.matcher(text).replaceAll("");
        return plain.codePointCount(0, plain.length());
    }
}
