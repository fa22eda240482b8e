// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.input.BadInput;
import dynamofanout.run.NotOwner;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Superseded;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The one place that turns failures into sentences and exit codes. Stack traces go to a log file, not to the screen.
 */
public final class Failures {
    public static final int FAILED = 1;
    public static final int REFUSED = 2;

    private final UnforeseenFailure unforeseen;

    public Failures(World world) {
        this.unforeseen = new UnforeseenFailure(world);
    }

    /** Wrong options and arguments. */
    public int onParameters(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String help = " (see `" + command.getCommandSpec().qualifiedName() + " --help`)";
        boolean isJson = Stream.of(arguments).anyMatch("--json"::equals);
        return refuse(command, isJson, UsageErrors.sentence(failure, List.of(arguments)) + help, Optional.empty());
    }

    /** Arguments that are wrong for every command. */
    public int refuse(CommandLine command, List<String> arguments, BadInput bad) {
        return refuse(command, arguments.contains("--json"), bad.sentence(), bad.field());
    }

    /** Failures of a command that was understood. */
    public int onExecution(Exception failure, CommandLine command, ParseResult parsed) {
        boolean isJson = command.getParseResult().hasMatchedOption("--json");
        if (failure instanceof BadInput bad) {
            return refuse(command, isJson, UsageErrors.sentence(command, bad), bad.field());
        }
        if (failure instanceof CredentialFailure credentials) {
            return refuse(command, isJson, String.valueOf(credentials.getMessage()), Optional.empty());
        }
        if (failure instanceof HomeFailed home) {
            return refuse(command, isJson, home.sentence(), Optional.empty());
        }
        boolean isForeseen = failure instanceof QueryFailed
                || failure instanceof NoVerdict
                || failure instanceof StoreFailed
                || failure instanceof NotOwner
                || failure instanceof Superseded;
        String sentence = isForeseen
                ? String.valueOf(failure.getMessage())
                : unforeseen.sentence(command.getCommandSpec().qualifiedName(), failure);
        say(command, isJson, sentence, Optional.empty());
        return FAILED;
    }

    /** Exceptions that picocli's handlers do not see. */
    public int unforeseen(CommandLine command, List<String> arguments, Throwable failure) {
        String verb = arguments.stream()
                .filter(command.getSubcommands()::containsKey)
                .findFirst()
                .map(name -> " " + name)
                .orElse("");
        say(command, arguments.contains("--json"), unforeseen.sentence("fanout" + verb, failure), Optional.empty());
        return FAILED;
    }

    private static int refuse(CommandLine command, boolean isJson, String sentence, Optional<String> field) {
        say(command, isJson, sentence, field);
        return REFUSED;
    }

    private static void say(CommandLine command, boolean isJson, String sentence, Optional<String> field) {
        command.getErr().println("fanout: " + sentence);
        if (isJson) {
            ObjectNode error = JsonNodeFactory.instance.objectNode().put("error", sentence);
            field.ifPresent(name -> error.put("field", name));
            command.getOut().println(error);
        }
    }
}
