// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.request.CeilingsChange;
import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.RunStore;
import dynamofanout.run.Stop;
import dynamofanout.run.TableSet;
import dynamofanout.set.SetControl;

/**
 * Stops runs and changes their ceilings for users. Users call this function because they must not write to the run
 * table: whoever could do that could also change a plan before the workers load it.
 */
record RunControl(RunStore store) {
    private static final int LONGEST_REASON = 1_000;

    /** {@code {"stop": RUN, "reason"}} */
    ObjectNode stop(InputObject event) {
        var run = new RunId(event.string("stop"));
        String reason = event.string("reason");
        if (reason.length() > LONGEST_REASON) {
            throw new BadInput(
                    "reason", "reason must have at most " + LONGEST_REASON + " characters, got: " + reason.length());
        }
        event.end();
        var wish = new Stop(Stop.Cause.USER, reason);
        if (store.findSet(run).isPresent()) {
            return answer(new SetControl(store).stop(run, wish));
        }
        requireKnown(run);
        return answer(store.adjust(run, control -> control.stopping(wish)));
    }

    /** {@code {"limit": RUN, "ceilings": {…}}} */
    ObjectNode limit(InputObject event) {
        var run = new RunId(event.string("limit"));
        CeilingsChange change = CeilingsChange.read(event.object("ceilings"));
        event.end();
        if (store.findSet(run).isPresent()) {
            return answer(new SetControl(store).limit(run, change));
        }
        requireKnown(run);
        return answer(store.adjust(run, control -> control.withCeilings(change.applyTo(control.ceilings()))));
    }

    private void requireKnown(RunId run) {
        if (store.find(run).isEmpty()) {
            throw new BadInput("run " + run + " is not in the run table of this home account");
        }
    }

    private static ObjectNode answer(TableSet set) {
        return JsonNodeFactory.instance.objectNode().set("set", set.json());
    }

    private static ObjectNode answer(Control control) {
        return JsonNodeFactory.instance.objectNode().set("control", control.json());
    }
}
