// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyQueryTest {
    private static final ItemKey KEY =
            ItemKey.ofObject(Slice.of("{\"customer\":{\"S\":\"C-17\"},\"order\":{\"N\":\"7.0\"}}"));

    @Test
    void names_the_key_by_placeholders() {
        assertThat(KeyQuery.body("\"Orders\"", KEY, ReadOptions.CONSISTENT, "\"Last\":1"))
                .isEqualTo("{\"TableName\":\"Orders\","
                        + "\"KeyConditionExpression\":\"#fanoutKey0 = :fanoutKey0 AND #fanoutKey1 = :fanoutKey1\","
                        + "\"ExpressionAttributeNames\":{\"#fanoutKey0\":\"customer\",\"#fanoutKey1\":\"order\"},"
                        + "\"ExpressionAttributeValues\":{\":fanoutKey0\":{\"S\":\"C-17\"},"
                        + "\":fanoutKey1\":{\"N\":\"7.0\"}},\"ConsistentRead\":true,\"Last\":1}");
    }

    @Test
    void adds_a_filter_with_its_placeholders() {
        Filter filter = new Filter("#s = :s", Map.of("#s", "status"), Map.of(":s", "{\"S\":\"open\"}"));

        assertThat(KeyQuery.body("\"Orders\"", KEY, new ReadOptions(false, Optional.of(filter)), "\"Last\":1"))
                .isEqualTo("{\"TableName\":\"Orders\","
                        + "\"KeyConditionExpression\":\"#fanoutKey0 = :fanoutKey0 AND #fanoutKey1 = :fanoutKey1\","
                        + "\"FilterExpression\":\"#s = :s\","
                        + "\"ExpressionAttributeNames\":{\"#fanoutKey0\":\"customer\",\"#fanoutKey1\":\"order\","
                        + "\"#s\":\"status\"},\"ExpressionAttributeValues\":{\":fanoutKey0\":{\"S\":\"C-17\"},"
                        + "\":fanoutKey1\":{\"N\":\"7.0\"},\":s\":{\"S\":\"open\"}},"
                        + "\"ConsistentRead\":false,\"Last\":1}");
    }
}
