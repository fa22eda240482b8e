// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A change to the ceilings of an existing run. Only those that are named change.
 *
 * @param units by field of {@link Ceilings}, in units per second; empty: the ceiling is removed
 */
public record CeilingsChange(Map<String, Optional<BigDecimal>> units) {
    public static final String SOURCE_READS = "sourceReads";
    public static final String TARGET_READS = "targetReads";
    public static final String TARGET_WRITES = "targetWrites";

    /** What stands for no ceiling. */
    public static final String NONE = "none";

    public CeilingsChange {
        units = Map.copyOf(units);
    }

    /** Reads {@code {"sourceReads"?, "targetReads"?, "targetWrites"?}}, each a number above 0 or {@code "none"}. */
    public static CeilingsChange read(InputObject ceilings) {
        Map<String, Optional<BigDecimal>> units = new TreeMap<>();
        for (String field : new String[] {SOURCE_READS, TARGET_READS, TARGET_WRITES}) {
            if (ceilings.node().path(field).asText().equals(NONE)) {
                ceilings.string(field);
                units.put(field, Optional.empty());
            } else {
                ceilings.optionalPositive(field).ifPresent(number -> units.put(field, Optional.of(number)));
            }
        }
        ceilings.end();
        return new CeilingsChange(units);
    }

    /** The ceilings that hold after the change. */
    public Ceilings applyTo(Ceilings now) {
        return new Ceilings(
                units.getOrDefault(SOURCE_READS, now.sourceReads()),
                units.getOrDefault(TARGET_READS, now.targetReads()),
                units.getOrDefault(TARGET_WRITES, now.targetWrites()));
    }

    /** As {@link #read} takes it. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        units.forEach((field, number) ->
                number.ifPresentOrElse(units -> json.put(field, units), () -> json.put(field, NONE)));
        return json;
    }
}
