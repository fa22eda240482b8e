// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.input.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option {@code --yes}, and the question that it replaces. */
public final class ConsentOptions {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask. Required where no person sits at a terminal.")
    private boolean yes;

    public Consent consent(World world, Printer printer) {
        return () -> {
            if (yes) {
                return;
            }
            if (!world.isTerminal()) {
                throw new BadInput("the plan needs a yes: nobody can be asked here, so add --yes");
            }
            printer.ask("Go on? [y/N] ");
            if (!answer().toLowerCase(Locale.ROOT).startsWith("y")) {
                throw new BadInput("nothing was written: you did not agree to the plan");
            }
        };
    }

    private static String answer() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return line == null ? "" : line.trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
