// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.DifferenceReport;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which differences of a comparison are printed or written to a file. */
final class DifferenceOptions {
    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "0",
            description = "After a comparison: print the keys of the first N differences, with the names of the"
                    + " attributes that differ.")
    private int show;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "After a comparison: write the keys of all differences to FILE, one JSON object a line.")
    private @Nullable Path output;

    @Option(
            names = "--show-values",
            description = "With --show: also print the values that differ. Fanout reads them again, with your own"
                    + " credentials.")
    private boolean showValues;

    /** @throws BadInput if the file cannot be written, before any table is read */
    DifferenceReport report(World world, Optional<Path> configurationFile) {
        if (show < 0) {
            throw new BadInput("--show", "--show must be a whole number from 0, got: " + show);
        }
        if (showValues && show == 0) {
            throw new BadInput("--show-values", "--show-values needs --show N, the number of differences to print");
        }
        var report = new DifferenceReport(
                show,
                Optional.ofNullable(output).map(world.directory()::resolve),
                showValues ? Optional.of(new DifferingValues(world, configurationFile)) : Optional.empty());
        report.requireWritable();
        return report;
    }
}
