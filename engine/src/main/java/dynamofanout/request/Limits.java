// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Limits at which a run stops in order before it is done.
 *
 * @param maxCost dollars for capacity units, if given
 * @param maxRefused most refused items
 * @param maxDeletes most items that a mirror may delete; if it is not given, the plan decides
 */
public record Limits(Optional<BigDecimal> maxCost, int maxRefused, Optional<Integer> maxDeletes) {
    public static final int DEFAULT_MAX_REFUSED = 10_000;
    private static final int DEFAULT_MAX_DELETES = 1_000;

    public Limits {
        maxCost = maxCost.map(Decimals::plain);
    }

    public Limits(Optional<BigDecimal> maxCost, int maxRefused) {
        this(maxCost, maxRefused, Optional.empty());
    }

    /** Reads {@code maxCost}, {@code maxRefused} and {@code maxDeletes} of a request. */
    static Limits read(InputObject request) {
        return new Limits(
                request.optionalPositive("maxCost"),
                request.optionalInteger("maxRefused", 0, 1_000_000_000).orElse(DEFAULT_MAX_REFUSED),
                request.optionalInteger("maxDeletes", 0, 1_000_000_000));
    }

    /** For a mirror: where no limit of deletes is given it is 1 % of the target, and at most 1,000. */
    public Limits forMirror(long targetItems) {
        int deletes = (int) Math.min(DEFAULT_MAX_DELETES, (targetItems + 99) / 100);
        return new Limits(maxCost, maxRefused, maxDeletes.or(() -> Optional.of(deletes)));
    }

    /** With what is given in place of what was. */
    public Limits changed(
            Optional<BigDecimal> newMaxCost, Optional<Integer> newMaxRefused, Optional<Integer> newMaxDeletes) {
        return new Limits(
                newMaxCost.or(() -> maxCost), newMaxRefused.orElse(maxRefused), newMaxDeletes.or(() -> maxDeletes));
    }

    /** The fields of a request. */
    void writeTo(ObjectNode json) {
        maxCost.ifPresent(dollars -> json.put("maxCost", dollars));
        json.put("maxRefused", maxRefused);
        maxDeletes.ifPresent(items -> json.put("maxDeletes", items));
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        writeTo(json);
        return json;
    }

    public static Limits read(JsonNode json) {
        JsonNode cost = json.path("maxCost");
        return new Limits(
                cost.isNumber() ? Optional.of(cost.decimalValue()) : Optional.empty(),
                json.path("maxRefused").asInt(DEFAULT_MAX_REFUSED),
                json.path("maxDeletes").isNumber()
                        ? Optional.of(json.path("maxDeletes").asInt())
                        : Optional.empty());
    }
}
