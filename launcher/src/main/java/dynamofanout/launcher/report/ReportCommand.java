// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.launcher.runs.RunArgument;
import dynamofanout.launcher.runs.RunPlaces;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code fanout report}: writes a report of a run or a set. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Writes a report of a run for a ticket or a pull request: what was asked, what the run did, and what"
                        + " it cost. It holds no keys and no values of items.",
        footer = {
            "",
            "Examples:",
            "  fanout report latest",
            "  fanout report Orders-20261124-101500-4f2a --format html --output report.html"
        })
public final class ReportCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunArgument run;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "markdown",
            description = "markdown (the default), html (one page with plots, which loads nothing from elsewhere) or"
                    + " json.")
    private String format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report to FILE, which must not exist yet, instead of to standard output.")
    private @Nullable Path output;

    @Mixin
    private CommonOptions common;

    public ReportCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        ReportFormat chosen = common.isJson() ? ReportFormat.JSON : ReportFormat.of(format);
        Printer printer = common.printer(spec, world);
        try (var places = new RunPlaces(world, printer, common.config())) {
            write(report(places).as(chosen), printer);
        }
        return 0;
    }

    private FormattedReport report(RunPlaces places) {
        Optional<RunPlaces.FoundSet> set = places.findSet(run.text());
        if (set.isPresent()) {
            RunPlace place = set.get().place();
            SetReport report = SetReport.of(place, set.get().set());
            return new FormattedReport(
                    () -> MarkdownReport.of(report), () -> HtmlReport.of(report), () -> report.json(place));
        }
        RunPlaces.Found found = places.find(run.text());
        RunReport report = RunReport.of(found.place(), found.record());
        return new FormattedReport(
                () -> MarkdownReport.of(report), () -> HtmlReport.of(report), () -> report.json(found.place()));
    }

    private void write(String text, Printer printer) {
        if (output == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return;
        }
        Path file = world.directory().resolve(output);
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new BadInput("--output", "--output must be a file that is not there yet, got: " + file);
        } catch (IOException e) {
            throw new BadInput("--output", "--output must be a file that can be written, got: " + file);
        }
        printer.line("The report is in " + file);
    }
}
