package dynamofanout.launcher.console;

import java.io.PrintWriter;

/**
 * What people and machines read. With {@code --json} standard output holds one JSON object on its last line and
 * everything for people goes to standard error. One line may be a progress line, which later ones replace on a terminal.
 * Thread-safe.
 */
public final class Printer {
    private final PrintWriter people;
    private final PrintWriter machines;
    private final boolean isJson;
    private final boolean isTerminal;
    private int progressLength;

    Printer(PrintWriter out, PrintWriter err, boolean isJson, boolean isTerminal) {
        this.people = isJson ? err : out;
        this.machines = out;
        this.isJson = isJson;
        this.isTerminal = isTerminal;
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

    /** Text without an end of line: a question. */
    synchronized void ask(String text) {
        clearProgress();
        people.print(text);
        people.flush();
    }

    /** Replaces the last progress line on a terminal, else is a line like others. */
    public synchronized void progress(String text) {
        if (!isTerminal) {
            line(text);
            return;
        }
        clearProgress();
        people.print("\r" + text);
        people.flush();
        progressLength = text.length();
    }

    /** The object for machines, if they asked for it. */
    public synchronized void json(Object object) {
        clearProgress();
        if (isJson) {
            machines.println(object);
            machines.flush();
        }
    }

    private void clearProgress() {
        if (progressLength > 0) {
            people.print("\r" + " ".repeat(progressLength) + "\r");
            progressLength = 0;
        }
    }
}
