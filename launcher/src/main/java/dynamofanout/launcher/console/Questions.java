package dynamofanout.launcher.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/** Asks the user at the terminal one thing after the other. */
public final class Questions {
    private final Printer printer;
    private final BufferedReader answers;

    /** What is typed is read by this one from now on. */
    public Questions(Printer printer) {
        this.printer = printer;
        this.answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    }

    /** The answer; an empty one, or the end of the input, is the usual one, which the question shows in brackets. */
    public String ask(String question, String usual) {
        printer.ask(question + " [" + usual + "] ");
        try {
            String line = answers.readLine();
            return line == null || line.isBlank() ? usual : line.trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
