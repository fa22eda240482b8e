// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.PlannedBackup;
import java.time.Instant;

/** Describes the backup of a run's target for people. */
public final class BackupText {
    private BackupText() {}

    /** What the plan will make. */
    static String of(PlannedBackup planned) {
        return planned.kind()
                .map(kind -> kind == Backup.Kind.POINT_IN_TIME
                        ? "point-in-time recovery is on: the moment before the first write is noted"
                                + planned.days()
                                        .map(days -> " (restorable for " + Figures.count(days, "day", "days") + ")")
                                        .orElse("")
                        : "an on-demand backup of about "
                                + Figures.bytes(planned.sizeBytes().orElse(0L)) + ", kept until you delete it")
                .orElseGet(() -> "none: " + planned.why().orElse("it is not needed"));
    }

    /** One that is being made. */
    public static String making(Backup backup, Instant now) {
        return "backing up the target: " + backup.words() + ", "
                + Figures.time(Math.max(0, backup.age(now).toMillis() / 1e3));
    }

    /** How to get back. */
    public static String undo(Backup backup, RunId run) {
        return "`fanout restore " + run + "` restores the target, as it was before the run, into a new table ("
                + backup.words() + ")";
    }
}
