// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dynamofanout.item.ItemSize;
import dynamofanout.item.JsonStrings;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.testing.LoopbackDynamoDb;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Against what DynamoDB Local charges: a unit per KB. Its own sizes are near, not equal to, the service's. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ItemSizeIT {
    private static final LoopbackDynamoDb DYNAMODB = LoopbackDynamoDb.start();
    private static final SdkHttpClient HTTP = Apache5.client(2);
    private static final ItemTable TABLE =
            TestClient.over(HTTP).with(DYNAMODB.endpoint()).table("Things");

    @BeforeAll
    static void creates_a_table() {
        try (DynamoDbClient sdk = DYNAMODB.client("test")) {
            TestTables.create(sdk, "Things", new KeySchema(List.of(new KeyAttribute("id", "S")), List.of()));
        }
    }

    @AfterAll
    static void stop() {
        HTTP.close();
        DYNAMODB.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"S\":\"twenty-five bytes of text\"}      | 2000",
                "{\"S\":\"ü€😀\\u00fc\\n\"}                 | 3000",
                "{\"B\":\"AAECAwQFBgcICQoLDA0ODw==\"}       | 2000",
                "{\"BOOL\":true}                            | 10000",
                "{\"L\":[{\"S\":\"a\"},{\"S\":\"bc\"},{\"NULL\":true}]}    | 3000",
                "{\"M\":{\"a\":{\"S\":\"x\"},\"bc\":{\"S\":\"yz\"}}}       | 3000",
                "{\"N\":\"12345678901234567890123456789012345678\"}         | 3000",
                "{\"SS\":[\"a\",\"bcdefghijk\"]}            | 3000",
            })
    void is_near_what_is_charged(String value, int copies) {
        Slice item = item(value, copies);

        double charged = charged(item);

        assertThat(kilobytes(item)).isCloseTo(charged, within(1.0));
    }

    /** DynamoDB Local takes digits by pairs from the decimal point on, so 1.5 fills two bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1.5E-20", "10", "0.1"})
    void numbers_may_be_a_byte_longer(String number) {
        int copies = 10_000;
        Slice item = item("{\"N\":\"" + number + "\"}", copies);

        double charged = charged(item);

        assertThat(charged - kilobytes(item)).isBetween(-1.0, 1 + copies / 1024.0);
    }

    private static Slice item(String value, int copies) {
        // a key of its own: a write is charged by the larger of the old and the new item
        var json = new StringBuilder("{\"id\":{\"S\":" + JsonStrings.quoted(value) + "}");
        for (int i = 0; i < copies; i++) {
            json.append(",\"").append(100_000 + i).append("\":").append(value);
        }
        return Slice.of(json.append('}').toString());
    }

    private static double charged(Slice item) {
        return TABLE.write(List.of(item), Long.MAX_VALUE).units();
    }

    private static double kilobytes(Slice item) {
        return Math.ceil(ItemSize.bytes(item) / 1024.0);
    }
}
