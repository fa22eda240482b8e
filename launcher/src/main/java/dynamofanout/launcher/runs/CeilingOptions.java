package dynamofanout.launcher.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.RequestField;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that bound what a run uses, wherever a run begins or goes on. */
final class CeilingOptions {
    @RequestField("ceilings.sourceReads")
    @Option(
            names = "--read-units",
            paramLabel = "U",
            description = "Ceiling for the whole run: read units a second at the source, for example --read-units 500.")
    private @Nullable BigDecimal readUnits;

    @RequestField("ceilings.targetReads")
    @Option(
            names = "--target-read-units",
            paramLabel = "U",
            description = "Ceiling for the whole run: read units a second at the target, which all modes but overwrite"
                    + " read.")
    private @Nullable BigDecimal targetReadUnits;

    @RequestField("ceilings.targetWrites")
    @Option(
            names = "--write-units",
            paramLabel = "U",
            description = "Ceiling for the whole run: write units a second at the target, indexes included.")
    private @Nullable BigDecimal writeUnits;

    @RequestField("maxCost")
    @Option(
            names = "--max-cost",
            paramLabel = "DOLLARS",
            description = "Refuse above this estimate, and end the run in order when it is reached: --max-cost 2.50.")
    private @Nullable BigDecimal maxCost;

    @RequestField("maxRefused")
    @Option(
            names = "--max-refused",
            paramLabel = "N",
            description = "End the run in order when more than N items were refused (10000).")
    private @Nullable Integer maxRefused;

    /** Adds the request's fields. */
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
