// SPDX-License-Identifier: Apache-2.0
package dynamofanout.backup;

import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.NotOwner;
import dynamofanout.run.PreparationState;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.TargetSteps;
import dynamofanout.table.CallFailed;
import dynamofanout.table.ContinuousBackups;
import dynamofanout.table.ItemTable;
import dynamofanout.table.KeyDenial;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the backup that a run's plan asks for, in steps. The process that carries out the run takes one step after
 * another, with a pause in between, until a step reports that the backup is ready. Progress is stored in the run store,
 * so the process may end after any step. A step makes at most two calls to DynamoDB and does not wait.
 */
public final class Preparation {
    private static final Set<String> GONE = Set.of("BackupNotFoundException", "DELETED");

    /** How long a backup may be refused for reasons that pass. */
    private static final Duration LONGEST_REFUSAL = Duration.ofHours(1);

    /** Backups take minutes at most, whatever the table's size, by the service's own words. */
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Between two steps: most backups are there within seconds. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);

    /** A backup that takes hours is not awaited by looking at it all the time. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final RunStore store;
    private final TargetSteps steps;
    private final ItemTable target;
    private final Clock clock;

    /** @param target opened for being backed up */
    public Preparation(RunStore store, ItemTable target, Clock clock) {
        this.store = store;
        this.steps = new TargetSteps(store);
        this.target = target;
        this.clock = clock;
    }

    /**
     * How long to wait before the next step: a tenth of the time that the backup has taken so far, from 10 seconds to 5
     * minutes, so that a whole day takes about 320 steps.
     */
    public static Duration pause(Duration age) {
        Duration tenth = age.dividedBy(10);
        if (tenth.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return tenth.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : tenth.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether a run still lacks the backup that it was planned with. */
    public static boolean isNeeded(RunStore store, RunRecord record) {
        return record.plan().backup().isPresent()
                && store.backup(record.run()).filter(Backup::isReady).isEmpty();
    }

    /**
     * Takes the next step.
     *
     * @throws NotOwner if another execution owns the run
     */
    public PreparationState step(RunId run, String execution) {
        return steps.take(run, execution, record -> isNeeded(store, record), this::step);
    }

    private PreparationState step(RunRecord record) {
        Backup backup = begun(record);
        try {
            return backup.kind() == Backup.Kind.POINT_IN_TIME
                    ? noteMoment(record, backup)
                    : backup.arn().isPresent() ? look(record, backup) : create(record, backup);
        } catch (CallFailed failure) {
            return bear(record, backup, failure);
        }
    }

    /** What an earlier execution began may hold less than the target now does, so it begins anew. */
    private Backup begun(RunRecord record) {
        String execution = record.control().owner();
        Optional<Backup> own =
                store.backup(record.run()).filter(kept -> kept.execution().equals(execution));
        if (own.isPresent()) {
            return own.get();
        }
        Backup begun =
                Backup.begun(record.plan().backup().orElseThrow(), record.plan().target(), execution, clock.instant());
        return keep(record, begun);
    }

    private PreparationState noteMoment(RunRecord record, Backup backup) {
        ContinuousBackups continuous = target.continuousBackups();
        if (!continuous.isOn()) {
            return steps.fail(
                    record,
                    "point-in-time recovery of " + record.plan().target().words()
                            + " was switched off after the plan was made: nothing was written; start a new run");
        }
        keep(record, backup.at(continuous.at()));
        return PreparationState.READY;
    }

    private PreparationState create(RunRecord record, Backup backup) {
        String arn = target.createBackup("fanout-" + record.run());
        return look(record, keep(record, backup.as(arn)));
    }

    private PreparationState look(RunRecord record, Backup backup) {
        String status = target.backupStatus(backup.arn().orElseThrow());
        if (status.equals("AVAILABLE")) {
            keep(record, backup.ready());
            return PreparationState.READY;
        }
        if (GONE.contains(status)) {
            return failGone(record, backup);
        }
        return waitOrFail(record, backup, LONGEST, "it is " + status);
    }

    private PreparationState bear(RunRecord record, Backup backup, CallFailed failure) {
        if (failure.mayPassForTable()) {
            Duration most = backup.arn().isPresent() ? LONGEST : LONGEST_REFUSAL;
            return waitOrFail(record, backup, most, String.valueOf(failure.getMessage()));
        }
        if (GONE.contains(failure.code())) {
            return failGone(record, backup);
        }
        return steps.fail(record, sentence(record, failure));
    }

    private PreparationState waitOrFail(RunRecord record, Backup backup, Duration most, String why) {
        if (backup.age(clock.instant()).compareTo(most) < 0) {
            return PreparationState.WAITING;
        }
        return steps.fail(
                record,
                "the backup of " + record.plan().target().words() + " was not ready after " + most.toHours() + " h ("
                        + why + "): nothing was written");
    }

    private PreparationState failGone(RunRecord record, Backup backup) {
        return steps.fail(
                record,
                "the backup of " + record.plan().target().words() + " was deleted before it was ready ("
                        + backup.words() + "): nothing was written");
    }

    private static String sentence(RunRecord record, CallFailed failure) {
        String table = record.plan().target().words();
        String action = record.plan().backup().orElseThrow() == Backup.Kind.POINT_IN_TIME
                ? "DescribeContinuousBackups"
                : "CreateBackup or dynamodb:DescribeBackup";
        Optional<String> key = KeyDenial.sentence(table, failure);
        if (key.isPresent()) {
            return key.get() + ": nothing was written; then resume";
        }
        if (failure.code().equals("AccessDeniedException")) {
            return "no permission for dynamodb:" + action + " on " + table
                    + ": nothing was written; allow it and resume, or start a new run with --backup never ("
                    + failure.said() + ")";
        }
        return table + " cannot be backed up, so nothing was written: " + failure.getMessage()
                + " (a new run with --backup never goes without)";
    }

    private Backup keep(RunRecord record, Backup backup) {
        store.keepBackup(record.run(), record.control().owner(), backup);
        return backup;
    }
}
