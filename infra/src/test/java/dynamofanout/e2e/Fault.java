// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A fault that LocalStack shall show.
 *
 * @param account whose calls
 * @param operation of DynamoDB
 * @param table that the call's body names
 * @param also what the body must contain besides; empty: anything
 * @param error code of the answer; {@code UnprocessedItems}: a batch is accepted and nothing of it done; {@code
 *     UnknownItem}: an item comes back as unprocessed that was never sent, which ends the segment
 * @param probability with which a call fails
 */
record Fault(String account, String operation, String table, String also, String error, double probability) {
    static Fault of(String account, String operation, String table, String error, double probability) {
        return new Fault(account, operation, table, "", error, probability);
    }

    static String json(Fault... faults) {
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        for (Fault fault : faults) {
            rules.addObject()
                    .put("account", fault.account)
                    .put("operation", fault.operation)
                    .put("error", fault.error)
                    .put("probability", fault.probability)
                    .putArray("contains")
                    .add("\"" + fault.table + "\"")
                    .add(fault.also);
        }
        return rules.toString();
    }
}
