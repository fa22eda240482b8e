// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.launcher.console.Palette;
import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.SelectRequest;
import dynamofanout.run.Estimate;
import dynamofanout.run.Forecast;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedMask;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.RunLimits;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.StringJoiner;

/** Describes a plan for people, before they agree to it. */
public final class PlanText {
    private PlanText() {}

    public static String what(CopyRequest request, Plan plan) {
        boolean isCompare = request.mode() == Mode.COMPARE;
        String deletes = request.mode() == Mode.MIRROR
                ? ", at most "
                        + Figures.count(RunLimits.of(request, plan).maxDeletes().orElse(0), "delete", "deletes")
                : "";
        return (isCompare ? "compare" : "copy (" + request.mode().word() + deletes + ")")
                + request.select().map(PlanText::selection).orElse("")
                + (request.filter().isPresent() ? ", filtered" : "")
                + (request.checks().skipExpired() ? ", without what has expired" : "")
                + (request.checks().verify() ? ", verified afterwards" : "");
    }

    private static String selection(SelectRequest select) {
        return " of " + Figures.count(select.keys().size(), "key", "keys")
                + select.index().map(index -> " of index " + index).orElse("");
    }

    public static String what(ReplayRequest request, long items) {
        return "replay of " + Figures.count(items, "item", "items") + " that run " + request.original()
                + " could not write";
    }

    public static String of(String run, String what, Plan plan, Ceilings ceilings, Palette palette) {
        var lines = new StringJoiner(System.lineSeparator());
        lines.add("Plan of run " + run + ": " + what);
        table(lines, "source", plan.source());
        if (plan.creation().isPresent()) {
            tableToCome(lines, plan.target());
        } else {
            table(lines, "target", plan.target());
        }
        plan.creation().ifPresent(creation -> lines.add(CreationText.of(creation)));
        lines.add("  work     " + Figures.count(plan.segments(), "segment", "segments") + ", "
                + Figures.count(plan.workers(), "worker", "workers") + ceilings(ceilings));
        Estimate estimate = plan.estimate();
        lines.add("  needs    about " + Figures.units(estimate.readUnits(), "read") + " and "
                + Figures.units(estimate.writeUnits(), "write") + ", "
                + Figures.dollars(estimate.dollars()) + Figures.own(estimate.ownDollars()) + ", "
                + Figures.time(Math.max(1, estimate.seconds())));
        plan.plannedBackup().ifPresent(backup -> {
            lines.add("  backup   " + BackupText.of(backup));
            backup.kind()
                    .ifPresent(kind -> lines.add(
                            "           `fanout restore " + run + "` then restores that state into a new table"));
        });
        plan.mask().ifPresent(mask -> lines.add(MaskText.of(mask)));
        boolean hidesExtras = plan.mask().filter(PlannedMask::hidesExtras).isPresent();
        plan.forecast().ifPresent(forecast -> forecast(lines, forecast, hidesExtras));
        plan.warnings().forEach(warning -> lines.add("  " + palette.warning("warning") + "  " + warning));
        return lines.toString();
    }

    /** @param hidesExtras whether it is not known what only the target has */
    private static void forecast(StringJoiner lines, Forecast forecast, boolean hidesExtras) {
        lines.add("  differs  by a sample of " + Figures.count(forecast.compared(), "item", "items") + ": "
                + Figures.share(forecast.missing()) + " missing in the target, "
                + Figures.share(forecast.different()) + " different"
                + (hidesExtras ? "" : "; " + Figures.share(forecast.extra()) + " of the target extra"));
        var modes = new StringJoiner(", ");
        for (Mode mode : Mode.values()) {
            if (mode == Mode.MIRROR && hidesExtras) {
                continue; // it would be refused
            }
            modes.add(mode.word() + " " + Figures.dollars(forecast.of(mode).dollars()));
        }
        lines.add("  by mode  " + modes);
    }

    private static void table(StringJoiner lines, String which, PlannedTable table) {
        lines.add("  " + which + "   " + table.environment() + ": table " + table.name() + ", account "
                + table.account() + ", Region " + table.region());
        lines.add("           " + Figures.count(table.items(), "item", "items") + ", "
                + Figures.bytes(table.sizeBytes()) + ", key " + table.identity().key() + ", " + table.billing());
        table.indexes().forEach(index -> lines.add("           index " + index));
    }

    private static void tableToCome(StringJoiner lines, PlannedTable table) {
        lines.add("  target   " + table.environment() + ": table " + table.name() + ", account " + table.account()
                + ", Region " + table.region());
        lines.add("           does not exist yet, will have key "
                + table.identity().key());
        table.indexes().forEach(index -> lines.add("           index " + index));
    }

    static String ceilings(Ceilings ceilings) {
        return ceiling(", at most ", ceilings.sourceReads(), " read units/s")
                + ceiling(", at most ", ceilings.targetReads(), " read units/s at the target")
                + ceiling(", at most ", ceilings.targetWrites(), " write units/s");
    }

    private static String ceiling(String before, Optional<BigDecimal> ceiling, String after) {
        return ceiling.map(units -> before + Figures.given(units) + after).orElse("");
    }
}
