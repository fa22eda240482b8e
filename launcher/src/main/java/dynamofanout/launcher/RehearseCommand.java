// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code fanout __rehearse}: the short commands, one after the other, without a word and without anybody who answers, so
 * that the JVM can keep their classes as they lie in memory.
 */
@Command(name = "__rehearse", hidden = true, description = "Loads the classes of the short commands.")
final class RehearseCommand implements Callable<Integer> {
    private static final List<String> LINES = List.of(
            "query default Rehearsal id=1",
            "scan default Rehearsal",
            "get default Rehearsal id=1",
            "describe default Rehearsal",
            "tables default",
            "status",
            "status Rehearsal",
            "stop Rehearsal",
            "limit Rehearsal --write-units 5",
            "__complete -- copy --mode m",
            "copy --help",
            "--help");

    private final Supplier<CommandLine> lines;

    RehearseCommand(Supplier<CommandLine> lines) {
        this.lines = lines;
    }

    @Override
    public Integer call() {
        for (String line : LINES) {
            CommandLine command = lines.get();
            command.setOut(new PrintWriter(Writer.nullWriter()));
            command.setErr(new PrintWriter(Writer.nullWriter()));
            command.execute(line.split(" ", -1));
        }
        return 0;
    }
}
