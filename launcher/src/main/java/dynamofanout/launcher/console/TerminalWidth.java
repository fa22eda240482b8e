// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out the width of the terminal, in cells. */
public final class TerminalWidth {
    /** The width if the output is no terminal: lines keep their length. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final long SECONDS_BETWEEN_LOOKS = 3;
    private static final int USUAL = 80;
    private static final int LEAST = 20;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)");

    private TerminalWidth() {}

    /** COLUMNS where it is set, else what the terminal says of itself, else 80. */
    public static int of(World world) {
        if (!world.isTerminal()) {
            return UNBOUNDED;
        }
        return Optional.ofNullable(world.variables().apply("COLUMNS"))
                .flatMap(TerminalWidth::number)
                .or(() -> world.programs()
                        .apply(List.of("sh", "-c", "stty size < /dev/tty"))
                        .map(SIZE::matcher)
                        .filter(Matcher::matches)
                        .flatMap(size -> number(size.group(1))))
                .orElse(USUAL);
    }

    /** The same, for repeated use: it asks the terminal at most every few seconds. */
    static IntSupplier followed(World world) {
        return new IntSupplier() {
            private int width;
            private long askedAt;

            @Override
            public synchronized int getAsInt() {
                long now = world.nanoTime().getAsLong();
                if (width == 0 || now - askedAt > SECONDS_BETWEEN_LOOKS * 1_000_000_000L) {
                    width = of(world);
                    askedAt = now;
                }
                return width;
            }
        };
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) > 0
                ? Optional.of(Math.max(LEAST, Integer.parseInt(text)))
                : Optional.empty();
    }
}
