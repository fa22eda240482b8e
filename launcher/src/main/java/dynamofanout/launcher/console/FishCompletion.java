package dynamofanout.launcher.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion script for the shell fish: commands, then each command's options with their values. */
final class FishCompletion {
    private final CommandSpec root;
    private final String program;

    FishCompletion(CommandSpec root) {
        this.root = root;
        this.program = root.name();
    }

    String script() {
        List<String> lines = new ArrayList<>();
        lines.add("# fish completion of " + program + ": " + program + " completion fish | source");
        lines.add("complete -c " + program + " -e");
        lines.add("complete -c " + program + " -f");
        root.optionsMap().values().stream()
                .distinct()
                .forEach(option -> lines.add(line("__fish_use_subcommand", option)));
        root.subcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                lines.add("complete -c " + program + " -n __fish_use_subcommand -a " + name + " -d "
                        + quoted(description(
                                command.getCommandSpec().usageMessage().description())));
                options(command)
                        .forEach(option -> lines.add(line("'__fish_seen_subcommand_from " + name + "'", option)));
            }
        });
        return String.join("\n", lines) + "\n";
    }

    private static Stream<OptionSpec> options(CommandLine command) {
        return command.getCommandSpec().options().stream().filter(option -> !option.hidden());
    }

    private String line(String condition, OptionSpec option) {
        String names = Arrays.stream(option.names())
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        boolean takesValue = option.arity().max() > 0;
        boolean isFile = option.paramLabel().equals("FILE");
        String value = !takesValue
                ? ""
                : candidates(option).map(words -> " -x -a " + quoted(words)).orElse(isFile ? " -r -F" : " -x");
        return "complete -c " + program + " -n " + condition + names + value + " -d "
                + quoted(description(option.description()));
    }

    private static Optional<String> candidates(OptionSpec option) {
        Iterable<String> words = option.completionCandidates();
        return Optional.ofNullable(words)
                .map(all -> StreamSupport.stream(all.spliterator(), false).collect(Collectors.joining(" ")))
                .filter(text -> !text.isEmpty());
    }

    /** The first part of a description. */
    private static String description(String... description) {
        String text = description.length == 0 ? "" : description[0];
        return text.replaceFirst("[.;] .*", "").replace("%%", "%").replaceFirst("\\.$", "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
