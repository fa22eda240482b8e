package dynamofanout.launcher.place;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.run.RunRecord;
import java.time.temporal.ChronoUnit;

/** How a run stands, in words and for machines. */
public final class RunState {
    static final String GOING_ON = "going on";
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
        return record.plan().source().environment() + "/"
                + record.plan().source().name() + " -> "
                + record.plan().target().environment() + "/"
                + record.plan().target().name();
    }

    public static ObjectNode json(RunPlace place, RunRecord record, String state) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("runId", record.run().text())
                .put("state", state)
                .put("where", place.word())
                .put("startedAt", record.startedAt().toString());
        object.set("counts", record.control().totals().counts().json());
        object.set("units", record.control().totals().units().json());
        object.putObject("segments")
                .put("total", record.phases().checkpoints())
                .put("ended", record.control().ended());
        return object;
    }
}
