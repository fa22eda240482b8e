// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.show.Figures;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.SetRequest;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.RunRecord;
import dynamofanout.run.TableSet;
import dynamofanout.set.SetSummary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Describes the state of a run or a set, in words and as JSON. */
public final class RunState {
    public static final String GOING_ON = "going on";
    private static final String INTERRUPTED = "interrupted";

    private RunState() {}

    /** The verdict of a run that has ended, else whether somebody carries it out. */
    public static String of(RunPlace place, RunRecord record) {
        if (place.isGoingOn(record)) {
            return GOING_ON;
        }
        return record.summary().map(summary -> summary.verdict().word()).orElse(INTERRUPTED);
    }

    /** The worst verdict of a set that has ended, else whether somebody carries it out. */
    public static String of(RunPlace place, TableSet set) {
        return place.sets().isGoingOn(set)
                ? GOING_ON
                : SetSummary.of(place.store(), set).verdict().word();
    }

    public static String started(RunRecord record) {
        return started(record.startedAt());
    }

    /** To the second. */
    public static String started(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code production/App-* -> development (12 tables)}. */
    public static String tables(TableSet set) {
        String tables = " (" + Figures.count(set.runs().size(), "table", "tables") + ")";
        if (set.request() instanceof SetRequest copies) {
            return copies.sourceEnvironment() + "/" + copies.tables().words() + " -> " + copies.targetEnvironment()
                    + copies.tables().target().map(pattern -> "/" + pattern).orElse("") + tables;
        }
        return set.request() instanceof ReplayRequest replay ? "replay of " + replay.original() + tables : tables;
    }

    /** {@code production/Orders -> development/Orders}. */
    public static String tables(RunRecord record) {
        return place(record.plan().source()) + " -> " + place(record.plan().target());
    }

    /** The tables in words, from the longest form to the shortest. */
    public static List<String> tableForms(RunRecord record) {
        PlannedTable source = record.plan().source();
        PlannedTable target = record.plan().target();
        String environments = source.environment() + " -> " + target.environment();
        return source.name().equals(target.name())
                ? List.of(tables(record), place(source) + " -> " + target.environment(), environments)
                : List.of(tables(record), environments);
    }

    private static String place(PlannedTable table) {
        return table.environment() + "/" + table.name();
    }

    /** A set, as the list of runs has it. */
    public static ObjectNode json(RunPlace place, TableSet set, String state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("setId", set.id().text())
                .put("state", state)
                .put("where", place.word())
                .put("startedAt", set.startedAt().toString())
                .put("tables", set.runs().size());
    }

    public static ObjectNode json(RunPlace place, RunRecord record, String state) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("runId", record.run().text())
                .put("state", state)
                .put("where", place.word())
                .put("startedAt", record.startedAt().toString());
        if (record.request() instanceof CopyRequest copy) {
            object.put("mode", copy.mode().word());
        }
        if (!state.equals(GOING_ON)) {
            record.summary()
                    .ifPresent(
                            summary -> object.put("verdict", summary.verdict().word()));
        }
        object.set("source", record.plan().source().named());
        object.set("target", record.plan().target().named());
        object.set("counts", record.control().totals().counts().json());
        object.set("units", record.control().totals().units().json());
        object.putObject("segments")
                .put("total", record.phases().checkpoints())
                .put("ended", record.control().ended());
        return object;
    }
}
