// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.Failures;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.BackupText;
import dynamofanout.launcher.show.Figures;
import dynamofanout.launcher.show.SummaryText;
import dynamofanout.run.Backup;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Counts;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Summary;
import java.util.List;
import java.util.Optional;

/** Prints the status of one run. */
public final class RunStatus {
    private RunStatus() {}

    /** The exit code that the run's copy has, or would have: that of its verdict, failure without one. */
    public static int exitCode(RunRecord record) {
        return record.summary().map(summary -> summary.verdict().exitCode()).orElse(Failures.FAILED);
    }

    /** Says how the run stands; of one that has ended, its summary. */
    public static void show(World world, Printer printer, RunPlace place, RunRecord record) {
        boolean isGoingOn = place.isGoingOn(record);
        if (record.summary().isPresent() && !isGoingOn) {
            showSummary(printer, place.shown(record.summary().get()), record);
            return;
        }
        String state = RunState.of(place, record);
        long done = place.store().checkpoints(record.run()).stream()
                .filter(Checkpoint::isDone)
                .count();
        Counts counts = record.control().totals().counts();
        printer.line("Run " + record.run() + " is " + state + ", started " + RunState.started(record) + ", "
                + RunState.tables(record));
        printer.wrapped("  items    " + Figures.whole(counts.read()) + " read, " + Figures.whole(counts.written())
                + " written, segments " + Figures.whole(done) + "/"
                + Figures.whole((long) record.phases().checkpoints()));
        if (isGoingOn) {
            List<String> pace = RunPace.of(place, record, world.clock().instant());
            if (!pace.isEmpty()) {
                printer.wrapped("  pace     " + String.join("; ", pace.subList(0, 2)));
                printer.wrapped("           " + String.join("; ", pace.subList(2, pace.size())));
            }
        }
        Optional<Backup> backup = place.store().backup(record.run());
        backup.filter(kept -> kept.isReady() || isGoingOn)
                .ifPresent(kept -> printer.wrapped("  backup   "
                        + (kept.isReady()
                                ? BackupText.undo(kept, record.run())
                                : BackupText.making(kept, world.clock().instant()))));
        printer.line(
                isGoingOn
                        ? "  work     " + Figures.count(record.control().live(), "worker", "workers")
                        : "  next     fanout resume " + record.run());
        ObjectNode json = RunState.json(place, record, state);
        backup.ifPresent(kept -> json.set("backup", kept.json()));
        printer.json(json);
    }

    private static void showSummary(Printer printer, RunPlace.Shown shown, RunRecord record) {
        Summary summary = shown.summary();
        printer.wrapped(SummaryText.of(summary, record.plan().estimate(), shown.refusedByReason(), printer.palette()));
        printer.wrapped("  started  " + RunState.started(record) + ", " + RunState.tables(record));
        printer.json(summary.json());
    }
}
