// SPDX-License-Identifier: Apache-2.0
package dynamofanout.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InputObjectTest {
    @Test
    void reads_what_begins_with_a_byte_order_mark() {
        InputObject object = InputObject.parse("fanout.json", "\uFEFF{\"mode\": \"missing\"}");

        assertThat(object.string("mode")).isEqualTo("missing");
    }

    @Test
    void reads_what_is_there() {
        InputObject input = InputObject.parse(
                "the file", "{\"a\":\"x\",\"b\":true,\"c\":7,\"d\":0.5,\"e\":[\"y\",\"z\"],\"f\":{\"g\":{\"h\":{}}}}");

        assertThat(input.string("a")).isEqualTo("x");
        assertThat(input.flag("b")).isTrue();
        assertThat(input.optionalInteger("c", 1, 7)).contains(7);
        assertThat(input.optionalPositive("d").orElseThrow()).isEqualByComparingTo("0.5");
        assertThat(input.optionalStrings("e")).contains(List.of("y", "z"));
        assertThat(input.object("f").objects("g")).containsOnlyKeys("h");
    }

    @Test
    void what_is_not_there_is_empty_or_false() {
        InputObject input = InputObject.parse("the file", "{\"a\":null}");

        assertThat(input.has("a")).isFalse();
        assertThat(input.optionalString("a")).isEmpty();
        assertThat(input.flag("b")).isFalse();
        assertThat(input.optionalInteger("c", 0, 1)).isEmpty();
        assertThat(input.optionalPositive("d")).isEmpty();
        assertThat(input.optionalStrings("e")).isEmpty();
        assertThat(input.optionalObject("f")).isEmpty();
        assertThat(input.optionalChoice("g", List.of("x"))).isEmpty();
        input.end();
    }

    @Test
    void names_that_the_user_chose_come_in_the_order_they_were_written() {
        InputObject input = InputObject.parse("the file", "{\"environments\":{\"z\":{},\"a\":{},\"m\":{}}}");

        assertThat(input.objects("environments").keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void fields_are_named_by_their_whole_path() {
        InputObject input = InputObject.parse("the file", "{\"a\":{\"b\":{\"c\":1}}}");

        assertThatThrownBy(() -> input.object("a").object("b").string("c"))
                .isInstanceOfSatisfying(
                        BadInput.class, e -> assertThat(e.field()).contains("a.b.c"))
                .hasMessage("a.b.c must be a string that is not empty, got: 1");
        assertThatThrownBy(() -> input.object("a").string("x"))
                .isInstanceOfSatisfying(
                        BadInput.class, e -> assertThat(e.field()).contains("a.x"))
                .hasMessage("field \"a.x\" is missing in the file");
    }

    @Test
    void fields_that_nobody_asked_for_are_refused() {
        assertRefused(
                "{\"a\":\"\",\"profil\":1}",
                input -> input.has("profile"),
                "unknown field \"a\" in the file; allowed:" + " profile");
        assertRefused(
                "{\"profil\":1}",
                input -> input.has("profile"),
                "unknown field \"profil\" in the file; did you mean \"profile\"?");
    }

    @Test
    void lists_must_be_lists_of_strings() {
        assertThatThrownBy(() -> InputObject.parse("the file", "{\"a\":\"x\"}").optionalStrings("a"))
                .hasMessage("a must be a list of strings, got: \"x\"");
        assertThatThrownBy(
                        () -> InputObject.parse("the file", "{\"a\":[\"x\",1]}").optionalStrings("a"))
                .hasMessage("a must be a list of strings that are not empty, got: 1");
        assertThatThrownBy(() -> InputObject.parse("the file", "{\"a\":[\"\"]}").optionalStrings("a"))
                .hasMessage("a must be a list of strings that are not empty, got: \"\"");
    }

    @Test
    void long_values_are_cut_in_messages() {
        String value = "x".repeat(200);

        assertThatThrownBy(() -> InputObject.parse("the file", "{\"a\":\"" + value + "\"}")
                        .flag("a"))
                .hasMessage("a must be true or false, got: \"" + "x".repeat(76) + "...");
    }

    @Test
    void a_rule_of_the_caller_s_own_is_told_in_the_same_words() {
        InputObject input = InputObject.parse("the file", "{\"region\":\"mars\"}");

        assertThat(input.wrong("region", "a Region")).hasMessage("region must be a Region, got: \"mars\"");
        assertThat(input.wrong("account", "an account")).hasMessage("account must be an account, got: nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":1,} | the file must be JSON, got an error in line 1, column 8: Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
                "{\"a\":1} x | the file must be JSON, got an error in line 1, column 9: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "{\"a\":1}{} | the file must be JSON, got an error in line 1, column 8: there is more after its end",
                "\"a\" | the file must be a JSON object, got: \"a\""
            })
    void what_is_no_json_object_is_said_so_and_where(String json, String sentence) {
        assertThatThrownBy(() -> InputObject.parse("the file", json))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    @Test
    void nothing_is_no_json() {
        assertThatThrownBy(() -> InputObject.parse("the file", ""))
                .isInstanceOf(BadInput.class)
                .hasMessage("the file must be a JSON object, got: nothing");
    }

    private static void assertRefused(String json, Consumer<InputObject> reads, String sentence) {
        InputObject input = InputObject.parse("the file", json);
        reads.accept(input);
        assertThatThrownBy(input::end).isInstanceOf(BadInput.class).hasMessage(sentence);
    }
}
