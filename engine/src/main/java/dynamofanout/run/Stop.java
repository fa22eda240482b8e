// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request to stop a run in order.
 *
 * @param cause who wants it
 * @param reason a sentence for the summary
 */
public record Stop(Cause cause, String reason) {
    /** Who wants a run to end. */
    public enum Cause {
        /** {@code fanout stop} or Ctrl-C. */
        USER,
        /** {@code maxCost} is reached. */
        BUDGET,
        /** More than {@code maxRefused} items were refused. */
        REFUSED,
        /** A mirror found more to delete than {@code maxDeletes}. */
        DELETES,
        /** A worker met what no other segment can escape: the verdict is {@code failed}. */
        FATAL
    }

    public ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("cause", cause.name()).put("reason", reason);
    }

    public static Stop read(JsonNode json) {
        return new Stop(
                Cause.valueOf(json.path("cause").asText()), json.path("reason").asText());
    }
}
