// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import java.math.BigDecimal;
import java.util.Optional;

/** Units per second that the whole run may use, index writes included. Absent if there is no ceiling. */
public record Ceilings(
        Optional<BigDecimal> sourceReads, Optional<BigDecimal> targetReads, Optional<BigDecimal> targetWrites) {
    public static final Ceilings NONE = new Ceilings(Optional.empty(), Optional.empty(), Optional.empty());

    public Ceilings {
        sourceReads = sourceReads.map(Decimals::plain);
        targetReads = targetReads.map(Decimals::plain);
        targetWrites = targetWrites.map(Decimals::plain);
    }

    /** Reads {@code {"sourceReads"?, "targetReads"?, "targetWrites"?}}, each a number above 0. */
    public static Ceilings read(InputObject ceilings) {
        var read = new Ceilings(
                ceilings.optionalPositive("sourceReads"),
                ceilings.optionalPositive("targetReads"),
                ceilings.optionalPositive("targetWrites"));
        ceilings.end();
        return read;
    }

    public static Ceilings read(JsonNode stored) {
        return new Ceilings(
                number(stored.path("sourceReads")),
                number(stored.path("targetReads")),
                number(stored.path("targetWrites")));
    }

    public boolean areNone() {
        return equals(NONE);
    }

    /** These, where given, else the others. */
    public Ceilings or(Ceilings others) {
        return new Ceilings(
                sourceReads.or(others::sourceReads),
                targetReads.or(others::targetReads),
                targetWrites.or(others::targetWrites));
    }

    /** Units per second as the pace wants them: infinite where there is no ceiling. */
    public static double rate(Optional<BigDecimal> ceiling) {
        return ceiling.map(BigDecimal::doubleValue).orElse(Double.POSITIVE_INFINITY);
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        sourceReads.ifPresent(units -> json.put("sourceReads", units));
        targetReads.ifPresent(units -> json.put("targetReads", units));
        targetWrites.ifPresent(units -> json.put("targetWrites", units));
        return json;
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        return node.isNumber() ? Optional.of(node.decimalValue()) : Optional.empty();
    }
}
