package dynamofanout.launcher.console;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code fanout completion}: prints a completion script for a shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints a script with which your shell completes commands and options by Tab.",
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
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                shell == Shell.fish
                        ? new FishCompletion(root.getCommandSpec()).script()
                        : AutoComplete.bash(root.getCommandName(), root));
        out.flush();
        return 0;
    }
}
