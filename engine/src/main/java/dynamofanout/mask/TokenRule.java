// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Rule {@code {"token": LABEL, "prefix"?}}: an unguessable replacement. The same value under the same label becomes the
 * same token everywhere. A string becomes the prefix and 26 characters of base32. Binary becomes 16 bytes. An integer
 * within ±(2^53 − 1) becomes another one of them. Any other number becomes 38 digits.
 */
record TokenRule(String label, String prefix) implements Rule {
    static final String PURPOSE = "token";

    private static final int BINARY_BYTES = 16;
    private static final BigDecimal MOST_INTEGER = BigDecimal.valueOf(IntegerPermutation.MOST);
    private static final BigInteger LEAST_OF_38_DIGITS = BigInteger.TEN.pow(37);
    private static final BigInteger NUMBERS_OF_38_DIGITS =
            BigInteger.TEN.pow(38).subtract(LEAST_OF_38_DIGITS);

    @Override
    public String word() {
        return "token";
    }

    @Override
    public Set<ScalarType> takes() {
        return ScalarType.ALL;
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        Derivation.Labelled token = derivation.labelled(PURPOSE, label);
        var integers = new IntegerPermutation(derivation.labelled("integer", label));
        return (type, content, item) -> switch (type) {
            case S -> prefix + Digest.base32(token.digest(type, CanonicalValue.bytes(type, content)));
            case B -> binary(token.digest(type, CanonicalValue.bytes(type, content)));
            case N -> {
                var number = new BigDecimal(content);
                yield isInteger(number)
                        ? Long.toString(integers.permute(number.longValueExact()))
                        : of38Digits(token.digest(type, CanonicalValue.bytes(type, content)));
            }
        };
    }

    @Override
    public Optional<String> refusalForTableKey() {
        return Optional.empty();
    }

    private static boolean isInteger(BigDecimal number) {
        return number.abs().compareTo(MOST_INTEGER) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }

    private static String binary(byte[] digest) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, BINARY_BYTES));
    }

    private static String of38Digits(byte[] digest) {
        return new BigInteger(1, digest)
                .mod(NUMBERS_OF_38_DIGITS)
                .add(LEAST_OF_38_DIGITS)
                .toString();
    }
}
