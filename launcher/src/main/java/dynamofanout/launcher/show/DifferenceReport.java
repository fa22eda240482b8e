// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Printer;
import dynamofanout.request.Mode;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Difference;
import dynamofanout.run.RunStore;
import dynamofanout.run.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Prints, and writes to a file, the keys whose items differ in two tables, as far as the user asked for it.
 *
 * @param show how many differences are printed, the first ones
 * @param output a file for all differences
 * @param values looks up the values of the differences that are printed, where they were asked for
 */
public record DifferenceReport(int show, Optional<Path> output, Optional<ValueLookUp> values) {
    /** A report that shows nothing, because the user asked for none. */
    public static final DifferenceReport NONE = new DifferenceReport(0, Optional.empty(), Optional.empty());

    /** The most differences in the JSON object, which is built in memory. The file has all of them. */
    private static final int MOST_IN_JSON = 50_000;

    private static final int MOST_CELLS_OF_VALUE = 60;

    /** Prints and writes what was asked for, and adds the differences to the object for machines. */
    public void tell(RunStore store, Summary summary, Printer printer, ObjectNode json) {
        RunId run = summary.run();
        long found = summary.totals().counts().differences();
        if (summary.totals().counts().different() > 0) {
            try (Stream<Difference> differences = all(store, run)) {
                printer.line("  differs  " + DifferingAttributes.of(differences));
            }
        }
        List<Difference> shown;
        try (Stream<Difference> differences = all(store, run)) {
            shown = differences.limit(show).toList();
        }
        Map<String, ObjectNode> looked = lookUp(summary, shown, printer);
        for (Difference difference : shown) {
            printer.line("  " + line(difference));
            Optional.ofNullable(looked.get(difference.key())).ifPresent(sides -> tell(sides, printer));
        }
        output.ifPresent(file -> write(store, run, file, printer, found));
        if (printer.isJson()) {
            ArrayNode array = json.putArray("differences");
            all(store, run).limit(MOST_IN_JSON).forEach(difference -> array.add(json(difference, looked)));
            if (array.size() < found) {
                json.put("differencesLeftOut", found - array.size());
            }
        }
    }

    /** If the values cannot be read again, the comparison still counts: only a warning is printed. */
    private Map<String, ObjectNode> lookUp(Summary summary, List<Difference> shown, Printer printer) {
        try {
            return values.map(each -> each.of(summary, shown)).orElse(Map.of());
        } catch (BadInput notReadable) {
            printer.wrapped("  " + printer.palette().warning("warning") + "  " + notReadable.sentence());
            return Map.of();
        }
    }

    /** {@code status: {"S":"OPEN"} -> {"S":"CLOSED"}}, a line each. */
    private static void tell(ObjectNode values, Printer printer) {
        values.properties()
                .forEach(each -> printer.line("            " + TerminalCells.harmless(each.getKey()) + ": "
                        + value(each.getValue().path("source")) + " -> "
                        + value(each.getValue().path("target"))));
    }

    private static String value(JsonNode value) {
        return value.isMissingNode()
                ? "(not there)"
                : TerminalCells.cut(TerminalCells.harmless(value.toString()), MOST_CELLS_OF_VALUE);
    }

    private static ObjectNode json(Difference difference, Map<String, ObjectNode> looked) {
        ObjectNode json = difference.json();
        Optional.ofNullable(looked.get(difference.key())).ifPresent(values -> json.set("values", values));
        return json;
    }

    /** Refuses the options for runs that are no comparison. */
    public void requireComparison(Mode mode) {
        if (mode != Mode.COMPARE && !equals(NONE)) {
            throw new BadInput(
                    "--show, --show-values and --output are for comparisons, got: a run of mode " + mode.word());
        }
    }

    /** Checks the file before the tables are read. */
    public void requireWritable() {
        output.filter(file -> !isWritable(file)).ifPresent(file -> {
            throw new BadInput("--output", "--output must be a file that can be written, got: " + file);
        });
    }

    private static boolean isWritable(Path file) {
        if (Files.exists(file)) {
            return Files.isRegularFile(file) && Files.isWritable(file);
        }
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    }

    private static void write(RunStore store, RunId run, Path file, Printer printer, long found) {
        var written = new AtomicLong();
        try {
            Iterator<String> lines = all(store, run)
                    .peek(each -> written.incrementAndGet())
                    .map(each -> each.json().toString())
                    .iterator();
            Files.write(file, (Iterable<String>) () -> lines);
            String leftOut = written.get() < found
                    ? ": " + Figures.whole(written.get()) + " of "
                            + Figures.count(found, "difference", "differences") + ", the first "
                            + Figures.whole(Difference.KEPT_OF_SEGMENT) + " of each segment are kept"
                    : "";
            printer.line("  keys in  " + file + leftOut);
        } catch (IOException e) {
            throw new BadInput("--output", file + " cannot be written: " + e.getMessage());
        }
    }

    private static Stream<Difference> all(RunStore store, RunId run) {
        return store.checkpoints(run).stream()
                .sorted(Comparator.comparing(Checkpoint::number))
                .flatMap(checkpoint -> checkpoint.differenceParts().stream())
                .flatMap(part -> store.differences(run, part).stream());
    }

    private static String line(Difference difference) {
        String attributes = difference.attributes().isEmpty() ? "" : ": " + String.join(", ", difference.attributes());
        return String.format("%-9s %s%s", difference.kind().word(), difference.key(), attributes);
    }
}
