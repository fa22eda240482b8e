// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.OutputFormat;
import dynamofanout.launcher.console.World;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --format}: how items are printed. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}. dynamodb is JSON lines with the type of each value, so that nothing is"
                            + " lost.")
    private @Nullable OutputFormat format;

    /** The format that was asked for, else this one on a terminal and JSON lines in a pipe. */
    OutputFormat chosen(CommonOptions common, World world, OutputFormat onTerminal) {
        if (common.isJson()) {
            return OutputFormat.JSON;
        }
        return Optional.ofNullable(format).orElse(world.isTerminal() ? onTerminal : OutputFormat.JSONL);
    }
}
