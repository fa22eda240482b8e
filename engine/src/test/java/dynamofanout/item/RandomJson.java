// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Writes DynamoDB JSON as oddly as the grammar allows: white space wherever it may be, members in any order, every
 * escape, attribute names like those of answers.
 */
public final class RandomJson {
    /** DynamoDB takes values nested up to 32 levels. */
    private static final int DEEPEST = 32;

    private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t", "\r\n", "  \n\t ");
    public static final List<String> NAMES = List.of(
            "id",
            "S",
            "M",
            "Item",
            "Items",
            "Count",
            "ScannedCount",
            "LastEvaluatedKey",
            "ConsumedCapacity",
            "UnprocessedItems",
            "PutRequest",
            "a".repeat(255),
            "ü".repeat(127),
            "quote\"and\\slash",
            "{[,:]}",
            " ",
            "\u0000",
            "😀");
    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            "\"",
            "\\",
            "\\\"",
            "\\\\",
            "}]",
            "{\"Items\":[",
            "\u0000\u0001\u001f",
            "\n\r\t\b\f/",
            "ü€",
            "😀🀄",
            "\u2028\u007f",
            "x".repeat(300));
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "1.0",
            "1E125",
            "-1E-130",
            "9.9999999999999999999999999999999999999E+125",
            "12345678901234567890123456789012345678",
            "-0.00000000000000000000000000000000000001",
            "1e3");
    private static final List<String> BINARIES = List.of("", "AA==", "AAE=", "AAEC", "//79+w==");
    private static final List<String> TYPES = List.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");

    private final Random random;

    public RandomJson(Random random) {
        this.random = random;
    }

    /** An item: an object of attributes, one of them {@code key}. */
    public String item(String key) {
        List<String> members = new ArrayList<>(attributes(0));
        members.add(member("key", object(List.of(member("S", string(key))))));
        return shuffled(members);
    }

    public List<String> items(int count) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(item("key " + i));
        }
        return items;
    }

    /** An answer of Scan. */
    public String page(List<String> items, String lastKey, int scannedCount) {
        return space()
                + shuffled(List.of(
                        member("Items", array(items)),
                        member("Count", Integer.toString(items.size())),
                        member("ScannedCount", Integer.toString(scannedCount)),
                        member("LastEvaluatedKey", lastKey),
                        member("ConsumedCapacity", capacity("12.5")),
                        member("Future", oneOf(List.of("null", "true", "-1.5E+3", "[]", "[[{}],{\"Items\":[]}]")))))
                + space();
    }

    /** An answer of BatchWriteItem. */
    public String writeAnswer(List<String> unprocessed) {
        List<String> puts = unprocessed.stream()
                .map(item -> object(List.of(member("PutRequest", object(List.of(member("Item", item)))))))
                .toList();
        return space()
                + shuffled(List.of(
                        member("UnprocessedItems", object(List.of(member("Orders", array(puts))))),
                        member("ConsumedCapacity", array(List.of(capacity("3"), capacity("4.5")))),
                        member("ItemCollectionMetrics", "{}")))
                + space();
    }

    /** An answer of BatchGetItem. */
    public String getAnswer(List<String> items, List<String> unprocessedKeys) {
        String keys = shuffled(List.of(member("ConsistentRead", "true"), member("Keys", array(unprocessedKeys))));
        return space()
                + shuffled(List.of(
                        member("Responses", object(List.of(member("Orders", array(items))))),
                        member("UnprocessedKeys", object(List.of(member("Orders", keys)))),
                        member("ConsumedCapacity", array(List.of(capacity("7"))))))
                + space();
    }

    /** A JSON string of this content, each character spelt in one of the ways there are. */
    public String string(String content) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            boolean mustEscape = c == '"' || c == '\\' || c < 0x20;
            boolean isSurrogate = Character.isSurrogate(c);
            if (isSurrogate && random.nextBoolean()) {
                out.append(c).append(content.charAt(++i)); // a pair, raw
            } else if (isSurrogate) {
                out.append(unicode(c)).append(unicode(content.charAt(++i)));
            } else if (mustEscape || random.nextInt(4) == 0) {
                out.append(escape(c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private String capacity(String units) {
        return shuffled(List.of(
                member("TableName", string("Orders")),
                member("CapacityUnits", units),
                member("Table", "{\"CapacityUnits\":99}")));
    }

    private List<String> attributes(int depth) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        List<String> members = new ArrayList<>();
        for (String name : names.subList(0, random.nextInt(depth == 0 ? 8 : 3))) {
            members.add(member(name, value(depth + 1)));
        }
        return members;
    }

    private String value(int depth) {
        if (depth == 1 && random.nextInt(10) == 0) {
            return nested(DEEPEST);
        }
        String type = oneOf(depth < 5 ? TYPES : TYPES.subList(0, 5));
        String value =
                switch (type) {
                    case "S" -> string(oneOf(TEXTS));
                    case "N" -> "\"" + oneOf(NUMBERS) + "\"";
                    case "B" -> "\"" + oneOf(BINARIES) + "\"";
                    case "BOOL" -> Boolean.toString(random.nextBoolean());
                    case "NULL" -> "true";
                    case "SS" -> array(List.of(string("a\"]"), string("b\\")));
                    case "NS" -> array(NUMBERS.stream().map(this::string).toList());
                    case "BS" -> array(List.of("\"\"", "\"AAE=\""));
                    case "M" -> shuffled(attributes(depth));
                    default -> array(List.of(value(depth + 1), value(depth + 1)).subList(0, random.nextInt(3)));
                };
        return object(List.of(member(type, value)));
    }

    private String nested(int levels) {
        String inner = object(List.of(member("S", string("]}"))));
        for (int i = 1; i < levels; i++) {
            inner = i % 2 == 0
                    ? object(List.of(member("L", array(List.of(inner)))))
                    : object(List.of(member("M", object(List.of(member("S", inner))))));
        }
        return inner;
    }

    private String member(String name, String value) {
        return string(name) + space() + ":" + space() + value;
    }

    private String shuffled(List<String> members) {
        List<String> order = new ArrayList<>(members);
        Collections.shuffle(order, random);
        return object(order);
    }

    private String object(List<String> members) {
        return "{" + joined(members) + "}";
    }

    private String array(List<String> elements) {
        return "[" + joined(elements) + "]";
    }

    private String joined(List<String> parts) {
        var out = new StringBuilder(space());
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : "," + space()).append(parts.get(i)).append(space());
        }
        return out.toString();
    }

    private String escape(char c) {
        String letter =
                switch (c) {
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    case '/' -> "\\/";
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\t' -> "\\t";
                    case '\b' -> "\\b";
                    case '\f' -> "\\f";
                    default -> unicode(c);
                };
        return random.nextInt(3) == 0 ? unicode(c) : letter;
    }

    private String unicode(char c) {
        return String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c);
    }

    private String space() {
        return oneOf(SPACES);
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
