// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What a string or number looks like, for proposing a rule. */
enum ValueLook {
    EMAIL("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}"),
    DATE("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.,]+(?:Z|[+-][0-9:]+)?)?"),
    UUID("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    PHONE("\\+?[0-9][0-9 ()/.-]{6,20}"),
    TEXT_OF_WORDS(".*\\S\\s+\\S.*"),
    /** Seconds from 2001 to 2096, or milliseconds. */
    EPOCH(""),
    NUMBER(""),
    OTHER("");

    private static final BigDecimal LEAST_SECONDS = BigDecimal.TEN.pow(9);
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(4_000_000_000L);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private final Pattern pattern;

    ValueLook(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    static ValueLook ofText(String text) {
        for (ValueLook look : new ValueLook[] {EMAIL, DATE, UUID, PHONE, TEXT_OF_WORDS}) {
            if (look.pattern.matcher(text).matches()) {
                return look;
            }
        }
        return OTHER;
    }

    static ValueLook ofNumber(String text) {
        var number = new BigDecimal(text);
        boolean isWhole = number.stripTrailingZeros().scale() <= 0;
        boolean isMillis = isWithinSeconds(number.divideToIntegralValue(THOUSAND));
        return isWhole && (isWithinSeconds(number) || isMillis) ? EPOCH : NUMBER;
    }

    private static boolean isWithinSeconds(BigDecimal number) {
        return number.compareTo(LEAST_SECONDS) >= 0 && number.compareTo(MOST_SECONDS) <= 0;
    }
}
