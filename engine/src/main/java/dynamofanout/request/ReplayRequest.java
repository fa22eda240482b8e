// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;

/**
 * A request to copy the refused items of another run again. They are read again from its source.
 *
 * @param original the run whose refused items are meant
 */
public record ReplayRequest(RunId original, Ceilings ceilings, Limits limits) implements Request {
    static ReplayRequest read(InputObject request) {
        var read = new ReplayRequest(
                new RunId(request.string("replay")),
                Request.ceilings(request),
                new Limits(
                        request.optionalPositive("maxCost"),
                        request.optionalInteger("maxRefused", 0, 1_000_000_000).orElse(Limits.DEFAULT_MAX_REFUSED)));
        request.end();
        return read;
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("replay", original.text());
        Request.writeCeilings(ceilings, json);
        limits.maxCost().ifPresent(dollars -> json.put("maxCost", dollars));
        return json.put("maxRefused", limits.maxRefused());
    }
}
