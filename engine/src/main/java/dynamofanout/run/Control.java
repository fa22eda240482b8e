// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import java.util.Optional;

/**
 * The state that all workers of a run share, and that every save updates and brings back: the owner, whether to stop,
 * ceilings, limits, and totals. Totals are a brake and a progress display. The checkpoints are the truth.
 *
 * @param owner the execution that carries the run out
 * @param claimed segments that were claimed at least once in this execution (or were done before it)
 * @param ended of those, segments that are done, stopped or given up
 */
public record Control(
        String owner, Optional<Stop> stop, Ceilings ceilings, Limits limits, int claimed, int ended, Totals totals) {
    public static final int FORMAT = 1;

    public static Control first(String owner, Ceilings ceilings, Limits limits) {
        return new Control(owner, Optional.empty(), ceilings, limits, 0, 0, Totals.NONE);
    }

    /** Workers that hold a segment now. */
    public int live() {
        return claimed - ended;
    }

    public Control withClaimed(int more) {
        return new Control(owner, stop, ceilings, limits, claimed + more, ended, totals);
    }

    public Control withEnded(int more) {
        return new Control(owner, stop, ceilings, limits, claimed, ended + more, totals);
    }

    public Control plus(Totals added) {
        return new Control(owner, stop, ceilings, limits, claimed, ended, totals.plus(added));
    }

    /** The first wish to stop stays: its reason is the one the summary gives. */
    public Control stopping(Stop wish) {
        return new Control(owner, stop.or(() -> Optional.of(wish)), ceilings, limits, claimed, ended, totals);
    }

    /** The same for an execution that may have lost the run to another: then nothing changes. */
    public Control stoppingIfOwnedBy(String execution, Stop wish) {
        return owner.equals(execution) ? stopping(wish) : this;
    }

    public Control withCeilings(Ceilings newCeilings) {
        return new Control(owner, stop, newCeilings, limits, claimed, ended, totals);
    }

    /** Totals as the checkpoints have them. */
    public Control withTotals(Totals sum) {
        return new Control(owner, stop, ceilings, limits, claimed, ended, sum);
    }

    /** For an execution that goes on with the run: no stop, totals as the checkpoints have them. */
    public Control resumedBy(String newOwner, Ceilings newCeilings, Limits newLimits, int done, Totals sum) {
        return new Control(newOwner, Optional.empty(), newCeilings, newLimits, done, done, sum);
    }

    public ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("format", FORMAT).put("owner", owner);
        stop.ifPresent(wish -> json.set("stop", wish.json()));
        json.set("ceilings", ceilings.json());
        json.set("limits", limits.json());
        json.put("claimed", claimed).put("ended", ended);
        json.set("totals", totals.json());
        return json;
    }

    public static Control read(JsonNode json) {
        JsonNode stop = json.path("stop");
        return new Control(
                json.path("owner").asText(),
                stop.isObject() ? Optional.of(Stop.read(stop)) : Optional.empty(),
                Ceilings.read(json.path("ceilings")),
                Limits.read(json.path("limits")),
                json.path("claimed").asInt(),
                json.path("ended").asInt(),
                Totals.read(json.path("totals")));
    }
}
