// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The work that workers spent on a segment or, summed, on a run. After a kill it is a lower bound, like units, because
 * what came after the last save is not in it.
 *
 * @param seconds that workers held a claim
 * @param saves of checkpoints, including the last ones of claims
 */
public record Effort(double seconds, long saves) {
    public static final Effort NONE = new Effort(0, 0);

    public Effort plus(Effort more) {
        return new Effort(seconds + more.seconds, saves + more.saves);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("seconds", seconds).put("saves", saves);
    }

    /** None where the record is of a time when it was not counted. */
    public static Effort read(JsonNode json) {
        return new Effort(json.path("seconds").asDouble(), json.path("saves").asLong());
    }
}
