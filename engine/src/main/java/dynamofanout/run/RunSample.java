// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.request.Ceilings;
import java.time.Instant;

/**
 * The progress of a run at one moment. Reports draw its speed from these samples.
 *
 * @param execution that carried the run out
 * @param read items so far
 * @param written items so far
 * @param throttled calls so far that the service throttled
 * @param retries so far of calls after a transient fault
 * @param workers that held a segment
 * @param segments that had ended
 * @param ceilings in force
 */
public record RunSample(
        Instant at,
        String execution,
        long read,
        long written,
        UnitsUsed units,
        long throttled,
        long retries,
        int workers,
        int segments,
        Ceilings ceilings) {
    /** The sample of this moment. */
    public static RunSample of(Instant at, Control control) {
        Totals totals = control.totals();
        return new RunSample(
                at,
                control.owner(),
                totals.counts().read(),
                totals.counts().written(),
                totals.units(),
                totals.throttled(),
                totals.retries(),
                control.live(),
                control.ended(),
                control.ceilings());
    }

    /** As run stores and reports have it. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", at.toString())
                .put("execution", execution)
                .put("read", read)
                .put("written", written)
                .put("sourceReads", units.sourceReads())
                .put("targetReads", units.targetReads())
                .put("targetWrites", units.targetWrites())
                .put("throttled", throttled)
                .put("retries", retries)
                .put("workers", workers)
                .put("segments", segments);
        json.set("ceilings", ceilings.json());
        return json;
    }

    /** Reads what {@link #json} has written. */
    public static RunSample read(JsonNode json) {
        return new RunSample(
                Instant.parse(json.path("at").asText()),
                json.path("execution").asText(),
                json.path("read").asLong(),
                json.path("written").asLong(),
                UnitsUsed.read(json),
                json.path("throttled").asLong(),
                json.path("retries").asLong(),
                json.path("workers").asInt(),
                json.path("segments").asInt(),
                Ceilings.read(json.path("ceilings")));
    }
}
