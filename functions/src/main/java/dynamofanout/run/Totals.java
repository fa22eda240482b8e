package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Counts, units and troubles of a segment or, summed, of a run.
 *
 * @param throttled calls that the service turned away as too fast, wholly or in part
 * @param retries calls sent again after a transient fault
 */
public record Totals(Counts counts, UnitsUsed units, long throttled, long retries) {
    public static final Totals NONE = new Totals(Counts.NONE, UnitsUsed.NONE, 0, 0);

    public Totals plus(Totals more) {
        return new Totals(
                counts.plus(more.counts), units.plus(more.units), throttled + more.throttled, retries + more.retries);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("counts", counts.json());
        json.set("units", units.json());
        return json.put("throttled", throttled).put("retries", retries);
    }

    static Totals read(JsonNode json) {
        return new Totals(
                Counts.read(json.path("counts")),
                UnitsUsed.read(json.path("units")),
                json.path("throttled").asLong(),
                json.path("retries").asLong());
    }
}
