// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.Base64Text;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A value of a key attribute. Equality and order are DynamoDB's: numbers by value, strings by their UTF-8 bytes, binary
 * by its bytes, both unsigned.
 *
 * @param type {@code S}, {@code N} or {@code B}
 * @param text the string, the number's shortest spelling, or base64
 */
public record KeyValue(String type, String text) implements Comparable<KeyValue> {
    /** @throws IllegalArgumentException if the text is not a number or not base64, or the type is not one of a key */
    public KeyValue {
        text = switch (type) {
            case "S" -> text;
            case "N" -> canonical(new BigDecimal(text));
            case "B" -> base64(text);
            default -> throw new IllegalArgumentException("a key's type must be S, N or B, got: " + type);
        };
    }

    /** The value as DynamoDB JSON: {@code {"S": "C-17"}}. */
    public ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put(type, text);
    }

    /** Reads what {@link #json} wrote. */
    static KeyValue read(JsonNode json) {
        String type = json.fieldNames().next();
        return new KeyValue(type, json.path(type).asText());
    }

    @Override
    public int compareTo(KeyValue other) {
        if (!type.equals(other.type)) {
            return type.compareTo(other.type);
        }
        return type.equals("N")
                ? new BigDecimal(text).compareTo(new BigDecimal(other.text))
                : Arrays.compareUnsigned(bytes(), other.bytes());
    }

    /** The smallest value after all values that begin with this one. Empty if there is none, and for numbers. */
    Optional<KeyValue> afterPrefix() {
        return switch (type) {
            case "S" -> stringAfter().map(after -> new KeyValue("S", after));
            case "B" -> bytesAfter();
            default -> Optional.empty();
        };
    }

    /** Works on code points, because UTF-8 sorts like them. It skips surrogates, which are not characters. */
    private Optional<String> stringAfter() {
        int[] points = text.codePoints().toArray();
        for (int i = points.length - 1; i >= 0; i--) {
            if (points[i] < Character.MAX_CODE_POINT) {
                int next = points[i] + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : points[i] + 1;
                return Optional.of(new String(points, 0, i) + Character.toString(next));
            }
        }
        return Optional.empty();
    }

    private Optional<KeyValue> bytesAfter() {
        byte[] bytes = bytes();
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] != (byte) 0xff) {
                byte[] after = Arrays.copyOf(bytes, i + 1);
                after[i]++;
                return Optional.of(new KeyValue("B", Base64.getEncoder().encodeToString(after)));
            }
        }
        return Optional.empty();
    }

    private byte[] bytes() {
        return type.equals("B") ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        if (!Base64Text.isCanonical(text)) {
            throw new IllegalArgumentException("a binary key must be base64");
        }
        return text;
    }

    private static String canonical(BigDecimal number) {
        BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        boolean isPlain = shortest.scale() < 0 && shortest.precision() - shortest.scale() <= 38;
        return isPlain ? shortest.toPlainString() : shortest.toString();
    }

    /** The type only: values must never get into logs. */
    @Override
    public String toString() {
        return "KeyValue[" + type + "]";
    }
}
