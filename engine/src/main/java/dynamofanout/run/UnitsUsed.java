// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Capacity units that DynamoDB says it charged, indexes included. After a kill it is a lower bound, because what was
 * sent after the last save is not in it.
 */
public record UnitsUsed(double sourceReads, double targetReads, double targetWrites) {
    public static final UnitsUsed NONE = new UnitsUsed(0, 0, 0);

    public static UnitsUsed ofSourceReads(double units) {
        return new UnitsUsed(units, 0, 0);
    }

    public static UnitsUsed ofTargetWrites(double units) {
        return new UnitsUsed(0, 0, units);
    }

    public UnitsUsed plus(UnitsUsed more) {
        return new UnitsUsed(
                sourceReads + more.sourceReads, targetReads + more.targetReads, targetWrites + more.targetWrites);
    }

    public UnitsUsed minus(UnitsUsed less) {
        return new UnitsUsed(
                sourceReads - less.sourceReads, targetReads - less.targetReads, targetWrites - less.targetWrites);
    }

    public double read() {
        return sourceReads + targetReads;
    }

    public double write() {
        return targetWrites;
    }

    /** With the sums over both sides, as the summary has them. */
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sourceReads", sourceReads)
                .put("targetReads", targetReads)
                .put("targetWrites", targetWrites)
                .put("read", read())
                .put("write", write());
    }

    public static UnitsUsed read(JsonNode json) {
        return new UnitsUsed(
                json.path("sourceReads").asDouble(),
                json.path("targetReads").asDouble(),
                json.path("targetWrites").asDouble());
    }
}
