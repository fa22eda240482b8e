// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Converts JSON strings, as bytes, between their escaped and unescaped form. */
public final class JsonStrings {
    private JsonStrings() {}

    /** The UTF-8 bytes of a string that is given in its escaped form, without quotes. */
    public static Slice unescape(Slice escaped) {
        byte[] bytes = escaped.bytes();
        int at = escaped.from();
        while (at < escaped.to() && bytes[at] != '\\') {
            at++;
        }
        if (at == escaped.to()) {
            return escaped;
        }
        var out = new ByteArrayOutputStream(escaped.length());
        out.write(bytes, escaped.from(), at - escaped.from());
        while (at < escaped.to()) {
            if (bytes[at] != '\\') {
                out.write(bytes[at++]);
            } else if (at + 1 < escaped.to() && bytes[at + 1] == 'u') {
                at = unescapeUnicode(escaped, at, out);
            } else {
                out.write(simple(bytes[at + 1]));
                at += 2;
            }
        }
        byte[] result = out.toByteArray();
        return new Slice(result, 0, result.length);
    }

    /** A JSON string literal with its quotes. */
    public static String quoted(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static int unescapeUnicode(Slice escaped, int at, ByteArrayOutputStream out) {
        char unit = unit(escaped, at);
        int next = at + 6;
        String text = String.valueOf(unit);
        if (Character.isHighSurrogate(unit)
                && next + 6 <= escaped.to()
                && escaped.bytes()[next] == '\\'
                && escaped.bytes()[next + 1] == 'u') {
            text += unit(escaped, next);
            next += 6;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(utf8, 0, utf8.length);
        return next;
    }

    private static char unit(Slice escaped, int at) {
        if (at + 6 > escaped.to()) {
            throw new MalformedJson("an escape is cut off", at);
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(escaped.bytes()[i], 16);
            if (digit < 0) {
                throw new MalformedJson("an escape is no hexadecimal number", i);
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private static byte simple(byte letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> letter;
        };
    }

    /** A name as it stands in JSON. DynamoDB's own names need no escapes. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
