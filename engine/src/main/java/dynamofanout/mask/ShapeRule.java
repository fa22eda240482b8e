// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Rule {@code {"shape": LABEL, "keepFirst"?, "keepLast"?}}: letters become other letters and digits become other
 * digits, in the same case and places. All other characters stay. In a number the digits change, and its first digit
 * does not become 0.
 *
 * @param keepFirst characters at the beginning that stay, unless nothing would change
 * @param keepLast the same at the end
 */
record ShapeRule(String label, int keepFirst, int keepLast) implements Rule {
    /** Significant digits of a number (limit of DynamoDB). */
    private static final int MOST_DIGITS = 38;

    @Override
    public String word() {
        return "shape";
    }

    @Override
    public Set<ScalarType> takes() {
        return EnumSet.of(ScalarType.S, ScalarType.N);
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        Derivation.Labelled shape = derivation.labelled("shape", label);
        return (type, content, item) -> {
            var stream = new Keystream(derivation, shape.digest(type, CanonicalValue.bytes(type, content)));
            return type == ScalarType.N ? number(new BigDecimal(content), stream) : text(content, stream);
        };
    }

    @Override
    public Optional<String> refusalForTableKey() {
        return Optional.of("shape may make two values one");
    }

    private String text(String clear, Keystream stream) {
        int[] characters = clear.codePoints().toArray();
        int from = Math.min(keepFirst, characters.length);
        int to = Math.max(from, characters.length - keepLast);
        if (!changes(characters, from, to)) {
            from = 0;
            to = characters.length;
        }
        int last = -1;
        boolean isSame = true;
        for (int i = from; i < to; i++) {
            Alphabet alphabet = Alphabet.of(characters[i]);
            if (alphabet != null) {
                int masked = alphabet.at(stream.next());
                isSame &= masked == characters[i];
                characters[i] = masked;
                last = i;
            }
        }
        Alphabet ofLast = last < 0 || !isSame ? null : Alphabet.of(characters[last]);
        if (ofLast != null) {
            characters[last] = ofLast.after(characters[last]);
        }
        return new String(characters, 0, characters.length);
    }

    private static boolean changes(int[] characters, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Alphabet.of(characters[i]) != null) {
                return true;
            }
        }
        return false;
    }

    private String number(BigDecimal clear, Keystream stream) {
        BigDecimal number = plain(clear);
        char[] digits = number.unscaledValue().abs().toString().toCharArray();
        boolean keepsAll = keepFirst + keepLast >= digits.length;
        int from = keepsAll ? 0 : keepFirst;
        int to = keepsAll ? digits.length : digits.length - keepLast;
        boolean isSame = true;
        for (int i = from; i < to; i++) {
            char masked = digit(i == 0, stream.next());
            isSame &= masked == digits[i];
            digits[i] = masked;
        }
        if (isSame) {
            digits[to - 1] = digit(to == 1, digits[to - 1] - '0' + (to == 1 ? 0 : 1));
        }
        var masked = new BigDecimal(new BigInteger(new String(digits)), number.scale());
        return CanonicalValue.written(number.signum() < 0 ? masked.negate() : masked);
    }

    /** The number with all its zeros written out, if it then has no more digits than a number may have. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        boolean isShort = stripped.scale() < 0 && stripped.precision() - stripped.scale() <= MOST_DIGITS;
        return isShort ? stripped.setScale(0) : stripped;
    }

    /** The first digit of a number never becomes zero. */
    private static char digit(boolean isFirst, int place) {
        return (char) (isFirst ? '1' + place % 9 : '0' + place % 10);
    }
}
