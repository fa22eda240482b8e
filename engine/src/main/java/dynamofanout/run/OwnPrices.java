// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Prices in dollars of what a deployed run uses beside the tables it copies, in the home Region.
 *
 * @param workerSecond one second of a worker function with its memory
 * @param invocation of a function
 * @param transition of a standard workflow's state
 * @param writeUnit of the run table
 * @param readUnit of the run table
 */
public record OwnPrices(double workerSecond, double invocation, double transition, double writeUnit, double readUnit) {
    /** Of a run that one machine of the user's carries out. */
    public static final OwnPrices NONE = new OwnPrices(0, 0, 0, 0, 0);

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("workerSecond", workerSecond)
                .put("invocation", invocation)
                .put("transition", transition)
                .put("writeUnit", writeUnit)
                .put("readUnit", readUnit);
    }

    /** A plan without them is of a local run; an empty object is of a Region whose prices are not known. */
    public static Optional<OwnPrices> read(JsonNode json) {
        if (!json.isObject()) {
            return Optional.of(NONE);
        }
        return json.isEmpty()
                ? Optional.empty()
                : Optional.of(new OwnPrices(
                        json.path("workerSecond").asDouble(),
                        json.path("invocation").asDouble(),
                        json.path("transition").asDouble(),
                        json.path("writeUnit").asDouble(),
                        json.path("readUnit").asDouble()));
    }
}
