// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import dynamofanout.request.Request;

/**
 * A plan that was shown to a user, with its request. An execution with an equal request carries out exactly this plan.
 */
public record Proposal(Request request, Plan plan) {
    public static final int FORMAT = 1;

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        json.set("request", request.json());
        json.set("plan", plan.json());
        return json;
    }

    public static Proposal read(JsonNode json) {
        return new Proposal(
                Request.read(InputObject.of("the proposed request", json.path("request"))),
                Plan.read(json.path("plan")));
    }
}
