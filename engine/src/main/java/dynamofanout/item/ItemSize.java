// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

/**
 * Computes the size of an item, as DynamoDB counts it, from the item's JSON bytes. The rules are those of the DynamoDB
 * guide's "Item sizes and formats": names and strings count as UTF-8, numbers about one byte per two significant digits
 * plus one, binary as raw bytes, Boolean and null one byte, lists and maps three bytes plus one per element.
 */
public final class ItemSize {
    private ItemSize() {}

    /** Size in bytes. For numbers it is an approximation, as DynamoDB says of its own rule. */
    public static int bytes(Slice item) {
        var walker = new JsonWalker(item);
        int size = 0;
        walker.enterObject();
        while (walker.nextField()) {
            size += walker.name().length() + value(walker.value());
        }
        return size;
    }

    private static int value(Slice typed) {
        var walker = new JsonWalker(typed);
        walker.enterObject();
        if (!walker.nextField()) {
            throw new MalformedJson("an attribute has no value", 0);
        }
        String type = walker.name().text();
        return switch (type) {
            case "S", "N", "B" -> scalar(type, walker.escapedString());
            case "SS", "NS", "BS" -> set(walker, type.substring(0, 1));
            case "L" -> list(walker);
            case "M" -> 3 + map(walker);
            default -> 1;
        };
    }

    private static int scalar(String type, Slice escaped) {
        return switch (type) {
            case "N" -> number(escaped.text());
            case "B" -> binary(JsonStrings.unescape(escaped));
            default -> JsonStrings.unescape(escaped).length();
        };
    }

    private static int set(JsonWalker walker, String type) {
        int size = 0;
        walker.enterArray();
        while (walker.nextElement()) {
            size += scalar(type, walker.escapedString());
        }
        return size;
    }

    private static int list(JsonWalker walker) {
        int size = 3;
        walker.enterArray();
        while (walker.nextElement()) {
            size += 1 + value(walker.value());
        }
        return size;
    }

    private static int map(JsonWalker walker) {
        int size = 0;
        walker.enterObject();
        while (walker.nextField()) {
            size += 1 + walker.name().length() + value(walker.value());
        }
        return size;
    }

    private static int number(String text) {
        String digits =
                text.replaceFirst("[eE].*$", "").replaceAll("[^0-9]", "").replaceAll("^0+|0+$", "");
        return 1 + (digits.length() + 1) / 2 + (text.startsWith("-") ? 1 : 0);
    }

    private static int binary(Slice base64) {
        String text = base64.text();
        int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        return text.length() / 4 * 3 - padding;
    }
}
