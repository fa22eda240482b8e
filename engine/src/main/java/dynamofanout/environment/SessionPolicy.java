// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Session policy that limits an assumed role to one table and one use of it, whatever the role itself may do. It does
 * not limit which KMS keys DynamoDB may use, because the table's key is unknown before the table is described.
 */
record SessionPolicy(Environment environment, TableName table, TableUse use) {
    /**
     * The policy as JSON. It has at most about 1,600 of the 2,048 characters that STS takes (a table's name has up to
     * 255).
     */
    String json() {
        ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        ObjectNode statement = statements.addObject().put("Effect", "Allow");
        use.actions().forEach(statement.putArray("Action")::add);
        ArrayNode resources = statement.putArray("Resource");
        resources.add(arn()).add(arn() + use.besides());
        if (use == TableUse.READ || use == TableUse.WRITE) {
            resources.add(TableUse.globalTableArn(
                    environment.region(), table.account().orElse(environment.account()), table.name()));
        }
        ObjectNode keys = statements.addObject().put("Effect", "Allow");
        use.keyActions().forEach(keys.putArray("Action")::add);
        keys.put("Resource", "*");
        keys.putObject("Condition")
                .putObject("StringEquals")
                .put("kms:ViaService", TableUse.viaService(environment.region()));
        return policy.toString();
    }

    private String arn() {
        if (table.isArn()) {
            return table.given();
        }
        String partition = Partition.of(environment.region());
        return "arn:" + partition + ":dynamodb:" + environment.region() + ":" + environment.account() + ":table/"
                + table.name();
    }
}
