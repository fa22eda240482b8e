// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.RequestField;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.Figures;
import dynamofanout.request.Ceilings;
import dynamofanout.request.CeilingsChange;
import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.RunRecord;
import dynamofanout.start.RunStart;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code fanout limit}: changes the ceilings of a running run or set. */
@Command(
        name = "limit",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Changes the ceilings (units a second) of a run, or of every table of a set, while it runs. They hold"
                        + " within a save interval.",
        footer = {"", "Example:", "  fanout limit Orders-20261124-101500-4f2a --read-units 200 --write-units none"})
public final class LimitCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunArgument run;

    @RequestField("ceilings.sourceReads")
    @Option(names = "--read-units", paramLabel = "U|none", description = "Read units a second at the source.")
    private @Nullable String readUnits;

    @RequestField("ceilings.targetReads")
    @Option(names = "--target-read-units", paramLabel = "U|none", description = "Read units a second at the target.")
    private @Nullable String targetReadUnits;

    @RequestField("ceilings.targetWrites")
    @Option(names = "--write-units", paramLabel = "U|none", description = "Write units a second at the target.")
    private @Nullable String writeUnits;

    @Mixin
    private CommonOptions common;

    public LimitCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        if (readUnits == null && targetReadUnits == null && writeUnits == null) {
            throw new BadInput("limit needs --read-units, --target-read-units, --write-units or several of them");
        }
        Map<String, Optional<BigDecimal>> units = new TreeMap<>();
        put(units, CeilingsChange.SOURCE_READS, "--read-units", readUnits);
        put(units, CeilingsChange.TARGET_READS, "--target-read-units", targetReadUnits);
        put(units, CeilingsChange.TARGET_WRITES, "--write-units", writeUnits);
        var change = new CeilingsChange(units);
        Printer printer = common.printer(spec, world);
        try (var places = new RunPlaces(world, printer, common.config())) {
            Optional<RunPlaces.FoundSet> set = places.findSet(run.text());
            if (set.isPresent()) {
                return new SetCommands(printer, set.get().place(), set.get().set()).limit(change);
            }
            RunPlaces.Found found = places.find(run.text());
            requireUnfinished(found.record());
            Control control = found.place().limit(found.record().run(), change);
            say(printer, found, control);
        }
        return 0;
    }

    /** Refuses a run that is done: ceilings would have no effect. */
    private static void requireUnfinished(RunRecord record) {
        if (RunStart.isComplete(record)) {
            throw new BadInput("run " + record.run() + " is not going on: it is done");
        }
    }

    private static void say(Printer printer, RunPlaces.Found found, Control control) {
        RunId id = found.record().run();
        boolean isGoingOn = found.place().isGoingOn(found.record());
        printer.line("Run " + id + ": " + words(control.ceilings())
                + (isGoingOn ? "" : " (it is not going on; they hold when it is resumed)"));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("runId", id.text());
        json.set("ceilings", control.ceilings().json());
        printer.json(json);
    }

    private static void put(
            Map<String, Optional<BigDecimal>> units, String field, String option, @Nullable String text) {
        if (text != null) {
            units.put(field, text.equals(CeilingsChange.NONE) ? Optional.empty() : ceiling(option, text));
        }
    }

    private static Optional<BigDecimal> ceiling(String option, String text) {
        try {
            // checked by the rules of a request, so that limit accepts the same values as copy
            var given = JsonNodeFactory.instance.objectNode().put(option, new BigDecimal(text));
            return InputObject.of("limit", given).optionalPositive(option);
        } catch (NumberFormatException | BadInput e) {
            throw new BadInput(option, option + " must be a number above 0 or none, got: " + text);
        }
    }

    /** {@code at most 200 read and any number of write units/s}. */
    static String words(Ceilings ceilings) {
        String atTarget = ceilings.targetReads()
                .map(units -> ", at most " + Figures.given(units) + " read units/s at the target")
                .orElse("");
        return words(ceilings.sourceReads()) + " read and " + words(ceilings.targetWrites()) + " write units/s"
                + atTarget;
    }

    private static String words(Optional<BigDecimal> ceiling) {
        return ceiling.map(units -> "at most " + Figures.given(units)).orElse("any number of");
    }
}
