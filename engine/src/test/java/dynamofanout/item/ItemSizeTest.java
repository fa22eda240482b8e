// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * By hand from "DynamoDB item sizes and formats" of the developer guide. Certain there: names, strings, binary, Boolean,
 * null, lists and maps. Uncertain: numbers ("approximately" one byte per two significant digits plus one; the byte of
 * the minus sign and the rounding of odd digits are observed by others, not written there) and sets, of which the guide
 * only implies that they are the sum of their elements.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ItemSizeTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{}                                                   | 0",
                "{\"a\":{\"S\":\"\"}}                                 | 1 ",
                "{\"name\":{\"S\":\"hello\"}}                         | 9",
                "{\"ü\":{\"S\":\"€😀\"}}                              | 9",
                "{\"\\u00fc\":{\"S\":\"\\u20ac\\ud83d\\ude00\\n\"}}   | 10",
                "{\"a\":{\"S\":\"x\"},\"bc\":{\"S\":\"yz\"}}          | 6",
                "{\"a\":{\"B\":\"\"}}                                 | 1",
                "{\"a\":{\"B\":\"AA==\"}}                             | 2",
                "{\"a\":{\"B\":\"AAE=\"}}                             | 3",
                "{\"a\":{\"B\":\"AAEC\"}}                             | 4",
                "{\"a\":{\"BOOL\":false}}                             | 2",
                "{\"a\":{\"NULL\":true}}                              | 2",
                "{\"a\":{\"L\":[]}}                                   | 4",
                "{\"a\":{\"M\":{}}}                                   | 4",
                "{\"a\":{\"L\":[{\"S\":\"xy\"},{\"BOOL\":true}]}}     | 9",
                "{\"a\":{\"M\":{\"bc\":{\"S\":\"xyz\"}}}}             | 10",
                "{\"a\":{\"L\":[{\"M\":{\"b\":{\"L\":[]}}}]}}         | 13",
            })
    void follows_the_guide(String item, int bytes) {
        assertThat(ItemSize.bytes(Slice.of(item))).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, 1",
        "1, 2",
        "12, 2",
        "123, 3",
        "100, 2",
        "0.05, 2",
        "10.01, 3",
        "1E125, 2",
        "1.50E-130, 2",
        "12345678901234567890123456789012345678, 20",
    })
    void numbers_take_about_a_byte_for_two_digits(String number, int bytes) {
        assertThat(ItemSize.bytes(Slice.of("{\"a\":{\"N\":\"" + number + "\"}}")))
                .isEqualTo(1 + bytes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"a\":{\"N\":\"-1\"}}                        | 4",
                "{\"a\":{\"SS\":[\"x\",\"yz\"]}}               | 4",
                "{\"a\":{\"NS\":[\"1\",\"123\"]}}              | 6",
                "{\"a\":{\"BS\":[\"AA==\",\"AAEC\"]}}          | 5",
            })
    void what_the_guide_leaves_open(String item, int bytes) {
        assertThat(ItemSize.bytes(Slice.of(item))).isEqualTo(bytes);
    }
}
