// SPDX-License-Identifier: Apache-2.0
package dynamofanout.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlainJsonTest {
    @ParameterizedTest
    @CsvSource({
        "0.30000000000000004,0.3",
        "2.18e-6,0.00000218",
        "2.1799999999999999e-6,0.00000218",
        "100.5,100.5",
        "3,3",
        "56000,56000",
        "12345678901.25,12345678901.25",
        "0,0",
        "-1.5,-1.5"
    })
    void a_computed_number_has_neither_binary_dust_nor_an_exponent(double number, String text) {
        assertThat(PlainJson.text(JsonNodeFactory.instance.objectNode().put("cost", number)))
                .isEqualTo("{\"cost\":" + text + "}");
    }

    @Test
    void a_number_of_an_item_keeps_all_of_its_digits() {
        var number = new BigDecimal("12345678901234567890.123456789012345678");

        assertThat(PlainJson.text(JsonNodeFactory.instance.arrayNode().add(number)))
                .isEqualTo("[12345678901234567890.123456789012345678]");
    }

    @Test
    void everything_else_is_ordinary_json() {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("text", "Zürich \"a\"")
                .put("whole", 7L)
                .putNull("nothing");

        assertThat(PlainJson.text(node)).isEqualTo(node.toString());
    }
}
