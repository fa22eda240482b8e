// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.PlainJson;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Prints a command's output, for people or for machines. With {@code --json}, the last line of standard output is one
 * JSON object, and everything for people goes to standard error. On a terminal, progress (at most two lines) replaces
 * the progress before it. Thread-safe.
 */
public final class Printer {
    /** Control sequences that terminals have had since the VT100. */
    private static final String UP = "\033[A";

    private static final String CLEAR_LINE = "\033[2K";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintWriter people;
    private final PrintWriter machines;
    private final boolean isJson;
    private final boolean isTerminal;
    private final IntSupplier width;
    private final Palette palette;
    private final boolean isQuiet;
    private final Supplier<LocalTime> timeOfDay;
    private int progressLines;

    /**
     * Prints to these.
     *
     * @param width of the terminal in cells, as it is now
     * @param isQuiet whether no progress is printed
     */
    Printer(
            PrintWriter out,
            PrintWriter err,
            boolean isJson,
            boolean isTerminal,
            IntSupplier width,
            Palette palette,
            boolean isQuiet,
            Supplier<LocalTime> timeOfDay) {
        this.people = isJson ? err : out;
        this.machines = out;
        this.isJson = isJson;
        this.isTerminal = isTerminal;
        this.width = width;
        this.palette = palette;
        this.isQuiet = isQuiet;
        this.timeOfDay = timeOfDay;
    }

    public boolean isJson() {
        return isJson;
    }

    public boolean isTerminal() {
        return isTerminal;
    }

    /** A line, or several, for people. */
    public synchronized void line(String text) {
        clearProgress();
        people.println(text);
        people.flush();
    }

    /** Sentences for people, broken at blanks where the terminal is narrower. */
    public void wrapped(String text) {
        fitted(cells -> WrappedLines.of(text, cells));
    }

    /** The same of text that depends on the width itself. */
    public void wrapped(IntFunction<String> text) {
        fitted(cells -> WrappedLines.of(text.apply(cells), cells));
    }

    /** Lines for people, fitted to the terminal's width. If the output is no terminal they keep their length. */
    public void fitted(FittedText text) {
        text.lines(width.getAsInt()).forEach(this::line);
    }

    /** Colours for words of what is printed. */
    public Palette palette() {
        return palette;
    }

    /** Text without an end of line: a question. */
    synchronized void ask(String text) {
        clearProgress();
        people.print(text);
        people.flush();
    }

    /**
     * Progress. On a terminal it replaces the last progress and is cut to the width. Elsewhere it is a line that begins
     * with the time of day.
     */
    public void progress(String text) {
        progress(cells -> List.of(text.length() <= cells ? text : text.substring(0, cells - 1) + "…"));
    }

    /** The same for text that can be set for any width. */
    public synchronized void progress(FittedText text) {
        if (isQuiet) {
            return;
        }
        if (!isTerminal) {
            String now = TIME.format(timeOfDay.get());
            text.lines(TerminalWidth.UNBOUNDED).forEach(line -> line(now + " " + line));
            return;
        }
        clearProgress();
        // a terminal may begin the next line by itself once its last cell is written to
        List<String> lines = text.lines(Math.max(1, width.getAsInt() - 1));
        people.print(String.join("\n", lines));
        people.flush();
        progressLines = lines.size();
    }

    /** The object for machines, if they asked for it. */
    public synchronized void json(JsonNode object) {
        clearProgress();
        if (isJson) {
            machines.println(PlainJson.text(object));
            machines.flush();
        }
    }

    private void clearProgress() {
        if (progressLines > 0) {
            people.print("\r" + CLEAR_LINE + (UP + CLEAR_LINE).repeat(progressLines - 1));
            progressLines = 0;
        }
    }
}
