// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.report;

import dynamofanout.launcher.place.RunState;
import dynamofanout.launcher.show.BackupText;
import dynamofanout.launcher.show.Figures;
import dynamofanout.run.Counts;
import dynamofanout.run.Estimate;
import dynamofanout.run.Origin;
import dynamofanout.run.PlannedMask;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.Summary;
import dynamofanout.run.Totals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sections of a report: tables of text with headings, the same for every format. */
final class ReportSections {
    private final RunReport report;

    /**
     * A headed table.
     *
     * @param header empty where the rows explain themselves
     */
    record Section(String title, List<String> header, List<List<String>> rows) {
        Section {
            rows = List.copyOf(rows);
        }
    }

    ReportSections(RunReport report) {
        this.report = report;
    }

    /** {@code Run night is incomplete: 3 of 15 items were refused by the target}. */
    String headline() {
        return "Run " + report.record().run() + (report.state().equals("failed") ? " has " : " is ") + report.state()
                + report.summary()
                        .flatMap(Summary::reason)
                        .map(reason -> ": " + reason)
                        .orElse("");
    }

    /** Those that have something to say. */
    List<Section> all() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("What was asked", List.of(), asked()));
        sections.add(new Section("Plan and outcome", List.of("", "plan", "outcome"), outcome()));
        sections.add(new Section("What became of the items", List.of(), items()));
        List<List<String>> troubles = troubles();
        if (!troubles.isEmpty()) {
            sections.add(new Section("Troubles", List.of(), troubles));
        }
        List<List<String>> next = next();
        if (!next.isEmpty()) {
            sections.add(new Section("What to do next", List.of(), next));
        }
        return sections;
    }

    private List<List<String>> asked() {
        var plan = report.record().plan();
        Origin origin = plan.origin();
        List<List<String>> rows = new ArrayList<>();
        add(rows, "Request", report.asked());
        add(rows, "Source", table(plan.source()));
        add(rows, "Target", table(plan.target()));
        plan.mask().map(PlannedMask::source).ifPresent(mask -> add(rows, "Mask", mask.file()));
        add(
                rows,
                "Started by",
                origin.startedBy() + origin.from().map(from -> " on " + from).orElse("") + ", fanout "
                        + origin.version());
        add(rows, "Started", time(report.record().startedAt()));
        report.summary()
                .flatMap(summary -> summary.timing().period())
                .ifPresent(period -> add(rows, "Ended", time(period.endedAt())));
        var ceilings = report.record().control().ceilings();
        ceilings.sourceReads()
                .ifPresent(units -> add(rows, "Ceiling", Figures.given(units) + " read units/s at the source"));
        ceilings.targetReads()
                .ifPresent(units -> add(rows, "Ceiling", Figures.given(units) + " read units/s at the target"));
        ceilings.targetWrites().ifPresent(units -> add(rows, "Ceiling", Figures.given(units) + " write units/s"));
        report.summary()
                .flatMap(summary -> summary.tables().backup())
                .ifPresent(backup -> add(
                        rows, "Backup", BackupText.undo(backup, report.record().run())));
        report.console().forEach((what, address) -> add(rows, what, address));
        return rows;
    }

    private List<List<String>> outcome() {
        Estimate plan = report.record().plan().estimate();
        Totals totals = report.totals();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "Items",
                Figures.whole(plan.items()),
                Figures.whole(totals.counts().read())));
        rows.add(List.of(
                "Read units",
                Figures.whole(plan.readUnits()),
                Figures.whole(totals.units().read())));
        rows.add(List.of(
                "Write units",
                Figures.whole(plan.writeUnits()),
                Figures.whole(totals.units().write())));
        rows.add(List.of(
                "Cost of the tables",
                Figures.dollars(plan.dollars()),
                Figures.dollars(report.record().plan().spent(totals.units()))));
        Optional<Double> own =
                report.summary().flatMap(summary -> summary.cost().own());
        if (own.orElse(0.0) > 0) {
            rows.add(List.of("Cost of Lambda and others", Figures.dollars(plan.ownDollars()), Figures.dollars(own)));
        }
        rows.add(List.of(
                "Time",
                Figures.time(plan.seconds()),
                report.summary().map(summary -> Figures.time(summary.seconds())).orElse("not finished")));
        report.summary()
                .ifPresent(summary -> rows.add(List.of(
                        "Segments",
                        Figures.whole((long) summary.segments()),
                        Figures.whole((long) summary.segmentsDone()) + " done")));
        return rows;
    }

    private List<List<String>> items() {
        Counts counts = report.totals().counts();
        List<List<String>> rows = new ArrayList<>();
        add(rows, "Read", Figures.whole(counts.read()));
        count(rows, "= written", counts.written());
        count(rows, "+ unchanged", counts.unchanged());
        count(rows, "+ skipped (the target has the key)", counts.skipped());
        count(rows, "+ left out by the filter", counts.filtered());
        count(rows, "+ refused", counts.refused());
        count(rows, "+ missing in the target", counts.missing());
        count(rows, "+ different", counts.different());
        count(rows, "+ gone from the source", counts.gone());
        count(rows, "Extra in the target", counts.extra());
        count(rows, "Deleted from the target", counts.deleted());
        report.summary()
                .flatMap(summary -> summary.verified())
                .ifPresent(verified -> add(
                        rows,
                        "Verified",
                        Figures.count(verified.read(), "item", "items") + " compared, "
                                + Figures.count(verified.differences(), "difference", "differences")));
        return rows;
    }

    private List<List<String>> troubles() {
        Totals totals = report.totals();
        List<List<String>> rows = new ArrayList<>();
        count(rows, "Calls throttled", totals.throttled());
        count(rows, "Calls sent again after faults", totals.retries());
        report.refused().forEach((code, items) -> add(rows, "Refused: " + code, Figures.count(items, "item", "items")));
        report.differing().ifPresent(words -> add(rows, "Differing attributes", words));
        return rows;
    }

    private List<List<String>> next() {
        List<List<String>> rows = new ArrayList<>();
        report.summary().ifPresent(summary -> {
            summary.next().ifPresent(next -> add(rows, "Command", next.command()));
            summary.conclusion().warnings().forEach(warning -> add(rows, "Warning", warning));
        });
        if (report.summary().isEmpty() && !report.state().equals(RunState.GOING_ON)) {
            add(rows, "Command", "fanout resume " + report.record().run());
        }
        return rows;
    }

    private static void count(List<List<String>> rows, String label, long number) {
        if (number > 0) {
            add(rows, label, Figures.whole(number));
        }
    }

    private static void add(List<List<String>> rows, String label, String value) {
        if (!value.isEmpty()) {
            rows.add(List.of(label, value));
        }
    }

    private static String table(PlannedTable table) {
        return table.environment() + "/" + table.name() + " ("
                + table.identity().arn() + ")";
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
