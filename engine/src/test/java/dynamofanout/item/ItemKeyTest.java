// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ItemKeyTest {
    private static final KeySchema ORDERS =
            new KeySchema(List.of(new KeyAttribute("customer", "S")), List.of(new KeyAttribute("order", "N")));

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "1, 1E0",
        "100, 1E2",
        "100, 1e+2",
        "0, -0",
        "0, 0.00",
        "0, 0E10",
        "-1.50, -15e-1",
        "0.1, 1E-1",
        "1E125, 1000E122",
        "12345678901234567890123456789012345678, 12345678901234567890123456789012345678.0",
    })
    void numbers_are_the_same_by_value(String one, String other) {
        assertThat(number(one)).isEqualTo(number(other)).hasSameHashCodeAs(number(other));
    }

    @ParameterizedTest
    @CsvSource({
        "1, -1",
        "1, 10",
        "1E125, 1E124",
        "12345678901234567890123456789012345678, 12345678901234567890123456789012345679",
    })
    void numbers_of_different_value_are_different(String one, String other) {
        assertThat(number(one)).isNotEqualTo(number(other));
    }

    @Test
    void strings_are_the_same_however_they_are_escaped() {
        assertThat(of("{\"id\":{\"S\":\"a/\\u00fc\\ud83d\\ude00\\n\"}}", "id"))
                .isEqualTo(of("{\"id\":{\"S\":\"a\\/ü😀\\u000A\"}}", "id"));
    }

    @Test
    void strings_that_look_like_equal_numbers_are_different() {
        assertThat(of("{\"id\":{\"S\":\"1\"}}", "id")).isNotEqualTo(of("{\"id\":{\"S\":\"1.0\"}}", "id"));
    }

    @Test
    void binary_is_the_same_by_its_bytes() {
        assertThat(of("{\"id\":{\"B\":\"\\/\\/8=\"}}", "id")).isEqualTo(of("{\"id\":{\"B\":\"//8=\"}}", "id"));
        assertThat(of("{\"id\":{\"B\":\"//8=\"}}", "id")).isNotEqualTo(of("{\"id\":{\"B\":\"//4=\"}}", "id"));
    }

    @Test
    void a_type_is_part_of_a_key() {
        assertThat(of("{\"id\":{\"S\":\"1\"}}", "id")).isNotEqualTo(of("{\"id\":{\"N\":\"1\"}}", "id"));
    }

    @Test
    void is_found_wherever_its_attributes_stand() {
        String item =
                "{\"M\":{\"M\":{\"order\":{\"N\":\"9\"}}}, \"order\" : {\"N\" : \"7\"}, \"cu\\u0073tomer\":{\"S\":\"C-17\"}}";

        ItemKey key = ItemKey.of(Slice.of(item), ORDERS);

        assertThat(key.json()).isEqualTo("{\"customer\":{\"S\":\"C-17\"},\"order\":{\"N\" : \"7\"}}");
    }

    @Test
    void the_order_of_attributes_does_not_matter() {
        ItemKey fromItem = ItemKey.of(Slice.of("{\"order\":{\"N\":\"7.0\"},\"customer\":{\"S\":\"C\"}}"), ORDERS);

        ItemKey fromObject = ItemKey.ofObject(Slice.of("{\"order\":{\"N\":\"7\"},\"customer\":{\"S\":\"C\"}}"));

        assertThat(fromObject).isEqualTo(fromItem).hasSameHashCodeAs(fromItem);
    }

    @Test
    void names_that_must_be_escaped() {
        String name = "a\"b\\c\n:S:😀";
        String item = "{" + JsonStrings.quoted(name) + ":{\"S\":\"x\"}}";

        ItemKey key = of(item, name);

        assertThat(key.json()).isEqualTo("{\"a\\\"b\\\\c\\u000a:S:😀\":{\"S\":\"x\"}}");
        assertThat(ItemKey.ofObject(Slice.of(key.json()))).isEqualTo(key);
    }

    @Test
    void the_value_keeps_its_spelling() {
        assertThat(number("1.50E+3").json()).isEqualTo("{\"id\":{\"N\":\"1.50E+3\"}}");
    }

    @Test
    void an_item_without_a_key_attribute() {
        assertThatThrownBy(() -> ItemKey.of(Slice.of("{\"customer\":{\"S\":\"C\"}}"), ORDERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an item lacks its key attribute order");
    }

    @Test
    void a_key_attribute_without_a_value() {
        assertThatThrownBy(() -> of("{\"id\":{}}", "id"))
                .isInstanceOf(MalformedJson.class)
                .hasMessage("a key attribute has no value at byte 0");
    }

    @Test
    void shows_names_only() {
        assertThat(ItemKey.of(Slice.of("{\"order\":{\"N\":\"7\"},\"customer\":{\"S\":\"secret\"}}"), ORDERS))
                .hasToString("ItemKey[customer, order]");
    }

    private static ItemKey number(String value) {
        return of("{\"id\":{\"N\":\"" + value + "\"}}", "id");
    }

    private static ItemKey of(String item, String attribute) {
        return ItemKey.of(Slice.of(item), new KeySchema(List.of(new KeyAttribute(attribute, "?")), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "N, 2, 10",
        "N, -10, -2",
        "N, 1.0, 1.01",
        "N, 9E-3, 0.1",
        "S, a, b",
        "S, a, aa",
        "S, Z, a",
        "S, ～, 😀",
        "S, é, ～",
        "B, fw==, gA==",
        "B, AA==, AAA=",
    })
    void keys_of_a_partition_come_as_in_the_table(String type, String first, String second) {
        ItemKey one = inPartition(type, first);
        ItemKey other = inPartition(type, second);

        assertThat(one.compareSort(other)).isNegative();
        assertThat(other.compareSort(one)).isPositive();
        assertThat(one.compareSort(inPartition(type, first))).isZero();
        assertThat(one.partition()).isEqualTo(other.partition());
    }

    private static ItemKey inPartition(String type, String sort) {
        return ItemKey.of(
                Slice.of("{\"at\":{\"" + type + "\":\"" + sort + "\"},\"id\":{\"S\":\"p\"}}"),
                new KeySchema(List.of(new KeyAttribute("id", "S")), List.of(new KeyAttribute("at", type))));
    }
}
