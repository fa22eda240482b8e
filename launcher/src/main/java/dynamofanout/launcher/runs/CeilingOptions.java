// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.RequestField;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that limit the units, dollars and refused items of a run. All commands that start or resume a run have
 * them.
 */
final class CeilingOptions {
    @RequestField("ceilings.sourceReads")
    @Option(
            names = "--read-units",
            paramLabel = "U",
            description = "Read at most U read units a second from the source, in the whole run: --read-units 500.")
    private @Nullable BigDecimal readUnits;

    @RequestField("ceilings.targetReads")
    @Option(
            names = "--target-read-units",
            paramLabel = "U",
            description = "Read at most U read units a second from the target, in the whole run. Every mode but"
                    + " overwrite reads it.")
    private @Nullable BigDecimal targetReadUnits;

    @RequestField("ceilings.targetWrites")
    @Option(
            names = "--write-units",
            paramLabel = "U",
            description = "Write at most U write units a second to the target, in the whole run, indexes included.")
    private @Nullable BigDecimal writeUnits;

    @RequestField("maxCost")
    @Option(
            names = "--max-cost",
            paramLabel = "DOLLARS",
            description = "Refuse a plan whose estimate is higher, and stop the run when it has cost this: --max-cost"
                    + " 2.50.")
    private @Nullable BigDecimal maxCost;

    @RequestField("maxRefused")
    @Option(
            names = "--max-refused",
            paramLabel = "N",
            description = "Stop the run when more than N items were refused (default: 10000).")
    private @Nullable Integer maxRefused;

    /** Adds the fields of the request that these options stand for. */
    void writeTo(ObjectNode request) {
        ObjectNode ceilings = JsonNodeFactory.instance.objectNode();
        if (readUnits != null) {
            ceilings.put("sourceReads", readUnits);
        }
        if (targetReadUnits != null) {
            ceilings.put("targetReads", targetReadUnits);
        }
        if (writeUnits != null) {
            ceilings.put("targetWrites", writeUnits);
        }
        if (!ceilings.isEmpty()) {
            request.set("ceilings", ceilings);
        }
        if (maxCost != null) {
            request.put("maxCost", maxCost);
        }
        if (maxRefused != null) {
            request.put("maxRefused", maxRefused);
        }
    }
}
