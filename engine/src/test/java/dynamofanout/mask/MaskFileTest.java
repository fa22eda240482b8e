// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import dynamofanout.mask.SecretLocation.EnvironmentVariable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskFileTest {
    private static final String RULES = "\"keep\", \"drop\" or an object with one of fixed, token, email, shape, name,"
            + " words, shiftDays, round, split";

    @Test
    void all_mistakes_are_said_at_once_with_their_lines() {
        String json =
                """
                {"format": 2,
                 "secret": {"parameter": "/mask", "secretsManager": "mask"},
                 "unlisted": "kep",
                 "tables": {
                   "Orders": {"attributes": {
                     "a": "tokn",
                     "b": {"token": "t", "prefx": "x"},
                     "c[": "keep",
                     "d": {"split": "#", "parts": ["keep", {"shape": ""}]}}},
                   "App": {"items": [
                     {"when": {}, "attributes": {"PK": {"round": -1}}},
                     {"attributes": {}}]},
                   "Both": {"attributes": {}, "items": []},
                   "no/name": {"attributes": {}}},
                 "more": 1}
                """;

        assertThat(mistakes(json))
                .containsExactly(
                        "m.json, line 1: format must be 1, got: 2",
                        "m.json, line 2: secret must have one of environmentVariable, parameter and secretsManager,"
                                + " got: 2",
                        "m.json, line 3: unlisted must be one of refuse, keep, drop, got: \"kep\"; did you mean"
                                + " \"keep\"?",
                        "m.json, line 6: tables.Orders.attributes.a must be " + RULES + ", got: \"tokn\"",
                        "m.json, line 7: unknown field \"tables.Orders.attributes.b.prefx\" in m.json; did you mean"
                                + " \"prefix\"?",
                        "m.json, line 8: tables.Orders.attributes.c[ must be a path such as email, address.street,"
                                + " lines[].sku, labels.* or \"a.b\".c, got: \"c[\"",
                        "m.json, line 9: tables.Orders.attributes.d.parts[1].shape must be a string that is not empty,"
                                + " got: \"\"",
                        "m.json, line 11: tables.App.items[0].when must be an object with at least one attribute, such"
                                + " as {\"PK\": \"CUSTOMER#*\"}, got: {}",
                        "m.json, line 11: tables.App.items[0].attributes.PK.round must be a number above 0, got: -1",
                        "m.json, line 12: field \"tables.App.items[1].when\" is missing in m.json",
                        "m.json, line 13: tables.Both must have either attributes or items, got: both",
                        "m.json, line 14: tables must have names of tables, in which \"*\" stands for any characters,"
                                + " got: \"no/name\"",
                        "m.json, line 15: unknown field \"more\" in m.json; allowed: format, secret, unlisted, tables");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a': null | a must be RULES, got: null",
                "'a': ['keep'] | a must be RULES, got: [\"keep\"]",
                "'a': {'token': 't', 'email': 'e'} | a must be RULES, got: {\"token\":\"t\",\"email\":\"e\"}",
                "'a': {'token': 7} | a.token must be a string that is not empty, got: 7",
                "'a': {'email': 'e', 'domain': 'nowhere'} | a.domain must be a domain such as example.invalid, got:"
                        + " \"nowhere\"",
                "'a': {'shape': 's', 'keepLast': -1} | a.keepLast must be a whole number from 0 to 1000, got: -1",
                "'a': {'name': 'middle'} | a.name must be one of first, last, full, got: \"middle\"",
                "'a': {'words': 'one', 'label': 'w'} | a.words must be a file with 2 to 100000 different lines, got: 1"
                        + " in one",
                "'a': {'words': 'x\\ny'} | field \"A.label\" is missing in m.json",
                "'a': {'shiftDays': 0, 'by': 'id'} | a.shiftDays must be a whole number from 1 to 3660, got: 0",
                "'a': {'shiftDays': 3, 'by': 'l[].id'} | a.by must be a path to one value, without [] and *, got:"
                        + " \"l[].id\"",
                "'a': {'split': '', 'parts': []} | a.split must be a text that is not empty, such as \"#\", got: \"\"",
                "'a': {'split': '#', 'parts': ['drop']} | a.parts[0] must be a rule that makes a string of a string (not"
                        + " drop, round or another fixed value), got: \"drop\"",
                "'a': {'split': '#', 'parts': [{'fixed': 1}]} | a.parts[0] must be a rule that makes a string of a string"
                        + " (not drop, round or another fixed value), got: {\"fixed\":1}",
                "'a': {'split': '#', 'parts': [{'split': '-#', 'parts': [{'token': 't'}]}]} | a.parts[0] must be split by"
                        + " a text that shares no character with the one around it, \"#\", got:"
                        + " {\"split\":\"-#\",\"parts\":[{\"token\":\"t\"}]}",
                "'a': {'split': '#', 'parts': ['keep']} | a must have a part that is not kept (\"keep\" for all of it),"
                        + " got: all kept",
                "'a': {'fixed': {'N': 'x'}} | a.fixed must be a value that DynamoDB takes, as plain JSON or DynamoDB JSON"
                        + " such as {\"N\": \"17\"}, got: {\"N\":\"x\"}",
                "'a': {'fixed': {'SS': []}} | a.fixed must be a value that DynamoDB takes, as plain JSON or DynamoDB JSON"
                        + " such as {\"N\": \"17\"}, got: {\"SS\":[]}",
                "'a': {'token': 't'}, 'a.b': 'keep' | a must be \"keep\" or \"drop\", since a.b inside it has a rule of"
                        + " its own, got: token",
                "'*': 'keep' | * must begin with an attribute's name (unlisted says what becomes of all others), got:"
                        + " \"*\""
            })
    void a_wrong_rule_is_named_with_what_is_allowed(String rules, String sentence) {
        String where = "tables.Orders.attributes.";
        String expected = "m.json, line 1: "
                + (sentence.startsWith("field") ? sentence.replace("\"A.", "\"" + where + "a.") : where + sentence)
                        .replace("RULES", RULES);

        assertThat(mistakes(Masks.json("\"Orders\": {\"attributes\": {" + rules.replace('\'', '"') + "}}")))
                .containsExactly(expected);
    }

    @Test
    void a_path_that_stands_twice_is_refused() {
        assertThat(mistakes(Masks.json("\"Orders\": {\"attributes\": {\"a\": \"keep\", \"\\\"a\\\"\": \"drop\"}}")))
                .containsExactly("m.json, line 1: tables.Orders.attributes.\"a\" must stand once, got: the same path"
                        + " written in two ways");
    }

    @Test
    void text_that_is_no_json_is_refused() {
        assertThat(mistakes("{\"format\": 1,"))
                .containsExactly(
                        "m.json must be JSON, got an error in line 1, column 14: Unexpected end-of-input within/"
                                + "between Object entries");
    }

    @Test
    void the_name_wins_over_patterns_and_the_more_exact_pattern_over_others() {
        MaskFile file = read(Masks.json("\"*\": {\"attributes\": {}}, \"App-*\": {\"attributes\": {}}, \"App-Orders\":"
                + " {\"attributes\": {}}"));

        assertThat(List.of("App-Orders", "App-Users", "Other").stream()
                        .map(table -> file.table(table).pattern()))
                .containsExactly("App-Orders", "App-*", "*");
    }

    @Test
    void two_patterns_that_fit_equally_well_are_refused() {
        MaskFile file = read(Masks.json("\"App-*\": {\"attributes\": {}}, \"*-Dev\": {\"attributes\": {}}"));

        assertThatThrownBy(() -> file.table("App-Dev"))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "table App-Dev must fit one pattern of the mask m.json better than all others, got: App-* and"
                                + " *-Dev (add the table by its name)");
    }

    @Test
    void a_table_without_rules_is_refused() {
        MaskFile file = read(Masks.json("\"App-*\": {\"attributes\": {}}"));

        assertThatThrownBy(() -> file.table("Orders"))
                .isInstanceOf(BadInput.class)
                .hasMessage("table Orders must be among the tables of the mask m.json (App-*), since nothing leaves"
                        + " without rules; add it there");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"environmentVariable\": \"MASK\"} | environment variable MASK",
                "{\"parameter\": \"/fanout/mask\"} | SSM parameter /fanout/mask",
                "{\"secretsManager\": \"mask\", \"kmsKey\": \"arn:aws:kms:eu-west-1:111111111111:key/1234\"} | secret mask"
                        + " of Secrets Manager"
            })
    void a_secret_has_one_place(String place, String words) {
        String json = "{\"format\": 1, \"secret\": " + place + ", \"tables\": {\"T*\": {\"attributes\": {}}}}";

        assertThat(read(json).secret().words()).isEqualTo(words);
    }

    @Test
    void a_short_secret_is_refused_without_showing_it() {
        assertThatThrownBy(() -> Masks.secret("too short"))
                .hasMessage(
                        "the mask's secret in environment variable FANOUT_MASK_SECRET must have at least 32 characters,"
                                + " got: 9 (openssl rand -base64 32 makes one)");
        assertThatThrownBy(() -> Masks.secret(Masks.SECRET_TEXT + "\n"))
                .hasMessage(
                        "the mask's secret in environment variable FANOUT_MASK_SECRET must not begin or end with white"
                                + " space or a line break: store it without");
        assertThat(Masks.SECRET).hasToString("Secret");
    }

    @Test
    void characters_of_a_secret_are_counted_and_not_its_bytes() {
        var place = new EnvironmentVariable("MASK");

        assertThatThrownBy(() -> Secret.of(place, "😀".repeat(31))).hasMessageContaining("got: 31");
        assertThat(Secret.of(place, "😀".repeat(32))).isNotNull();
    }

    @Test
    void a_fingerprint_changes_with_rules_words_and_secret_only() {
        String rules = "\"Orders\": {\"attributes\": {\"a\": \"keep\", \"b\": {\"words\": \"f\", \"label\": \"w\"}}}";
        MaskFile file = MaskFile.read("m.json", Masks.json(rules), f -> "x\ny");
        String fingerprint = file.fingerprint(Masks.SECRET);

        String reordered = "{\"tables\": {\"Orders\": {\"attributes\": {\"b\": {\"label\": \"w\", \"words\": \"f\"},"
                + "\n\"a\": \"keep\"}}}, \"secret\": {\"parameter\": \"/other\"}, \"format\": 1}";
        assertThat(MaskFile.read("o.json", reordered, f -> "x\ny").fingerprint(Masks.SECRET))
                .isEqualTo(fingerprint);
        assertThat(MaskFile.read("m.json", Masks.json(rules), f -> "x\nz").fingerprint(Masks.SECRET))
                .isNotEqualTo(fingerprint);
        assertThat(MaskFile.read("m.json", Masks.json(rules.replace("keep", "drop")), f -> "x\ny")
                        .fingerprint(Masks.SECRET))
                .isNotEqualTo(fingerprint);
        assertThat(file.fingerprint(Masks.secret("another secret of 32 characters!")))
                .isNotEqualTo(fingerprint);
        assertThat(file.rulesFingerprint()).isNotEqualTo(fingerprint).hasSize(26);
    }

    private static MaskFile read(String json) {
        return MaskFile.read("m.json", json, UnaryOperator.identity());
    }

    private static List<String> mistakes(String json) {
        List<BadInput> mistakes = MaskFile.mistakes("m.json", json, UnaryOperator.identity());
        if (!mistakes.isEmpty()) {
            assertThatThrownBy(() -> read(json)).hasMessage(mistakes.get(0).sentence());
        }
        return mistakes.stream().map(BadInput::sentence).toList();
    }
}
