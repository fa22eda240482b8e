// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.restore;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.NoVerdict;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.TableCalls;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.Figures;
import dynamofanout.run.Backup;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Summary;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Restores the target of a run, as it was before the run, into a new table. It can be interrupted and started again at
 * any time: it follows a table that is this very restore, and sets the settings that are still missing. It never
 * touches any other table of that name.
 */
final class TableRestore {
    private static final int INTERRUPTED = 130;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** Network outages of up to five minutes are tolerated. */
    private static final int MOST_FAILURES = 60;

    private final World world;
    private final Printer printer;
    private final TableCalls calls;
    private final UndoCommand undo;
    private final RestoreOrder order;
    private final LinkedBlockingQueue<Runnable> interrupts = new LinkedBlockingQueue<>();
    private long startedAt;

    /**
     * What is to be restored.
     *
     * @param to the new table
     */
    record RestoreOrder(RunRecord run, Backup backup, String to) {
        /** Items that the run has written so far. */
        long written() {
            return run.summary()
                    .map(Summary::totals)
                    .orElse(run.control().totals())
                    .counts()
                    .written();
        }

        PlannedTable target() {
            return run.plan().target();
        }

        String newTable() {
            return "table " + to + " in " + target().environment();
        }
    }

    TableRestore(World world, Printer printer, TableCalls calls, UndoCommand undo, RestoreOrder order) {
        this.world = world;
        this.printer = printer;
        this.calls = calls;
        this.undo = undo;
        this.order = order;
    }

    /** Returns exit code 0 when the new table can be used, 130 if Ctrl-C came first. */
    int carryOut(Consent consent) throws InterruptedException {
        startedAt = world.nanoTime().getAsLong();
        Optional<TableDescription> original = original();
        boolean isFollowed = isGoingOn();
        if (isFollowed) {
            printer.line("Following the restore into " + order.newTable());
        } else {
            announce();
            consent.require();
        }
        world.interrupts().onFirst(() -> interrupts.add(() -> {}));
        var start = new RestoreStart(calls, printer, order, this::isGoingOn);
        if (!isFollowed && !start.begin(this::pause)) {
            printer.line("Not started: nothing is being restored");
            return INTERRUPTED;
        }
        if (!awaitActive()) {
            printer.line("Not waiting any longer: the restore into " + order.newTable() + " goes on; the same"
                    + " command follows it");
            return INTERRUPTED;
        }
        finish(original);
        return 0;
    }

    /** The table that the run wrote to, unless it was deleted or re-created since. */
    private Optional<TableDescription> original() {
        PlannedTable target = order.target();
        Optional<TableDescription> found = calls.describe(target.table());
        found.filter(table -> !table.tableArn().equals(order.backup().tableArn()))
                .ifPresent(table -> {
                    throw new BadInput("environment " + target.environment() + " leads to " + table.tableArn()
                            + ", but run " + order.run().run() + " wrote to "
                            + order.backup().tableArn() + ": check its profile and Region");
                });
        Optional<TableDescription> same = found.filter(table -> order.backup()
                .tableId()
                .equals(Optional.ofNullable(table.tableId()).orElse("")));
        if (same.isEmpty() && order.backup().kind() == Backup.Kind.POINT_IN_TIME) {
            throw new BadInput(target.words() + " was deleted since the run (and perhaps re-created), and with it its"
                    + " point-in-time recovery: look for its system backup in the console (kept for 35 days after a"
                    + " deletion)");
        }
        return same;
    }

    private boolean isGoingOn() {
        Optional<TableDescription> there = calls.describe(order.to());
        there.filter(table -> !isThis(table)).ifPresent(table -> {
            throw new BadInput(
                    "--to",
                    order.newTable() + " is there already and is not this restore: choose another name by --to");
        });
        return there.isPresent();
    }

    private boolean isThis(TableDescription table) {
        RestoreSummary summary = table.restoreSummary();
        if (summary == null) {
            return false;
        }
        Backup backup = order.backup();
        return backup.kind() == Backup.Kind.ON_DEMAND
                ? backup.arn().equals(Optional.ofNullable(summary.sourceBackupArn()))
                : backup.tableArn().equals(summary.sourceTableArn())
                        && backup.moment().equals(Optional.ofNullable(summary.restoreDateTime()));
    }

    private void announce() {
        printer.line(new StringJoiner(System.lineSeparator())
                .add("Restore of " + order.target().words() + " as it was before run "
                        + order.run().run() + ", into the new table " + order.to())
                .add("  from     " + order.backup().words())
                .add("  costs    DynamoDB charges for a restore by the size of the table (about "
                        + Figures.bytes(order.target().sizeBytes())
                        + " when the run was planned), and for the new table as for any other until you delete it")
                .toString());
    }

    private boolean awaitActive() throws InterruptedException {
        int failures = 0;
        while (true) {
            try {
                Optional<TableDescription> table = calls.describe(order.to());
                failures = table.isPresent() ? 0 : failures + 1;
                if (table.filter(TableRestore::isUsable).isPresent()) {
                    return true;
                }
                if (failures == MOST_FAILURES) {
                    throw lost("the table no longer exists");
                }
                printer.progress("restoring into " + order.newTable() + ": "
                        + table.map(TableDescription::tableStatusAsString).orElse("not visible yet") + ", "
                        + Figures.time((world.nanoTime().getAsLong() - startedAt) / 1e9));
            } catch (BadInput failure) {
                if (++failures == MOST_FAILURES) {
                    throw lost(failure.sentence());
                }
            }
            if (!pause()) {
                return false;
            }
        }
    }

    private NoVerdict lost(String why) {
        String sentence = "the restore into " + order.newTable() + " can no longer be followed: " + why
                + " (run the same command later to follow it)";
        return new NoVerdict(sentence, new IllegalStateException(why));
    }

    private static boolean isUsable(TableDescription table) {
        boolean isRestoring = table.restoreSummary() != null
                && Boolean.TRUE.equals(table.restoreSummary().restoreInProgress());
        return table.tableStatus() == TableStatus.ACTIVE && !isRestoring;
    }

    private void finish(Optional<TableDescription> original) {
        TableDescription restored = calls.describe(order.to())
                .orElseThrow(() -> new BadInput(order.newTable() + " was deleted as soon as it was there"));
        var settings = new UnrestoredSettings(calls);
        original.ifPresentOrElse(table -> settings.take(table, restored), settings::originalIsGone);
        Optional<String> refusal = original.map(table -> undo.refusal(order.target(), table, restored))
                .orElse(Optional.of(order.target().words() + " was deleted, or deleted and re-created"));
        var report =
                new RestoreReport(order, settings, undo.command(order.target(), order.to(), order.written()), refusal);
        printer.line(report.text());
        printer.json(report.json(restored.tableArn()));
    }

    /** @return false when a Ctrl-C came */
    private boolean pause() throws InterruptedException {
        return world.waiting().next(interrupts, BETWEEN_LOOKS.toNanos()) == null;
    }
}
