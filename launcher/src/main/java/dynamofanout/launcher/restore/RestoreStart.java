// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.restore;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.TableCalls;
import dynamofanout.run.Backup;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.TableInUseException;

/** Starts a restore in DynamoDB. If it is not possible yet, it waits and tries again. */
final class RestoreStart {
    private final TableCalls calls;
    private final Printer printer;
    private final TableRestore.RestoreOrder order;
    private final BooleanSupplier isGoingOn;

    /** A little wait. */
    @FunctionalInterface
    interface Pause {
        /** Passes; false when a Ctrl-C came. */
        boolean pass() throws InterruptedException;
    }

    /** @param isGoingOn whether the new table is there and is this restore; another one is refused */
    RestoreStart(TableCalls calls, Printer printer, TableRestore.RestoreOrder order, BooleanSupplier isGoingOn) {
        this.calls = calls;
        this.printer = printer;
        this.order = order;
        this.isGoingOn = isGoingOn;
    }

    /** Starts the restore as soon as that is possible. False if Ctrl-C came first. */
    boolean begin(Pause pause) throws InterruptedException {
        if (order.backup().kind() == Backup.Kind.POINT_IN_TIME && !awaitRestorable(pause)) {
            return false;
        }
        while (!isBegun()) {
            printer.progress("waiting: this account has as many restores under way as it may");
            if (!pause.pass()) {
                return false;
            }
        }
        return true;
    }

    /** The latest moment that can be restored is about five minutes ago. */
    private boolean awaitRestorable(Pause pause) throws InterruptedException {
        Instant moment = order.backup().moment().orElseThrow();
        while (true) {
            PointInTimeRecoveryDescription recovery = recovery();
            Instant earliest = recovery.earliestRestorableDateTime();
            Instant latest = recovery.latestRestorableDateTime();
            boolean isOff = recovery.pointInTimeRecoveryStatus() != PointInTimeRecoveryStatus.ENABLED;
            if (isOff || earliest == null || moment.isBefore(earliest)) {
                throw new BadInput(order.target().words() + " can no longer be restored to " + moment + ": "
                        + (isOff || earliest == null
                                ? "point-in-time recovery was switched off since"
                                : "point-in-time recovery reaches back to " + earliest));
            }
            if (latest != null && !moment.isAfter(latest)) {
                return true;
            }
            printer.progress("waiting until " + moment + " can be restored (so far: up to " + latest + ")");
            if (!pause.pass()) {
                return false;
            }
        }
    }

    private PointInTimeRecoveryDescription recovery() {
        String table = order.target().table();
        return calls.call("DescribeContinuousBackups", table, () -> calls.client()
                .describeContinuousBackups(request -> request.tableName(table))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription());
    }

    /**
     * Asks for the restore. False if other restores are in the way. If the answer was lost, the new table proves it.
     */
    private boolean isBegun() {
        Backup backup = order.backup();
        String action = backup.kind() == Backup.Kind.ON_DEMAND ? "RestoreTableFromBackup" : "RestoreTableToPointInTime";
        return calls.call(action, order.target().name(), () -> {
            try {
                if (backup.kind() == Backup.Kind.ON_DEMAND) {
                    calls.client().restoreTableFromBackup(request -> request.backupArn(
                                    backup.arn().orElseThrow())
                            .targetTableName(order.to()));
                } else {
                    calls.client().restoreTableToPointInTime(request -> request.sourceTableArn(backup.tableArn())
                            .restoreDateTime(backup.moment().orElseThrow())
                            .targetTableName(order.to()));
                }
                return true;
            } catch (TableAlreadyExistsException | TableInUseException e) {
                return isGoingOn.getAsBoolean();
            } catch (LimitExceededException e) {
                return false;
            } catch (BackupNotFoundException e) {
                throw new BadInput(
                        "the backup of run " + order.run().run() + " is gone, somebody deleted it: " + backup.words());
            }
        });
    }
}
