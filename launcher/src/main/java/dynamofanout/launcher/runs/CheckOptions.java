// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.RequestField;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a copy that add checks or safety: verify, backup, expired items, creation, and limit of deletes. */
final class CheckOptions {
    @RequestField("verify")
    @Option(
            names = "--verify",
            description = "Compare the tables after the copy. If they differ, the run is not complete.")
    private boolean verify;

    @RequestField("skipExpired")
    @Option(
            names = "--skip-expired",
            description = "Do not copy items whose time to live has passed. They are counted as filtered.")
    private boolean skipExpired;

    @RequestField("maxDeletes")
    @Option(
            names = "--max-deletes",
            paramLabel = "N",
            description = "With --mode mirror: delete nothing if more than N items would be deleted (default: 1 %% of"
                    + " the target, at most 1000).")
    private @Nullable Integer maxDeletes;

    @RequestField("backup")
    @Option(
            names = "--backup",
            paramLabel = "WHEN",
            description = "When to back up a target that is not empty, before the run overwrites or deletes items:"
                    + " auto (the default: note a moment of point-in-time recovery if that is on, otherwise make an"
                    + " on-demand backup), always (make an on-demand backup) or never. `fanout restore RUN` brings it"
                    + " back.")
    private @Nullable String backup;

    @Option(
            names = "--create",
            description =
                    "Create the target if it does not exist. Keys, indexes, stream, class and TTL are the source's."
                            + " The rest is what \"create\" of the target's environment says in fanout.json.")
    private boolean create;

    /** Adds the fields of the request that these options stand for. */
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
