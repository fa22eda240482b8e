// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.completion;

import dynamofanout.environment.Configuration;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The hidden command {@code fanout __complete}, which the completion scripts call. It prints the words that may stand at
 * the cursor, each followed by a tab and its meaning. It makes no calls and reports no failures. Names that it does not
 * know are looked up in the background, for the next time.
 */
@Command(name = CompleteCommand.NAME, hidden = true, description = "Answers completion scripts.")
public final class CompleteCommand implements Callable<Integer> {
    static final String NAME = "__complete";

    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--refresh", paramLabel = "PLACE", description = "Look for the names of this place.")
    private @Nullable String refresh;

    @Parameters(paramLabel = "WORD", description = "The words behind the program's name, up to the cursor.")
    private List<String> words = List.of();

    public CompleteCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try {
            if (refresh != null) {
                new NameRefresh(world).look(refresh, world.configuration(common.config()));
            } else {
                complete(words.isEmpty() ? List.of("") : words);
            }
        } catch (IOException | RuntimeException nobodyListens) {
            return 1;
        }
        return 0;
    }

    private void complete(List<String> typed) {
        TypedLine line = TypedLine.of(spec.root().commandLine(), typed);
        Optional<Path> file = line.option("--config").map(Path::of);
        var names = new KnownNames(world, configuration(file));
        PrintWriter out = spec.commandLine().getOut();
        new Candidates(line, names).find().forEach(candidate -> out.println(candidate.line()));
        out.flush();
        new NameRefresh(world).begin(names.stale(), file);
    }

    /** Commands and options are completed also where fanout.json is broken. */
    private Configuration configuration(Optional<Path> file) {
        try {
            return world.configuration(file);
        } catch (RuntimeException broken) {
            return Configuration.EMPTY;
        }
    }
}
