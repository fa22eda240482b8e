// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.completion;

import dynamofanout.launcher.console.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout completion}: prints a completion script for a shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints a script with which your shell completes commands, options and names by Tab.",
        footer = {
            "",
            "Put the line of your shell into its start file:",
            "  source <(fanout completion bash)      ~/.bashrc",
            "  source <(fanout completion zsh)       ~/.zshrc",
            "  fanout completion fish | source       ~/.config/fish/config.fish"
        })
public final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", arity = "0..1", defaultValue = "bash", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell;

    /** What can complete. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(script());
        out.flush();
        return 0;
    }

    private String script() {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("fanout." + shell))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
