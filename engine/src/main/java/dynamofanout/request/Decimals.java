// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import java.math.BigDecimal;

/**
 * Normalises numbers that people write. 2.50, 2.5 and 25e-1 become the same number, so that equal requests are equal
 * records.
 */
final class Decimals {
    private static final int MOST_ZEROS = 20;

    private Decimals() {}

    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean isShortWhole = stripped.scale() < 0 && stripped.scale() >= -MOST_ZEROS;
        return isShortWhole ? stripped.setScale(0) : stripped;
    }
}
