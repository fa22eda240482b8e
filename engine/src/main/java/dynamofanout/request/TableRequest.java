// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A table that a request names.
 *
 * @param environment a name in {@code fanout.json}, otherwise an AWS profile
 * @param table name or ARN
 */
public record TableRequest(String environment, String table) {
    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("environment", environment)
                .put("table", table);
    }
}
