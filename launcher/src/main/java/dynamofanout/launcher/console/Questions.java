// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/** Asks the user questions at the terminal, one after the other. */
public final class Questions {
    private final Printer printer;
    private final BufferedReader answers;

    /** From now on this object reads what the user types. */
    public Questions(Printer printer) {
        this.printer = printer;
        this.answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    }

    /** The answer. An empty one, or the end of the input, means the default, which the question shows in brackets. */
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
