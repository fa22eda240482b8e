// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Runs programs of this machine, such as a browser or {@code npx}. */
final class SystemPrograms {
    private SystemPrograms() {}

    /** The first line of a program's output; empty when it is not there or fails. */
    static Optional<String> firstLine(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? output.lines().findFirst() : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A {@link ProgramRunner}. */
    static OptionalInt run(ProgramRunner.Call call, Optional<Consumer<String>> lines) {
        var builder =
                new ProcessBuilder(call.words()).directory(call.directory().toFile());
        builder.environment().putAll(call.variables());
        if (lines.isPresent()) {
            builder.redirectErrorStream(true).redirectInput(Redirect.INHERIT);
        } else {
            builder.inheritIO();
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException notThere) {
            return OptionalInt.empty();
        }
        try {
            if (lines.isPresent()) {
                tell(process, lines.get());
            }
            return OptionalInt.of(process.waitFor());
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return OptionalInt.of(Failures.FAILED);
        }
    }

    private static void tell(Process process, Consumer<String> lines) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
