// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonStringsTest {
    @Test
    void a_text_without_escapes_is_not_copied() {
        Slice escaped = Slice.of("plain ü 😀");

        assertThat(JsonStrings.unescape(escaped)).isSameAs(escaped);
    }

    @Test
    void every_short_escape() {
        assertThat(unescaped("\\\"\\\\\\/\\b\\f\\n\\r\\t")).isEqualTo("\"\\/\b\f\n\r\t");
    }

    @Test
    void code_points_of_one_to_four_bytes() {
        assertThat(unescaped("\\u0000\\u0041\\u00fc\\u20AC\\ud83d\\uDE00!")).isEqualTo("\u0000Aü€😀!");
    }

    @Test
    void a_backslash_that_is_escaped_escapes_nothing() {
        assertThat(unescaped("\\\\u0041\\\\")).isEqualTo("\\u0041\\");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u", "\\u004", "\\ud83d\\u"})
    void an_escape_that_is_cut_off(String escaped) {
        assertThatThrownBy(() -> unescaped(escaped))
                .isInstanceOf(MalformedJson.class)
                .hasMessageStartingWith("an escape is cut off");
    }

    @Test
    void an_escape_that_is_no_hexadecimal_number() {
        assertThatThrownBy(() -> unescaped("ab\\u00g1"))
                .isInstanceOf(MalformedJson.class)
                .hasMessage("an escape is no hexadecimal number at byte 6");
    }

    @Test
    void quotes_what_must_be_escaped_and_nothing_else() {
        assertThat(JsonStrings.quoted("a\"b\\c\u0000\n/ü😀")).isEqualTo("\"a\\\"b\\\\c\\u0000\\u000a/ü😀\"");
    }

    private static String unescaped(String text) {
        return JsonStrings.unescape(Slice.of(text)).text();
    }
}
