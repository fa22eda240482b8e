// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.request.Mode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each mode would need today, estimated from a sample of segments of both tables.
 *
 * @param compared items of the source that were compared
 * @param missing share of the source's items that the target lacks
 * @param different share of the source's items that are not equal in the target
 * @param extra share of the target's items that the source lacks
 * @param targetItems of the target, if known
 * @param isSameOrder whether both tables' scans have the same order; if not, every item is looked up
 * @param modes by mode
 */
public record Forecast(
        long compared,
        double missing,
        double different,
        double extra,
        long targetItems,
        boolean isSameOrder,
        Map<Mode, Needs> modes) {
    /**
     * What one mode needs.
     *
     * @param units of both tables, indexes included
     * @param dollars absent where a price is not known
     */
    public record Needs(UnitsUsed units, Optional<Double> dollars) {}

    public Forecast {
        modes = Map.copyOf(modes);
    }

    public Needs of(Mode mode) {
        return modes.getOrDefault(mode, new Needs(UnitsUsed.NONE, Optional.empty()));
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("compared", compared)
                .put("missing", missing)
                .put("different", different)
                .put("extra", extra)
                .put("targetItems", targetItems)
                .put("sameOrder", isSameOrder);
        ObjectNode byMode = json.putObject("modes");
        for (Mode mode : Mode.values()) {
            Needs needs = of(mode);
            ObjectNode one = byMode.putObject(mode.word());
            one.setAll(needs.units().json());
            needs.dollars().ifPresent(dollars -> one.put("dollars", dollars));
        }
        return json;
    }

    public static Forecast read(JsonNode json) {
        var modes = new EnumMap<Mode, Needs>(Mode.class);
        json.path("modes").properties().forEach(entry -> {
            JsonNode dollars = entry.getValue().path("dollars");
            modes.put(
                    Mode.of(entry.getKey()),
                    new Needs(
                            UnitsUsed.read(entry.getValue()),
                            dollars.isNumber() ? Optional.of(dollars.asDouble()) : Optional.empty()));
        });
        return new Forecast(
                json.path("compared").asLong(),
                json.path("missing").asDouble(),
                json.path("different").asDouble(),
                json.path("extra").asDouble(),
                json.path("targetItems").asLong(),
                json.path("sameOrder").asBoolean(),
                modes);
    }
}
