// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rule {@code {"shiftDays": N, "by": PATH}}: moves a date by whole days, earlier or later, at most N and never 0. All
 * dates with the same {@code by} move by the same number of days. It takes ISO dates and date-times, which keep their
 * form, and epoch numbers in seconds, from 10^11 on in milliseconds.
 *
 * @param by path to a value that is read in clear
 */
record ShiftDaysRule(int days, MaskPath by) implements Rule {
    /** Ten years. A longer shift protects no better. */
    static final int MOST_DAYS = 3_660;

    static final String PURPOSE = "shift";
    private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);
    private static final BigDecimal MILLIS_OF_DAY = BigDecimal.valueOf(86_400_000);
    private static final BigDecimal LEAST_MILLIS = BigDecimal.TEN.pow(11);

    /** Numbers from here on are microseconds or not a time at all. Shifted as milliseconds they would hardly change. */
    private static final BigDecimal BEYOND_MILLIS = BigDecimal.TEN.pow(14);

    private static final Pattern ISO = Pattern.compile("([0-9]{4})(-?)([0-9]{2})\\2([0-9]{2})"
            + "(?:[Tt ][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]{1,9})?)?)?"
            + "(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?");

    @Override
    public String word() {
        return "shiftDays";
    }

    @Override
    public Set<ScalarType> takes() {
        return EnumSet.of(ScalarType.S, ScalarType.N);
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        Derivation.Labelled shifts = derivation.labelled(PURPOSE, "");
        return (type, content, item) -> {
            long shift = shift(item.digest(by, shifts));
            return type == ScalarType.N ? epoch(content, shift) : date(content, shift);
        };
    }

    @Override
    public Optional<String> refusalForTableKey() {
        return Optional.of("shiftDays may make two values one");
    }

    /** From -days to days, without 0. */
    private long shift(byte[] digest) {
        long place = Digest.unsignedInt(digest, 0) % (2L * days);
        return place < days ? place - days : place - days + 1;
    }

    private static String epoch(String content, long shift) {
        var number = new BigDecimal(content);
        if (number.abs().compareTo(BEYOND_MILLIS) >= 0) {
            throw new RefusedByMask(
                    "must be seconds or milliseconds since 1970 (rule shiftDays), got: a number of 10^14" + " or more");
        }
        BigDecimal day = number.abs().compareTo(LEAST_MILLIS) >= 0 ? MILLIS_OF_DAY : SECONDS_OF_DAY;
        return CanonicalValue.written(number.add(day.multiply(BigDecimal.valueOf(shift))));
    }

    private static String date(String content, long shift) {
        Matcher iso = ISO.matcher(content);
        if (!iso.matches()) {
            throw new RefusedByMask("must be an ISO date or date-time such as 2026-01-31 or 2026-01-31T10:15:00Z (rule"
                    + " shiftDays), got: another text");
        }
        String dash = iso.group(2);
        try {
            LocalDate shifted =
                    LocalDate.of(number(iso, 1), number(iso, 3), number(iso, 4)).plusDays(shift);
            if (shifted.getYear() < 0 || shifted.getYear() > 9_999) {
                throw new RefusedByMask("must stay within the years 0000 to 9999 when it is shifted (rule shiftDays)");
            }
            return digits(shifted.getYear(), 4)
                    + dash
                    + digits(shifted.getMonthValue(), 2)
                    + dash
                    + digits(shifted.getDayOfMonth(), 2)
                    + content.substring(iso.end(4));
        } catch (DateTimeException noSuchDay) {
            throw new RefusedByMask("must be a day of the calendar (rule shiftDays), got: another date");
        }
    }

    private static int number(Matcher iso, int group) {
        return Integer.parseInt(iso.group(group));
    }

    private static String digits(int number, int length) {
        byte[] text = new byte[length];
        int rest = number;
        for (int i = length - 1; i >= 0; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(text, StandardCharsets.US_ASCII);
    }
}
