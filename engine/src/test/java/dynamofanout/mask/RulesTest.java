// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import static dynamofanout.mask.Masks.attributes;
import static dynamofanout.mask.Masks.mask;
import static dynamofanout.mask.Masks.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.item.Slice;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each rule makes of a value. The expected values of token, email, shape, name and shiftDays were computed by another
 * program in another language from the description in docs/masks.md.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RulesTest {
    @ParameterizedTest
    @CsvSource({
        "S, C-17, tywjrqkpagyxz4eii5doserk3h",
        "S, '', dapop7coc35zrzdr7qrymueefv",
        "S, Zoë 😀, vhypwtfg65vc6mtx4iq5rjkylg",
        "S, Zo\\u00eb \\ud83d\\ude00, vhypwtfg65vc6mtx4iq5rjkylg",
        "N, 1, -8025237876377275",
        "N, 1.000, -8025237876377275",
        "N, 0, 1063673369311776",
        "N, -0.0, 1063673369311776",
        "N, -9007199254740991, 3489569795715539",
        "N, 1.5, 82876057690378403553162204222253353250",
        "N, 15E-1, 82876057690378403553162204222253353250",
        "N, 9007199254740992, 70275401951691385009429852361560357199",
        "B, AAECAw==, bkRsC/1KBr6zchBzqYrnUw=="
    })
    void tokens_are_what_anyone_with_the_secret_computes(String type, String clear, String token) {
        assertThat(of("{'token': 'customer'}", type, clear)).isEqualTo(token);
    }

    @Test
    void a_prefix_stands_before_tokens_of_strings() {
        assertThat(of("{'token': 'customer', 'prefix': 'cust-'}", "S", "C-17"))
                .isEqualTo("cust-tywjrqkpagyxz4eii5doserk3h");
    }

    @Test
    void another_label_type_or_secret_makes_another_token() {
        String token = of("{'token': 'customer'}", "S", "17");

        assertThat(of("{'token': 'order'}", "S", "17")).isNotEqualTo(token);
        assertThat(of("{'token': 'customer'}", "N", "17")).isNotEqualTo(token);
        Masker other = Masker.of(
                Masks.file("{\"attributes\": {\"v\": {\"token\": \"customer\"}}}")
                        .table("Orders"),
                Masks.secret("another secret of 32 characters!"),
                Masks.KEY);
        assertThat(mask(other, "{'v':{'S':'17'}}")).doesNotContain(token);
    }

    @Test
    void label_and_value_do_not_run_into_each_other() {
        assertThat(of("{'token': 'ab'}", "S", "c")).isNotEqualTo(of("{'token': 'a'}", "S", "bc"));
    }

    @Test
    void integers_stay_different_integers() {
        Set<Long> tokens = new HashSet<>();
        Masker masker = attributes("'v': {'token': 't'}");

        LongStream.range(-500, 500).forEach(clear -> {
            String masked = mask(masker, "{'v':{'N':'" + clear + "'}}");
            tokens.add(Long.parseLong(masked.substring(11, masked.length() - 3)));
        });

        assertThat(tokens).hasSize(1_000).allMatch(token -> Math.abs(token) <= IntegerPermutation.MOST);
    }

    @Test
    void an_email_reaches_nobody() {
        assertThat(of("{'email': 'customer'}", "S", "ada@example.com"))
                .isEqualTo("az5slzojsttpw4wi7brkq3icme@example.invalid");
        assertThat(of("{'email': 'customer', 'domain': 'test.example.org'}", "S", "ada@example.com"))
                .isEqualTo("az5slzojsttpw4wi7brkq3icme@test.example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "phone, +49 170 1234-567 Ext. Ab, +16 248 6414-510 Zmk. Cg",
        "text, The quick brown fox jumps over the lazy dog 1234567890, Qhk wjgnr uqpxw rcv mwisz modu wzt hobl eyl"
                + " 0218359507"
    })
    void a_shape_keeps_case_and_places(String label, String clear, String masked) {
        assertThat(of("{'shape': '" + label + "'}", "S", clear)).isEqualTo(masked);
    }

    @Test
    void a_shape_can_keep_the_beginning_and_the_end() {
        assertThat(of("{'shape': 'p', 'keepFirst': 3, 'keepLast': 2}", "S", "+49 170 1234"))
                .startsWith("+49 ")
                .endsWith("34")
                .isNotEqualTo("+49 170 1234");
        assertThat(of("{'shape': 'p', 'keepLast': 4}", "S", "1234"))
                .isNotEqualTo("1234")
                .matches("[0-9]{4}");
        assertThat(of("{'shape': 'p', 'keepFirst': 2}", "S", "ab--"))
                .isNotEqualTo("ab--")
                .matches("[a-z]{2}--");
    }

    @ParameterizedTest
    @CsvSource({
        "é, [a-z]",
        "Ж, [А-Я]",
        "ж, [а-я]",
        "Ω, [Α-Ρ]",
        "漢字, '[\\x{4E00}-\\x{9FA5}]{2}'",
        "שלום, '[א-ת]{4}'",
        "٣, '[٠-٩]'",
        "ª, '[a-z]'",
        "ı İ, '[a-z] [A-Z]'",
        "½, '[①-⑳]'",
        "--- !, '--- !'"
    })
    void a_shape_changes_letters_and_digits_of_every_script(String clear, String pattern) {
        String masked = of("{'shape': 't'}", "S", clear);

        assertThat(masked).matches(pattern);
        assertThat(masked.equals(clear)).isEqualTo(clear.equals("--- !"));
    }

    @ParameterizedTest
    @CsvSource({"170123400, [1-9][0-9]{8}", "-12.50, '-[1-9][0-9](\\.[0-9])?'", "0, [1-9]", "1E+100, [1-9]E\\+100"})
    void a_shape_of_a_number_is_a_number_of_as_many_digits(String clear, String pattern) {
        String masked = of("{'shape': 't'}", "N", clear);

        assertThat(masked).matches(pattern).isNotEqualTo(clear);
    }

    @Test
    void one_character_always_becomes_another() {
        for (char label = 'a'; label <= 'z'; label++) {
            for (char clear = '0'; clear <= '9'; clear++) {
                assertThat(of("{'shape': '" + label + "'}", "S", "" + clear)).isNotEqualTo("" + clear);
                assertThat(of("{'shape': '" + label + "'}", "N", "" + clear)).isNotEqualTo("" + clear);
            }
        }
    }

    @Test
    void names_are_invented() {
        assertThat(of("{'name': 'full'}", "S", "Ada Lovelace")).isEqualTo("Selma Charles");
        assertThat(of("{'name': 'first'}", "S", "Ada Lovelace")).isEqualTo("Selma");
        assertThat(of("{'name': 'last'}", "S", "Ada Lovelace")).isEqualTo("Charles");
        assertThat(of("{'name': 'full', 'label': 'x'}", "S", "Ada Lovelace")).isNotEqualTo("Selma Charles");
        Names.first()
                .forEach(name -> assertThat(of("{'name': 'first'}", "S", name)).isNotEqualTo(name));
    }

    @Test
    void words_come_from_their_file() {
        String rule = "{'words': 'one\\ntwo\\n\\n three \\none', 'label': 'w'}";

        assertThat(of(rule, "S", "Ada")).isIn("one", "two", "three");
        assertThat(of(rule, "S", "one")).isIn("two", "three");
    }

    @ParameterizedTest
    @CsvSource({
        "S, 2024-03-01, 2024-02-03",
        "S, 20240301, 20240203",
        "S, 2024-03-01T23:59, 2024-02-03T23:59",
        "S, 2024-03-01T10:15:30.123456789+02:00, 2024-02-03T10:15:30.123456789+02:00",
        "S, 2024-03-01 10:15:30, 2024-02-03 10:15:30",
        "S, 20240301T101530Z, 20240203T101530Z",
        "N, 1709251200, 1706918400",
        "N, 1709251200.5, 1706918400.5",
        "N, 1709251200123, 1706918400123",
        "N, 99999999999, 99997667199",
        "N, 100000000000, 97667200000",
        "N, -100000000000, -102332800000"
    })
    void dates_move_by_whole_days_in_the_form_they_came(String type, String clear, String masked) {
        Masker masker = attributes("'id': 'keep', 'v': {'shiftDays': 30, 'by': 'id'}");

        assertThat(mask(masker, "{'id':{'S':'C-17'},'v':{'" + type + "':'" + clear + "'}}"))
                .isEqualTo("{'id':{'S':'C-17'},'v':{'" + type + "':'" + masked + "'}}");
    }

    @Test
    void a_shift_is_the_same_for_the_same_by_and_never_none() {
        Masker masker = attributes("'c.id': 'keep', 'v': {'shiftDays': 1, 'by': 'c.id'}");
        Set<String> days = new HashSet<>();

        for (int i = 0; i < 200; i++) {
            days.add(mask(masker, "{'c':{'M':{'id':{'N':'" + i + "'}}},'v':{'S':'2024-01-02'}}")
                    .replaceAll(".*'v':", ""));
        }

        assertThat(days).containsExactlyInAnyOrder("{'S':'2024-01-01'}}", "{'S':'2024-01-03'}}");
    }

    @ParameterizedTest
    @CsvSource({
        "'{''v'':{''S'':''2024-01-01''}}', 'v needs a string, number or binary at id in the same item (by of rule"
                + " shiftDays), got: none'",
        "'{''id'':{''NULL'':true},''v'':{''S'':''2024-01-01''}}', 'v needs a string, number or binary at id in the same"
                + " item (by of rule shiftDays), got: none'",
        "'{''id'':{''S'':''1''},''v'':{''S'':''yesterday''}}', 'v must be an ISO date or date-time such as 2026-01-31 or"
                + " 2026-01-31T10:15:00Z (rule shiftDays), got: another text'",
        "'{''id'':{''S'':''1''},''v'':{''S'':''2024-02-30''}}', 'v must be a day of the calendar (rule shiftDays), got:"
                + " another date'",
        "'{''id'':{''S'':''1''},''v'':{''N'':''1709251200000000''}}', 'v must be seconds or milliseconds since 1970 (rule"
                + " shiftDays), got: a number of 10^14 or more'"
    })
    void what_cannot_be_shifted_refuses_the_item(String item, String reason) {
        assertThat(refusal(attributes("'id': 'keep', 'v': {'shiftDays': 30, 'by': 'id'}"), item))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1499, 1000",
        "1000, 1500, 2000",
        "0.5, 1.3, 1.5",
        "10, -14, -10",
        "100, 3, 0",
        "5, 1E+30, 1000000000000000000000000000000"
    })
    void numbers_are_rounded_to_multiples(String step, String clear, String masked) {
        assertThat(of("{'round': " + step + "}", "N", clear)).isEqualTo(masked);
    }

    @Test
    void a_number_without_a_near_multiple_refuses_the_item() {
        assertThat(refusal(attributes("'v': {'round': 7}"), "{'v':{'N':'1E+100'}}"))
                .isEqualTo("v has no multiple of 7 near it with at most 38 digits");
    }

    @Test
    void parts_of_a_composite_key_have_rules_of_their_own() {
        String rule = "{'split': '#', 'parts': ['keep', {'token': 'customer'}]}";

        assertThat(of(rule, "S", "CUSTOMER#C-17")).isEqualTo("CUSTOMER#tywjrqkpagyxz4eii5doserk3h");
        assertThat(of(rule, "S", "CUSTOMER#C-17#C-17#"))
                .isEqualTo("CUSTOMER#tywjrqkpagyxz4eii5doserk3h#tywjrqkpagyxz4eii5doserk3h#dapop7coc35zrzdr7qrymueefv");
        assertThat(refusal(attributes("'v': " + rule), "{'v':{'S':'CUSTOMER'}}"))
                .isEqualTo("v must have at least 2 parts between \"#\" (rule split), got: 1");
    }

    @Test
    void a_part_can_be_split_again() {
        String rule = "{'split': '|', 'parts': ['keep', {'split': '#', 'parts': ['keep', {'token': 'customer'}]}]}";

        assertThat(of(rule, "S", "T#1|USER#C-17")).isEqualTo("T#1|USER#tywjrqkpagyxz4eii5doserk3h");
    }

    @Test
    void a_fixed_value_may_be_of_another_type() {
        Masker masker =
                attributes("'a': {'fixed': 0}, 'b': {'fixed': {'SS': ['x']}}, 'c': {'fixed': {'city': 'Ö\\\"'}},"
                        + " 'd': {'fixed': null}, 'e': {'fixed': {'N': '1.0'}}");

        assertThat(mask(masker, "{'a':{'S':'1'},'b':{'M':{}},'c':{'L':[{'S':'1'}]},'d':{'S':'1'},'e':{'BOOL':true}}"))
                .isEqualTo("{'a':{'N':'0'},'b':{'SS':['x']},'c':{'M':{'city':{'S':'Ö\\''}}},'d':{'NULL':true},"
                        + "'e':{'N':'1.0'}}");
    }

    @Test
    void the_language_of_the_machine_changes_nothing() {
        Locale before = Locale.getDefault();
        Masker masker =
                attributes("'a': {'shape': 'TITLE'}, 'b': {'token': 'ID'}, 'c': {'name': 'first', 'label': 'I'}");
        String item = "{'a':{'S':'İstanbul IĞDIR 17'},'b':{'N':'17.5'},'c':{'S':'I'}}";
        try {
            Locale.setDefault(Locale.ROOT);
            String expected = mask(masker, item);
            for (String language : new String[] {"tr-TR", "ar-EG-u-nu-arab", "th-TH-u-nu-thai", "lt"}) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(mask(masker, item)).isEqualTo(expected);
                assertThat(mask(
                                attributes("'a': {'shape': 'TITLE'}, 'b': {'token': 'ID'}, 'c': {'name': 'first',"
                                        + " 'label': 'I'}"),
                                item))
                        .isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    /** The masked content of a single value. */
    private static String of(String rule, String type, String clear) {
        MaskOutcome outcome = attributes("'v': " + rule).mask(Slice.of("{\"v\":{\"" + type + "\":\"" + clear + "\"}}"));
        String item = ((MaskOutcome.Masked) outcome).item().text();
        return item.substring("{\"v\":{\"S\":\"".length(), item.length() - "\"}}".length());
    }
}
