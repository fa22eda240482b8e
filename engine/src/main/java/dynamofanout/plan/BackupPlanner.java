// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.environment.Access;
import dynamofanout.environment.Environment;
import dynamofanout.environment.TableUse;
import dynamofanout.input.BadInput;
import dynamofanout.request.BackupChoice;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.run.PlannedBackup;
import dynamofanout.table.CallFailed;
import dynamofanout.table.ContinuousBackups;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableOpener;
import java.util.Optional;
import java.util.function.Function;

/** Plans the backup of the target that a copy needs. It refuses the copy if that backup cannot be made. */
final class BackupPlanner {
    /** Of an endpoint that is not AWS's. */
    static final String UNKNOWN = "the target's endpoint knows no backups";

    /** Of the right form, and nobody's: only whether the question is understood and allowed is of interest. */
    private static final String NO_BACKUP = "/backup/01000000000000-00000000";

    private final PlanningReads questions;
    private final TableOpener opener;

    BackupPlanner(PlanningReads questions, TableOpener opener) {
        this.questions = questions;
        this.opener = opener;
    }

    /**
     * What will be made; nothing at all for a comparison.
     *
     * @param isEmpty whether the target is; absent: it may hold items
     */
    BackupDecision plan(CopyRequest request, DescribedTable target, Optional<Boolean> isEmpty) {
        BackupChoice choice = request.checks().backup();
        if (request.mode() == Mode.COMPARE) {
            return new BackupDecision(Optional.empty(), false);
        }
        if (!target.isThere()) {
            return none("the run creates its target, so there is no state before it");
        }
        if (!request.mode().replaces()) {
            return none("mode " + request.mode().word() + " overwrites and deletes nothing");
        }
        if (isEmpty.orElse(false)) {
            return none("the target is empty");
        }
        if (choice == BackupChoice.NEVER) {
            return none("it was asked for without one");
        }
        refuseOtherAccount(target);
        OpenTable table = opener.open(
                target.table().access().environment(), target.table().name().given(), TableUse.BACK_UP);
        return ask(choice, table, target);
    }

    private static BackupDecision none(String why) {
        return new BackupDecision(Optional.of(PlannedBackup.none(why)), false);
    }

    private static BackupDecision made(PlannedBackup backup) {
        return new BackupDecision(Optional.of(backup), false);
    }

    private static BackupDecision impossible() {
        return new BackupDecision(Optional.of(PlannedBackup.none(UNKNOWN)), true);
    }

    private BackupDecision ask(BackupChoice choice, OpenTable table, DescribedTable target) {
        if (choice == BackupChoice.AUTO) {
            Optional<ContinuousBackups> continuous = askIfKnown(
                    "DescribeContinuousBackups", table, asked -> asked.items().continuousBackups());
            if (continuous.isEmpty()) {
                return impossible();
            }
            if (continuous.get().isOn()) {
                return made(PlannedBackup.moment(continuous.get().days()));
            }
        }
        boolean isKnown = askIfKnown("DescribeBackup", table, asked -> probe(asked, target))
                .isPresent();
        if (!isKnown && choice == BackupChoice.ALWAYS) {
            throw new BadInput(
                    "backup",
                    "backup must be auto or never for " + table.words() + ", since " + UNKNOWN + ", got: always");
        }
        return isKnown ? made(PlannedBackup.onDemand(target.description().sizeBytes())) : impossible();
    }

    /** Some endpoints know DescribeContinuousBackups and yet make no backups. */
    private static boolean probe(OpenTable table, DescribedTable target) {
        try {
            table.items().backupStatus(target.description().arn() + NO_BACKUP);
        } catch (CallFailed failure) {
            boolean isUnderstood =
                    failure.code().equals("BackupNotFoundException") || failure.kind() == CallFailed.Kind.REJECTED;
            if (!isUnderstood) {
                throw failure;
            }
        }
        return true;
    }

    /** Empty where the endpoint does not know the question. */
    private <T> Optional<T> askIfKnown(String action, OpenTable table, Function<OpenTable, T> question) {
        return questions.ask(action, table, asked -> {
            try {
                return Optional.of(question.apply(asked));
            } catch (CallFailed failure) {
                if (failure.isUnknownOperation()) {
                    return Optional.empty();
                }
                if (failure.code().equals("AccessDeniedException")) {
                    throw new BadInput("no permission for dynamodb:" + action + " on " + asked.words()
                            + ", which is not empty and has to be backed up first: allow it for these"
                            + " credentials, or copy without a backup by --backup never (" + failure.said()
                            + ")");
                }
                throw failure;
            }
        });
    }

    /** Resource policies let nobody back up another account's table. */
    private static void refuseOtherAccount(DescribedTable target) {
        Access access = target.table().access();
        Optional<String> own = access.configured()
                .map(Environment::account)
                .or(() -> access.credentials().resolveCredentials().accountId());
        target.table()
                .name()
                .account()
                .filter(account -> own.isPresent() && !account.equals(own.get()))
                .ifPresent(account -> {
                    throw new BadInput(
                            target.table().words() + " lies in account " + account + ", not in " + own.orElseThrow()
                                    + ", and only its own account can back it up: name an environment of account "
                                    + account + " as target, or copy without a backup by --backup never");
                });
    }
}
