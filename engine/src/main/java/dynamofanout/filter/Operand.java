// SPDX-License-Identifier: Apache-2.0
package dynamofanout.filter;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The right side of a comparison: a value as it was written, an attribute, or the size of an attribute. */
sealed interface Operand {
    /** The operand as the expression has it, with placeholders and functions. */
    String expression(Placeholders placeholders);

    /**
     * A value as it was written.
     *
     * @param isQuoted whether it is a string for certain
     */
    record Literal(String text, boolean isQuoted) implements Operand {
        private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
        private static final Set<String> BOOLEANS = Set.of("true", "false");

        /** Digits and size that a number may have in DynamoDB. Anything beyond can only be a string. */
        private static final int MOST_DIGITS = 38;

        private static final int LARGEST_EXPONENT = 125;
        private static final int SMALLEST_EXPONENT = -130;

        Optional<BigDecimal> number() {
            return isQuoted || !NUMBER.matcher(text).matches()
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(text)).filter(Literal::fits);
        }

        @Override
        public String expression(Placeholders placeholders) {
            if (!isQuoted && BOOLEANS.contains(text)) {
                return placeholders.bool(text);
            }
            if (!isQuoted && text.equals("null")) {
                return placeholders.none();
            }
            return number().map(placeholders::number).orElseGet(() -> placeholders.string(text));
        }

        private static boolean fits(BigDecimal number) {
            if (number.signum() == 0) {
                return true;
            }
            BigDecimal shortest = number.stripTrailingZeros();
            int exponent = shortest.precision() - shortest.scale() - 1;
            return shortest.precision() <= MOST_DIGITS && exponent <= LARGEST_EXPONENT && exponent >= SMALLEST_EXPONENT;
        }
    }

    /** The value of an attribute. */
    record Attribute(AttributePath path) implements Operand {
        @Override
        public String expression(Placeholders placeholders) {
            return placeholders.path(path);
        }
    }

    /** The size of an attribute: characters of a string, bytes of a binary, elements of a list, map or set. */
    record Size(AttributePath path) implements Operand {
        @Override
        public String expression(Placeholders placeholders) {
            return "size(" + placeholders.path(path) + ")";
        }
    }
}
