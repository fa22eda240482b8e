// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;

/** What a user asks for. It is the input of an execution, and the part {@code request} of a run. */
public sealed interface Request permits CopyRequest, ReplayRequest, ResumeRequest, SetRequest {
    /** The same request as JSON; reading it again gives an equal one. */
    ObjectNode json();

    /** Reads a request strictly; failures are {@link dynamofanout.input.BadInput}. */
    static Request read(InputObject request) {
        if (request.has("resume")) {
            return ResumeRequest.read(request);
        }
        if (request.has("replay")) {
            return ReplayRequest.read(request);
        }
        return SetRequest.isMeant(request) ? SetRequest.read(request) : CopyRequest.read(request);
    }

    static Ceilings ceilings(InputObject request) {
        return request.optionalObject("ceilings").map(Ceilings::read).orElse(Ceilings.NONE);
    }

    static void writeCeilings(Ceilings ceilings, ObjectNode json) {
        if (!ceilings.areNone()) {
            json.set("ceilings", ceilings.json());
        }
    }
}
