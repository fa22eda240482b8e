// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** Creates on-demand tables with any key. */
public final class TestTables {
    private TestTables() {}

    public static void create(DynamoDbClient sdk, String table, KeySchema key) {
        List<AttributeDefinition> definitions = new ArrayList<>();
        List<KeySchemaElement> elements = new ArrayList<>();
        for (KeyAttribute attribute : key.attributes()) {
            KeyType type = elements.isEmpty() ? KeyType.HASH : KeyType.RANGE;
            definitions.add(AttributeDefinition.builder()
                    .attributeName(attribute.name())
                    .attributeType(attribute.type())
                    .build());
            elements.add(KeySchemaElement.builder()
                    .attributeName(attribute.name())
                    .keyType(type)
                    .build());
        }
        sdk.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(definitions)
                .keySchema(elements));
    }
}
