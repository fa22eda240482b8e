// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

/** Escapes text for HTML and SVG. */
final class Html {
    private Html() {}

    static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(Character.isISOControl(point) ? 0xFFFD : point);
            }
        });
        return escaped.toString();
    }
}
