// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.definition.NotCopied;
import dynamofanout.definition.TableDefinition;
import dynamofanout.run.CreatedTable;
import dynamofanout.run.Creation;
import dynamofanout.run.PlannedCreation;
import dynamofanout.run.PlannedTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Describes a target that a run creates, for people. */
public final class CreationText {
    private CreationText() {}

    /** What the plan will create and what not. */
    static String of(PlannedCreation planned) {
        TableDefinition table = planned.table();
        List<String> now = new ArrayList<>(List.of(table.billingWords()));
        table.streamView().ifPresent(view -> now.add("stream " + view));
        if (table.features().isDeletionProtected()) {
            now.add("protected against deletion");
        }
        table.features().kmsKey().ifPresent(key -> now.add("encrypted with " + key));
        if (!table.features().tags().isEmpty()) {
            now.add("tags " + String.join(", ", table.features().tags().keySet()));
        }
        List<String> then = new ArrayList<>();
        table.features().timeToLive().ifPresent(attribute -> then.add("time to live on " + attribute));
        if (table.features().isRecoverable()) {
            then.add("point-in-time recovery");
        }
        var lines = new StringJoiner(System.lineSeparator());
        lines.add("  create   the target, like the source: " + String.join(", ", now)
                + (then.isEmpty() ? "" : "; once all is copied: " + String.join(", ", then)));
        planned.notCopied().forEach(setting -> lines.add(without(setting)));
        return lines.toString();
    }

    /** What was created and what not. */
    static String of(CreatedTable created) {
        var lines = new StringJoiner(System.lineSeparator());
        lines.add("  created  table " + created.table());
        created.notCopied().forEach(setting -> lines.add(without(setting)));
        return lines.toString();
    }

    /** One that is being created. */
    public static String making(PlannedTable target, Creation creation, Instant now) {
        return "creating " + target.words() + ": " + creation.state() + ", "
                + Figures.time(Math.max(0, creation.age(now).toMillis() / 1e3));
    }

    private static String without(NotCopied setting) {
        return "  without  " + setting.words();
    }
}
