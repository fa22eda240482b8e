// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Formats numbers, sizes, prices and durations for people. */
public final class Figures {
    /** Six digits of a dollar are shown. */
    private static final double SMALLEST_SHOWN = 0.000001;

    private Figures() {}

    public static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,d", Math.round(number));
    }

    public static String count(long number, String one, String many) {
        return whole(number) + " " + (number == 1 ? one : many);
    }

    /** {@code 1 read unit}, {@code 2,000 write units}. */
    static String units(double units, String kind) {
        return count(Math.round(units), kind + " unit", kind + " units");
    }

    /** {@code 0 %}, {@code 0.04 %}, {@code 12 %}. */
    public static String share(double part) {
        double percent = part * 100;
        return percent == Math.rint(percent)
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : String.format(Locale.ROOT, percent < 1 ? "%.2f %%" : "%.1f %%", percent);
    }

    public static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        String units = "KMGTP";
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < units.length() - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %cB" : "%.0f %cB", value, units.charAt(unit));
    }

    public static String dollars(Optional<Double> dollars) {
        if (dollars.isEmpty()) {
            return "price not known";
        }
        double value = dollars.get();
        if (value > 0 && value < SMALLEST_SHOWN / 2) { // it would be rounded to zero
            return "under $0.000001";
        }
        return value == 0
                ? "$0"
                : String.format(Locale.ROOT, value < 0.01 ? "$%.6f" : value < 10 ? "$%.4f" : "$%,.2f", value);
    }

    /** What is charged in addition to the tables' units. Empty for a local run. */
    static String own(Optional<Double> dollars) {
        return dollars.filter(sum -> sum > 0)
                .map(sum -> " + " + dollars(dollars) + " for Lambda, Step Functions and the run table")
                .orElse("");
    }

    /** How long ago something was, in the largest unit that fits: {@code 12 s}, {@code 5 min}, {@code 7 h}, {@code 3 d}. */
    public static String age(Duration since) {
        if (since.toMinutes() < 1) {
            return Math.max(0, since.toSeconds()) + " s";
        }
        if (since.toHours() < 1) {
            return since.toMinutes() + " min";
        }
        return since.toHours() < 48 ? since.toHours() + " h" : whole(since.toDays()) + " d";
    }

    /** A number that people gave, with its thousands apart: {@code 2,500}, {@code 0.5}. */
    public static String given(BigDecimal number) {
        return new DecimalFormat("#,##0.##########", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    public static String time(double seconds) {
        long rounded = Math.max(0, Math.round(seconds));
        Duration duration = Duration.ofSeconds(rounded);
        if (rounded < 60) {
            return seconds < 10 && seconds > 0 ? String.format(Locale.ROOT, "%.1f s", seconds) : rounded + " s";
        }
        if (rounded < 3600) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
