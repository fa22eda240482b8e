package dynamofanout.launcher.runs;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.DifferenceReport;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the differences that a comparison finds are told. */
final class DifferenceOptions {
    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of a comparison: print the keys of the first N differences, with the names of the attributes"
                    + " that differ.")
    private int show;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Of a comparison: write the keys of all differences to FILE, one JSON object a line.")
    private @Nullable Path output;

    /** @throws BadInput if the file cannot be written, before any table is read */
    DifferenceReport report(World world) {
        if (show < 0) {
            throw new BadInput("--show", "--show must be a whole number from 0, got: " + show);
        }
        var report = new DifferenceReport(show, Optional.ofNullable(output).map(world.directory()::resolve));
        report.requireWritable();
        return report;
    }
}
