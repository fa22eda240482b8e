// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Rule {@code {"round": N}}: the nearest multiple of N. A number in the middle is rounded away from zero.
 *
 * @param step above zero
 */
record RoundRule(BigDecimal step) implements Rule {
    /** Significant digits of a number (limit of DynamoDB). */
    private static final int MOST_DIGITS = 38;

    @Override
    public String word() {
        return "round";
    }

    @Override
    public Set<ScalarType> takes() {
        return EnumSet.of(ScalarType.N);
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        return (type, content, item) -> {
            var number = new BigDecimal(content);
            BigDecimal rounded =
                    number.divide(step, 0, RoundingMode.HALF_UP).multiply(step).stripTrailingZeros();
            if (rounded.precision() > MOST_DIGITS) {
                throw new RefusedByMask("has no multiple of " + step.toPlainString() + " near it with at most "
                        + MOST_DIGITS + " digits");
            }
            return CanonicalValue.written(rounded);
        };
    }

    @Override
    public Optional<String> refusalForTableKey() {
        return Optional.of("round may make two values one");
    }
}
