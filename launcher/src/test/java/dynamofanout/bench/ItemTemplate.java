// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The DynamoDB JSON of an item with gaps of nine digits for its index, so that all items have one length and rendering
 * one is a copy and a few digits.
 *
 * <p>Eleven attributes of the types that real tables have, among them a text whose escapes look like a request.
 */
final class ItemTemplate {
    static final int INDEX_DIGITS = 9;
    private static final String GAP = "#".repeat(INDEX_DIGITS);
    /** Kept free below the size asked for: rules of thumb for the size of a number differ by a few bytes. */
    private static final int SPARE_BYTES = 16;

    private final byte[] bytes;
    private final int[] gaps;
    private final int sizeBytes;

    private int counted;

    ItemTemplate(int itemBytes) {
        String fixed = String.join(
                ",",
                text("pk", "order-" + GAP),
                number("sk", "1000" + GAP),
                text("customer", "customer " + GAP + " of the benchmark"),
                text("note", "says \\\"PutRequest\\\": {\\\"Item\\\": \u00e9 \u20ac \\\\ [}] and goes on"),
                number("total", "1234567890123456789012345678." + GAP + "7"),
                number("quantity", "42"),
                attribute("paid", "BOOL", "true", 1),
                attribute("tags", "SS", "[\"blue\",\"express\",\"gift\"]", 15),
                attribute("signature", "B", "\"q80BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=\"", 32),
                address());
        int payload = Math.max(0, itemBytes - SPARE_BYTES - counted - "payload".length());
        String json = "{" + fixed + "," + text("payload", filler(payload)) + "},";
        bytes = json.getBytes(StandardCharsets.UTF_8);
        gaps = gaps(json);
        sizeBytes = counted;
    }

    /** Length in bytes of an item with the comma behind it. */
    int stride() {
        return bytes.length;
    }

    /** DynamoDB's size of an item. */
    int sizeBytes() {
        return sizeBytes;
    }

    void render(int index, byte[] into, int at) {
        System.arraycopy(bytes, 0, into, at, bytes.length);
        for (int gap : gaps) {
            int rest = index;
            for (int digit = INDEX_DIGITS - 1; digit >= 0; digit--) {
                into[at + gap + digit] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }

    /** Another last letter of the payload: the same length, another item. */
    void change(byte[] into, int at) {
        into[at + bytes.length - "\"}},".length() - 1] = '!';
    }

    private String address() {
        String inner = String.join(
                ",", text("street", "1 Long Street"), text("city", "Zug"), attribute("floor", "NULL", "true", 1));
        return attribute("address", "M", "{" + inner + "}", 3 + 3);
    }

    private String text(String name, String json) {
        int size = json.replace("\\\\", "_").replace("\\", "").getBytes(StandardCharsets.UTF_8).length;
        return attribute(name, "S", "\"" + json + "\"", size);
    }

    private String number(String name, String digits) {
        return attribute(name, "N", "\"" + digits + "\"", (digits.length() + 1) / 2 + 1);
    }

    private String attribute(String name, String type, String json, int size) {
        counted += name.length() + size;
        return "\"" + name + "\":{\"" + type + "\":" + json + "}";
    }

    private static String filler(int length) {
        String words = "the quick brown fox jumps over the lazy dog and runs ";
        return words.repeat(length / words.length() + 1).substring(0, length);
    }

    /** Offsets in bytes, not characters. */
    private static int[] gaps(String json) {
        List<Integer> found = new ArrayList<>();
        for (int at = json.indexOf(GAP); at >= 0; at = json.indexOf(GAP, at + 1)) {
            found.add(json.substring(0, at).getBytes(StandardCharsets.UTF_8).length);
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
