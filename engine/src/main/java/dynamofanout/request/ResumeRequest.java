// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import java.math.BigDecimal;
import java.util.Optional;

/** A request to continue a run from its checkpoints. Values that are given replace those that the run had. */
public record ResumeRequest(
        RunId run,
        Ceilings ceilings,
        Optional<BigDecimal> maxCost,
        Optional<Integer> maxRefused,
        Optional<Integer> maxDeletes)
        implements Request {
    public ResumeRequest {
        maxCost = maxCost.map(Decimals::plain);
    }

    static ResumeRequest read(InputObject request) {
        var read = new ResumeRequest(
                new RunId(request.string("resume")),
                Request.ceilings(request),
                request.optionalPositive("maxCost"),
                request.optionalInteger("maxRefused", 0, 1_000_000_000),
                request.optionalInteger("maxDeletes", 0, 1_000_000_000));
        request.end();
        return read;
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("resume", run.text());
        Request.writeCeilings(ceilings, json);
        maxCost.ifPresent(dollars -> json.put("maxCost", dollars));
        maxRefused.ifPresent(items -> json.put("maxRefused", items));
        maxDeletes.ifPresent(items -> json.put("maxDeletes", items));
        return json;
    }
}
