// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a definition as a CloudFormation template of one table, in JSON. */
final class CloudFormationText {
    private CloudFormationText() {}

    static String of(TableDefinition table) {
        ObjectNode properties = CreateTableJson.of(table);
        table.streamView()
                .ifPresent(view -> properties.putObject("StreamSpecification").put("StreamViewType", view));
        table.features().kmsKey().ifPresent(key -> properties
                .putObject("SSESpecification")
                .put("SSEEnabled", true)
                .put("SSEType", "KMS")
                .put("KMSMasterKeyId", key));
        table.features().timeToLive().ifPresent(attribute -> properties
                .putObject("TimeToLiveSpecification")
                .put("AttributeName", attribute)
                .put("Enabled", true));
        if (table.features().isRecoverable()) {
            properties.putObject("PointInTimeRecoverySpecification").put("PointInTimeRecoveryEnabled", true);
        }
        ObjectNode template = JsonNodeFactory.instance.objectNode().put("AWSTemplateFormatVersion", "2010-09-09");
        template.putObject("Resources")
                .putObject(logicalId(table.name()))
                .put("Type", "AWS::DynamoDB::Table")
                .set("Properties", properties);
        return template.toPrettyString();
    }

    /** The logical id: letters and digits only. */
    private static String logicalId(String table) {
        return "Table" + table.replaceAll("[^0-9A-Za-z]", "");
    }
}
