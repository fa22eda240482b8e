// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.table.RawDescription;
import dynamofanout.table.TestClient;
import dynamofanout.testing.LoopbackDynamoDb;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** What a new table lacks; DynamoDB Local does not know the calls about the other settings, as if they were denied. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UncopiedSettingsIT {
    private static final LoopbackDynamoDb DYNAMO = LoopbackDynamoDb.start();
    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    @AfterAll
    static void stop() {
        HTTP.close();
        DYNAMO.close();
    }

    @Test
    void warm_throughput_beyond_that_of_a_new_table_is_named_with_the_command_that_buys_it() {
        assertThat(uncopied(table(12_000, 9_000)))
                .contains("warm throughput of 12000 reads/s and 9000 writes/s: aws dynamodb update-table --table-name"
                        + " New --warm-throughput ReadUnitsPerSecond=12000,WriteUnitsPerSecond=9000");
    }

    @Test
    void warm_throughput_of_every_new_table_is_not_named() {
        assertThat(uncopied(table(12_000, 4_000))).noneMatch(words -> words.contains("warm"));
    }

    private static List<String> uncopied(ObjectNode described) {
        var setup =
                TestClient.over(HTTP).with(DYNAMO.endpoint()).table("Orders").setup();
        return UncopiedSettings.of(setup, RawDescription.of(described), "New").stream()
                .map(NotCopied::words)
                .toList();
    }

    private static ObjectNode table(long reads, long writes) {
        ObjectNode table = JsonNodeFactory.instance
                .objectNode()
                .put("TableName", "Orders")
                .put("TableArn", "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders")
                .put("TableStatus", "ACTIVE");
        table.putArray("KeySchema").addObject().put("AttributeName", "id").put("KeyType", "HASH");
        table.putArray("AttributeDefinitions")
                .addObject()
                .put("AttributeName", "id")
                .put("AttributeType", "S");
        table.putObject("WarmThroughput").put("ReadUnitsPerSecond", reads).put("WriteUnitsPerSecond", writes);
        return table;
    }
}
