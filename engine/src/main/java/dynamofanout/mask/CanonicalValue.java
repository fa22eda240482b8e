// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The canonical bytes of a value, from which digests are computed. They are the same for all spellings: UTF-8 of a
 * string, the bytes of binary, and a number in plain decimal notation without exponent or needless zeros ({@code 1.0}
 * and {@code 1} are {@code 1}).
 */
final class CanonicalValue {
    /** 38 digits, a sign, a point and a zero before it. */
    private static final int LONGEST_PLAIN = 41;

    private CanonicalValue() {}

    static byte[] bytes(ScalarType type, String content) {
        return switch (type) {
            case S -> content.getBytes(StandardCharsets.UTF_8);
            case N -> number(new BigDecimal(content)).getBytes(StandardCharsets.US_ASCII);
            case B -> Base64.getDecoder().decode(content);
        };
    }

    /** A number as an item has it: like {@link #number}, but with an exponent if it has very many digits. */
    static String written(BigDecimal number) {
        String plain = number(number);
        return plain.length() <= LONGEST_PLAIN
                ? plain
                : number.stripTrailingZeros().toString();
    }

    static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
