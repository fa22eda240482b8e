// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class ItemEqualityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":{\"N\":\"1\"}} | {\"a\":{\"N\":\"1.00\"}}",
                "{\"a\":{\"N\":\"-0\"}} | {\"a\":{\"N\":\"0\"}}",
                "{\"a\":{\"N\":\"1E+2\"}} | { \"a\" : { \"N\" : \"100\" } }",
                "{\"a\":{\"S\":\"\\u00fc/\"}} | {\"a\":{\"S\":\"ü\\/\"}}",
                "{\"a\":{\"SS\":[\"x\",\"y\"]}} | {\"a\":{\"SS\":[\"y\",\"x\"]}}",
                "{\"a\":{\"NS\":[\"1.0\",\"2\"]}} | {\"a\":{\"NS\":[\"2\",\"1\"]}}",
                "{\"a\":{\"BS\":[\"AA==\",\"AQ==\"]}} | {\"a\":{\"BS\":[\"AQ==\",\"AA==\"]}}",
                "{\"a\":{\"S\":\"\"},\"b\":{\"NULL\":true}} | {\"b\":{\"NULL\":true},\"a\":{\"S\":\"\"}}",
                "{\"a\":{\"M\":{\"x\":{\"N\":\"1\"},\"y\":{\"L\":[]}}}} | {\"a\":{\"M\":{\"y\":{\"L\":[]},\"x\":{\"N\":\"1.0\"}}}}",
                "{\"a\":{\"S\":\"x\"},\"aws:rep:updatetime\":{\"N\":\"1\"}} | {\"a\":{\"S\":\"x\"},\"aws:rep:deleting\":{\"BOOL\":true}}",
            })
    void items_that_dynamodb_takes_for_the_same_are_equal(String left, String right) {
        assertThat(ItemEquality.areEqual(Slice.of(left), Slice.of(right))).isTrue();
        assertThat(ItemEquality.differing(Slice.of(left), Slice.of(right))).isEmpty();
        assertThat(ItemEquality.digest(Slice.of(left))).isEqualTo(ItemEquality.digest(Slice.of(right)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":{\"N\":\"1\"}} | {\"a\":{\"S\":\"1\"}}",
                "{\"a\":{\"S\":\"1\"}} | {\"a\":{\"S\":\"1.0\"}}",
                "{\"a\":{\"S\":\"AA==\"}} | {\"a\":{\"B\":\"AA==\"}}",
                "{\"a\":{\"N\":\"12345678901234567890123456789012345678\"}} | {\"a\":{\"N\":\"12345678901234567890123456789012345679\"}}",
                "{\"a\":{\"L\":[{\"S\":\"x\"},{\"S\":\"y\"}]}} | {\"a\":{\"L\":[{\"S\":\"y\"},{\"S\":\"x\"}]}}",
                "{\"a\":{\"SS\":[\"x\"]}} | {\"a\":{\"L\":[{\"S\":\"x\"}]}}",
                "{\"a\":{\"SS\":[\"ab\",\"c\"]}} | {\"a\":{\"SS\":[\"a\",\"bc\"]}}",
                "{\"a\":{\"BOOL\":true}} | {\"a\":{\"BOOL\":false}}",
                "{\"a\":{\"S\":\"\"}} | {}",
                "{\"a\":{\"M\":{\"aws:rep:x\":{\"S\":\"\"}}}} | {\"a\":{\"M\":{}}}",
            })
    void items_that_dynamodb_tells_apart_are_different(String left, String right) {
        assertThat(ItemEquality.areEqual(Slice.of(left), Slice.of(right))).isFalse();
        assertThat(ItemEquality.differing(Slice.of(left), Slice.of(right))).containsExactly("a");
        assertThat(ItemEquality.digest(Slice.of(left))).isNotEqualTo(ItemEquality.digest(Slice.of(right)));
    }

    @Test
    void names_the_attributes_that_differ_in_order() {
        assertThat(ItemEquality.differing(
                        Slice.of("{\"c\":{\"S\":\"1\"},\"same\":{\"S\":\"\"},\"a\":{\"S\":\"1\"}}"),
                        Slice.of("{\"same\":{\"S\":\"\"},\"b\":{\"S\":\"1\"},\"c\":{\"S\":\"2\"}}")))
                .containsExactly("a", "b", "c");
    }
}
