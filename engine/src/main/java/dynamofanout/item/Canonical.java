// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Canonical text of attribute values. Values that DynamoDB considers equal have the same text: numbers are compared by
 * value, sets and maps without regard to order, types strictly. Each part is preceded by its length, so different
 * values never give the same text.
 */
final class Canonical {
    private Canonical() {}

    /** Text of a scalar's content. Two texts are equal exactly when DynamoDB considers the values equal. */
    static String scalar(String type, String content) {
        return switch (type) {
            case "N" -> {
                var number = new BigDecimal(content);
                yield number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
            }
            case "B" -> Base64.getEncoder().encodeToString(Base64.getDecoder().decode(content));
            default -> content;
        };
    }

    /** Text of a typed value, for example {@code {"N":"1.0"}}. */
    static String value(Slice typed) {
        var out = new StringBuilder();
        append(typed, out);
        return out.toString();
    }

    /** SHA-256 of the text, in hexadecimal. */
    static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static void appendPart(String text, StringBuilder out) {
        out.append(text.length()).append(':').append(text);
    }

    private static void append(Slice typed, StringBuilder out) {
        var walker = new JsonWalker(typed);
        walker.enterObject();
        if (!walker.nextField()) {
            throw new MalformedJson("an attribute has no value", typed.from());
        }
        String type = walker.name().text();
        out.append(type).append(' ');
        switch (type) {
            case "S", "N", "B" -> appendPart(scalar(type, text(walker)), out);
            case "SS", "NS", "BS" -> appendSet(walker, type.substring(0, 1), out);
            case "L" -> appendList(walker, out);
            case "M" -> appendMap(walker, out);
            default -> out.append(walker.value().text());
        }
    }

    private static String text(JsonWalker walker) {
        return JsonStrings.unescape(walker.escapedString()).text();
    }

    private static void appendSet(JsonWalker walker, String type, StringBuilder out) {
        List<String> members = new ArrayList<>();
        walker.enterArray();
        while (walker.nextElement()) {
            members.add(scalar(type, text(walker)));
        }
        Collections.sort(members);
        out.append('[');
        members.forEach(member -> appendPart(member, out));
        out.append(']');
    }

    private static void appendList(JsonWalker walker, StringBuilder out) {
        out.append('[');
        walker.enterArray();
        while (walker.nextElement()) {
            append(walker.value(), out);
        }
        out.append(']');
    }

    private static void appendMap(JsonWalker walker, StringBuilder out) {
        var sorted = new TreeMap<String, Slice>();
        walker.enterObject();
        while (walker.nextField()) {
            String name = walker.name().text();
            sorted.put(name, walker.value());
        }
        out.append('{');
        sorted.forEach((name, value) -> {
            appendPart(name, out);
            append(value, out);
        });
        out.append('}');
    }
}
