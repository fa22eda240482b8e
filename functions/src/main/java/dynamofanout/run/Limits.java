package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Where a run ends in order before it is done.
 *
 * @param maxCost dollars for capacity units, if given
 * @param maxRefused refused items, at most
 */
public record Limits(Optional<BigDecimal> maxCost, int maxRefused) {
    public static final int DEFAULT_MAX_REFUSED = 10_000;

    public Limits {
        maxCost = maxCost.map(Decimals::plain);
    }

    /** The wish to stop that these totals call for. */
    public Optional<Stop> reachedBy(Totals totals, UnitPrices prices) {
        if (totals.counts().refused() > maxRefused) {
            return Optional.of(new Stop(
                    Stop.Cause.REFUSED,
                    totals.counts().refused() + " items were refused, more than the " + maxRefused
                            + " of --max-refused"));
        }
        Optional<Double> spent = prices.cost(totals.units());
        if (maxCost.isPresent()
                && spent.isPresent()
                && spent.get() >= maxCost.get().doubleValue()) {
            return Optional.of(new Stop(
                    Stop.Cause.BUDGET,
                    "the run has used up the " + maxCost.get().toPlainString() + " dollars of --max-cost"));
        }
        return Optional.empty();
    }

    /** With what is given in place of what was. */
    public Limits changed(Optional<BigDecimal> newMaxCost, Optional<Integer> newMaxRefused) {
        return new Limits(newMaxCost.or(() -> maxCost), newMaxRefused.orElse(maxRefused));
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("maxRefused", maxRefused);
        maxCost.ifPresent(dollars -> json.put("maxCost", dollars));
        return json;
    }

    static Limits read(JsonNode json) {
        JsonNode cost = json.path("maxCost");
        return new Limits(
                cost.isNumber() ? Optional.of(cost.decimalValue()) : Optional.empty(),
                json.path("maxRefused").asInt(DEFAULT_MAX_REFUSED));
    }
}
