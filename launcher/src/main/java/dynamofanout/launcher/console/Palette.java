// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.util.Optional;

/**
 * Colours words on a terminal. It colours nothing if the output is no terminal, if the environment variable
 * {@code NO_COLOR} is set (no-color.org), or if {@code TERM} is {@code dumb}.
 */
public final class Palette {
    /** Colours nothing. */
    public static final Palette PLAIN = new Palette(false);

    private static final String GREEN = "\033[32m";
    private static final String RED = "\033[31m";
    private static final String YELLOW = "\033[33m";
    private static final String END = "\033[0m";

    private final boolean hasColours;

    private Palette(boolean hasColours) {
        this.hasColours = hasColours;
    }

    static Palette of(World world) {
        boolean isOff = Optional.ofNullable(world.variables().apply("NO_COLOR"))
                .filter(text -> !text.isEmpty())
                .isPresent();
        boolean isDumb = "dumb".equals(world.variables().apply("TERM"));
        return new Palette(world.isTerminal() && !isOff && !isDumb);
    }

    /** Colours the state of a run: green when it is complete, red when it failed, yellow when it ended otherwise. */
    public String state(String text) {
        return switch (text.strip()) {
            case "complete" -> paint(GREEN, text);
            case "failed", "broken" -> paint(RED, text);
            case "incomplete", "stopped", "interrupted" -> warning(text);
            default -> text;
        };
    }

    /** Colours a word that the reader should not overlook. */
    public String warning(String text) {
        return paint(YELLOW, text);
    }

    private String paint(String colour, String text) {
        return hasColours ? colour + text + END : text;
    }
}
