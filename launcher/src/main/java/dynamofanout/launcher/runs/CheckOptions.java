package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.RequestField;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a copy looks at and makes sure besides, and how much a mirror may delete. */
final class CheckOptions {
    @RequestField("verify")
    @Option(
            names = "--verify",
            description = "Compare the tables when the copy is done; where they differ the run is not complete.")
    private boolean verify;

    @RequestField("skipExpired")
    @Option(
            names = "--skip-expired",
            description = "Leave out items whose time to live lies in the past; they are counted as filtered.")
    private boolean skipExpired;

    @RequestField("maxDeletes")
    @Option(
            names = "--max-deletes",
            paramLabel = "N",
            description = "With --mode mirror: delete nothing if it were more than N items"
                    + " (1 %% of the target, at most 1000).")
    private @Nullable Integer maxDeletes;

    @RequestField("backup")
    @Option(
            names = "--backup",
            paramLabel = "WHEN",
            description = "Before a target that is not empty is overwritten or deleted from: auto (a moment of"
                    + " point-in-time recovery where that is on, else an on-demand backup; the default); always (an"
                    + " on-demand backup); never. `fanout restore RUN` gets back, for example after --backup always.")
    private @Nullable String backup;

    @Option(
            names = "--create",
            description =
                    "Create the target after the source where it does not exist: keys, indexes, stream, class and TTL"
                            + " as the source's, the rest as \"create\" of the target's environment says in fanout.json.")
    private boolean create;

    /** Adds the request's fields. */
    void writeTo(ObjectNode request) {
        request.put("verify", verify).put("skipExpired", skipExpired).put("create", create);
        if (backup != null) {
            request.put("backup", backup);
        }
        if (maxDeletes != null) {
            request.put("maxDeletes", maxDeletes);
        }
    }
}
