// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Counts, units, throttles and retries of a segment or, summed, of a run.
 *
 * @param throttled calls that the service throttled, completely or in part
 * @param retries calls sent again after a transient fault
 * @param effort of workers
 */
public record Totals(Counts counts, UnitsUsed units, long throttled, long retries, Effort effort) {
    public static final Totals NONE = new Totals(Counts.NONE, UnitsUsed.NONE, 0, 0);

    /** What was done, without what it took. */
    public Totals(Counts counts, UnitsUsed units, long throttled, long retries) {
        this(counts, units, throttled, retries, Effort.NONE);
    }

    public Totals plus(Totals more) {
        return new Totals(
                counts.plus(more.counts),
                units.plus(more.units),
                throttled + more.throttled,
                retries + more.retries,
                effort.plus(more.effort));
    }

    public Totals plus(Effort more) {
        return new Totals(counts, units, throttled, retries, effort.plus(more));
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("counts", counts.json());
        json.set("units", units.json());
        json.put("throttled", throttled).put("retries", retries);
        json.set("effort", effort.json());
        return json;
    }

    public static Totals read(JsonNode json) {
        return new Totals(
                Counts.read(json.path("counts")),
                UnitsUsed.read(json.path("units")),
                json.path("throttled").asLong(),
                json.path("retries").asLong(),
                Effort.read(json.path("effort")));
    }
}
