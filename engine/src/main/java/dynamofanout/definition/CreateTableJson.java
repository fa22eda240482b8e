// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes a definition as the JSON of CreateTable. CloudFormation spells most of it the same way: keys, types, indexes,
 * billing, stream, class and protection, and also encryption and tags except for one field.
 */
final class CreateTableJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CreateTableJson() {}

    /** The whole request. Local indexes can only be created together with their table. */
    static ObjectNode request(TableDefinition table) {
        ObjectNode json = of(table);
        table.streamView().ifPresent(view -> json.putObject("StreamSpecification")
                .put("StreamEnabled", true)
                .put("StreamViewType", view));
        table.features().kmsKey().ifPresent(key -> json.putObject("SSESpecification")
                .put("Enabled", true)
                .put("SSEType", "KMS")
                .put("KMSMasterKeyId", key));
        return json;
    }

    /** The part that CreateTable and CloudFormation have in common. */
    static ObjectNode of(TableDefinition table) {
        ObjectNode json = JSON.objectNode().put("TableName", table.name());
        ArrayNode attributes = json.putArray("AttributeDefinitions");
        table.attributes()
                .forEach((name, type) ->
                        attributes.addObject().put("AttributeName", name).put("AttributeType", type));
        json.set("KeySchema", key(table.key()));
        indexes(json, "LocalSecondaryIndexes", table.localIndexes());
        indexes(json, "GlobalSecondaryIndexes", table.globalIndexes());
        json.put("BillingMode", table.isProvisioned() ? "PROVISIONED" : "PAY_PER_REQUEST");
        json.setAll(table.throughput().fields());
        if (!table.isStandardClass()) {
            json.put("TableClass", table.tableClass());
        }
        if (table.features().isDeletionProtected()) {
            json.put("DeletionProtectionEnabled", true);
        }
        if (!table.features().tags().isEmpty()) {
            ArrayNode tags = json.putArray("Tags");
            table.features()
                    .tags()
                    .forEach((name, value) -> tags.addObject().put("Key", name).put("Value", value));
        }
        return json;
    }

    private static ArrayNode key(List<KeyPart> key) {
        ArrayNode json = JSON.arrayNode();
        key.forEach(
                part -> json.addObject().put("AttributeName", part.attribute()).put("KeyType", part.type()));
        return json;
    }

    private static void indexes(ObjectNode table, String field, List<IndexDefinition> indexes) {
        if (indexes.isEmpty()) {
            return;
        }
        ArrayNode json = table.putArray(field);
        for (IndexDefinition index : indexes) {
            ObjectNode one = json.addObject().put("IndexName", index.name());
            one.set("KeySchema", key(index.key()));
            ObjectNode projection = one.putObject("Projection").put("ProjectionType", index.projection());
            if (!index.included().isEmpty()) {
                ArrayNode included = projection.putArray("NonKeyAttributes");
                index.included().forEach(included::add);
            }
            one.setAll(index.throughput().fields());
        }
    }
}
