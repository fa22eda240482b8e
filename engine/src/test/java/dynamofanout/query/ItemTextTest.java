// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.item.Slice;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ItemTextTest {
    private static final String ITEM = "{\"n\":{\"N\":\"-12345678901234567890.123456789012345678\"},"
            + "\"big\":{\"N\":\"1E+125\"},\"s\":{\"S\":\"a\\\"\\u0001ü😀\"},\"b\":{\"B\":\"AP8=\"},"
            + "\"no\":{\"BOOL\":false},\"nil\":{\"NULL\":true},\"ss\":{\"SS\":[\"x\",\"y\"]},\"ns\":{\"NS\":[\"1\",\"2.50\"]},"
            + "\"bs\":{\"BS\":[\"AQ==\"]},\"l\":{\"L\":[{\"N\":\"1\"},{\"L\":[]},{\"M\":{}}]},"
            + "\"m\":{\"M\":{\"N\":{\"S\":\"named like a type\"},\"deep\":{\"M\":{\"x\":{\"N\":\"0.10\"}}}}}}";

    @Test
    void writes_numbers_with_all_their_digits_and_every_type_as_ordinary_json() {
        String plain = ItemText.of(Slice.of(ITEM), Format.PLAIN, Set.of());

        assertThat(plain)
                .isEqualTo("{\"n\":-12345678901234567890.123456789012345678,\"big\":1E+125,\"s\":\"a\\\"\\u0001ü😀\","
                        + "\"b\":\"AP8=\",\"no\":false,\"nil\":null,\"ss\":[\"x\",\"y\"],\"ns\":[1,2.50],\"bs\":[\"AQ==\"],"
                        + "\"l\":[1,[],{}],\"m\":{\"N\":\"named like a type\",\"deep\":{\"x\":0.10}}}");
    }

    @Test
    void writes_dynamodb_json_as_it_came() {
        assertThat(ItemText.of(Slice.of(ITEM), Format.DYNAMODB, Set.of())).isEqualTo(ITEM);
    }

    @Test
    void leaves_out_what_only_came_along() throws JsonProcessingException {
        var json = new JsonMapper();

        for (Format format : Format.values()) {
            String text = ItemText.of(Slice.of(ITEM), format, Set.of("l", "m", "s"));
            assertThat(json.readTree(text).fieldNames())
                    .toIterable()
                    .containsExactly("n", "big", "b", "no", "nil", "ss", "ns", "bs");
        }
    }
}
