// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a run is expected to need: items, units, dollars and time.
 *
 * @param items to be read
 * @param sizeBytes of those items
 * @param readUnits of both tables
 * @param writeUnits at the target, indexes included
 * @param dollars for these units; absent if a price is not known
 * @param seconds at the pace that tables and ceilings allow
 * @param ownDollars for what the run uses beside the tables; absent if a price is not known
 */
public record Estimate(
        long items,
        long sizeBytes,
        double readUnits,
        double writeUnits,
        Optional<Double> dollars,
        double seconds,
        Optional<Double> ownDollars) {
    /** Of a local run: nothing but the tables is charged for. */
    public Estimate(
            long items, long sizeBytes, double readUnits, double writeUnits, Optional<Double> dollars, double seconds) {
        this(items, sizeBytes, readUnits, writeUnits, dollars, seconds, Optional.of(0.0));
    }

    public Estimate withOwn(Optional<Double> newOwnDollars) {
        return new Estimate(items, sizeBytes, readUnits, writeUnits, dollars, seconds, newOwnDollars);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("items", items)
                .put("sizeBytes", sizeBytes)
                .put("readUnits", readUnits)
                .put("writeUnits", writeUnits)
                .put("seconds", seconds);
        dollars.ifPresent(sum -> json.put("dollars", sum));
        ownDollars.ifPresent(sum -> json.put("ownDollars", sum));
        return json;
    }

    public static Estimate read(JsonNode json) {
        return new Estimate(
                json.path("items").asLong(),
                json.path("sizeBytes").asLong(),
                json.path("readUnits").asDouble(),
                json.path("writeUnits").asDouble(),
                number(json.path("dollars")),
                json.path("seconds").asDouble(),
                number(json.path("ownDollars")));
    }

    private static Optional<Double> number(JsonNode node) {
        return node.isNumber() ? Optional.of(node.asDouble()) : Optional.empty();
    }

    /** Read units of one item, as the pace first assumes them. */
    public double readUnitsPerItem() {
        return items == 0 ? 0.5 : readUnits / items;
    }

    /** Write units of one item, as the pace first assumes them. */
    public double writeUnitsPerItem() {
        return items == 0 ? 1 : Math.max(1, writeUnits / items);
    }
}
