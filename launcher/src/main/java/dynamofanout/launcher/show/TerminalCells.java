// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import org.jline.utils.WCWidth;

/**
 * Measures, cuts and pads text by the cells that it takes on a terminal. A wide character or an emoji takes two, a
 * combining mark none. What a person sees as one character is never cut in two.
 */
final class TerminalCells {
    private static final String CUT = "…";
    private static final int NOT_TEXT = 0xFFFD;

    private TerminalCells() {}

    /**
     * The text without what would change the terminal or the order of what stands around it: controls (C0, DEL, C1),
     * line separators and bidirectional controls become blanks, halves of surrogate pairs the replacement character.
     */
    static String harmless(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> out.appendCodePoint(harmless(point)));
        return out.toString();
    }

    /** Cells of a text that is {@link #harmless}. */
    static int width(String text) {
        int width = 0;
        for (int at = 0; at < text.length(); at += WCWidth.charCountForGraphemeCluster(text, at)) {
            width += Math.max(0, WCWidth.wcwidthForGraphemeCluster(text, at));
        }
        return width;
    }

    /** The text, cut where it is wider than so many cells. */
    static String cut(String text, int cells) {
        if (text.length() <= cells && width(text) <= cells) {
            return text;
        }
        int width = 0;
        int at = 0;
        while (true) {
            width += Math.max(0, WCWidth.wcwidthForGraphemeCluster(text, at));
            if (width > cells - 1) {
                return text.substring(0, at) + CUT;
            }
            at += WCWidth.charCountForGraphemeCluster(text, at);
        }
    }

    /** The text, cut or filled with blanks to so many cells. */
    static String padded(String text, int cells) {
        String cut = cut(text, cells);
        return cut + " ".repeat(Math.max(0, cells - width(cut)));
    }

    private static int harmless(int point) {
        if (Character.getType(point) == Character.SURROGATE) {
            return NOT_TEXT;
        }
        return Character.isISOControl(point) || isLineEnd(point) || isBidirectional(point) ? ' ' : point;
    }

    private static boolean isLineEnd(int point) {
        return point == 0x2028 || point == 0x2029;
    }

    private static boolean isBidirectional(int point) {
        return point == 0x061C
                || point == 0x200E
                || point == 0x200F
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
    }
}
