// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Prices in dollars of one unit of each kind. 0 if units are provisioned (they are paid for anyway), absent if the
 * price is not known.
 */
public record UnitPrices(Optional<Double> sourceRead, Optional<Double> targetRead, Optional<Double> targetWrite) {
    /** Dollars for these units, absent where one of the prices that matter is not known. */
    public Optional<Double> cost(UnitsUsed units) {
        return sum(part(sourceRead, units.sourceReads()), part(targetRead, units.targetReads()))
                .flatMap(reads -> sum(Optional.of(reads), part(targetWrite, units.targetWrites())));
    }

    private static Optional<Double> part(Optional<Double> price, double units) {
        return units == 0 ? Optional.of(0.0) : price.map(dollars -> dollars * units);
    }

    private static Optional<Double> sum(Optional<Double> left, Optional<Double> right) {
        return left.flatMap(l -> right.map(r -> l + r));
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        sourceRead.ifPresent(dollars -> json.put("sourceRead", dollars));
        targetRead.ifPresent(dollars -> json.put("targetRead", dollars));
        targetWrite.ifPresent(dollars -> json.put("targetWrite", dollars));
        return json;
    }

    public static UnitPrices read(JsonNode json) {
        return new UnitPrices(
                price(json.path("sourceRead")), price(json.path("targetRead")), price(json.path("targetWrite")));
    }

    private static Optional<Double> price(JsonNode node) {
        return node.isNumber() ? Optional.of(node.asDouble()) : Optional.empty();
    }
}
