package dynamofanout.launcher.place;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.request.CopyRequest;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.RunRecord;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How a run stands, in words and for machines. */
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

    public static String started(RunRecord record) {
        return record.startedAt().truncatedTo(ChronoUnit.SECONDS).toString();
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
