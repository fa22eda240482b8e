// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyRulesTest {
    private static final String MUST =
            "attribute id (S) of the table's key must have a rule that keeps different values"
                    + " different (keep, token, email, or split of those) in the mask for Orders, got: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'id': 'keep' | false",
                "'id': {'token': 't'} | true",
                "'id': {'email': 'e'} | true",
                "'id': {'split': '#', 'parts': ['keep', {'email': 'e'}, {'split': '-', 'parts': [{'token': 't'}]}]} | true"
            })
    void rules_that_keep_values_different_may_stand_on_a_key(String rules, boolean masksKey) {
        var keyRules = keyRules("{'attributes': {" + rules + "}}");

        assertThat(keyRules.refusals(Masks.KEY, Map.of())).isEmpty();
        assertThat(keyRules.masksAnyOf(Masks.KEY)).isEqualTo(masksKey);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'id': 'drop' | drop takes the key away",
                "'id': {'fixed': 'x'} | fixed makes all values one",
                "'id': {'shape': 's'} | shape may make two values one",
                "'id': {'name': 'full'} | name may make two values one",
                "'id': {'words': 'x\\ny', 'label': 'w'} | words may make two values one",
                "'id': {'shiftDays': 1, 'by': 'x'} | shiftDays may make two values one",
                "'id': {'round': 1} | round may make two values one",
                "'id': {'split': '#', 'parts': ['keep', {'shape': 's'}]} | in split, shape may make two values one",
                "'x': 'keep' | no rule"
            })
    void other_rules_on_a_key_are_refused(String rules, String why) {
        assertThat(keyRules("{'attributes': {" + rules + "}}").refusals(Masks.KEY, Map.of()))
                .containsExactly(MUST + why);
    }

    @Test
    void a_rule_must_take_the_type_of_the_key() {
        var numbered = new KeySchema(List.of(new KeyAttribute("id", "N")), List.of());

        assertThat(keyRules("{'attributes': {'id': {'email': 'e'}}}").refusals(numbered, Map.of()))
                .containsExactly(MUST.replace("id (S)", "id (N)") + "email, which takes no values of type N");
    }

    @Test
    void every_entity_shape_needs_a_rule_for_the_key_unless_what_is_unlisted_is_kept() {
        String items = "'items': [{'when': {'id': 'A*'}, 'attributes': {'id': 'keep'}}, {'when': {'id': 'B*'},"
                + " 'attributes': {'x': 'keep'}}]}";

        assertThat(keyRules("{" + items).refusals(Masks.KEY, Map.of())).containsExactly(MUST + "no rule");
        assertThat(keyRules("{'unlisted': 'drop', " + items).refusals(Masks.KEY, Map.of()))
                .containsExactly(MUST + "no rule");
        assertThat(keyRules("{'unlisted': 'keep', " + items).refusals(Masks.KEY, Map.of()))
                .isEmpty();
    }

    @Test
    void index_keys_need_not_be_different_but_of_their_type_and_not_empty() {
        var index = Map.of("byStatus", new KeySchema(List.of(new KeyAttribute("s", "S")), List.of()));

        assertThat(keyRules("{'attributes': {'id': 'keep', 's': {'shape': 's'}}}")
                        .refusals(Masks.KEY, index))
                .isEmpty();
        assertThat(keyRules("{'attributes': {'id': 'keep', 's': 'drop'}}").refusals(Masks.KEY, index))
                .isEmpty();
        String must = "attribute s (S) of the key of index byStatus must have a rule that keeps its type and is never"
                + " empty, or drop, in the mask for Orders, got: ";
        assertThat(keyRules("{'attributes': {'id': 'keep', 's': {'fixed': 1}}}").refusals(Masks.KEY, index))
                .containsExactly(must + "the fixed value is of type N, the key of type S");
        assertThat(keyRules("{'attributes': {'id': 'keep', 's': {'fixed': ''}}}")
                        .refusals(Masks.KEY, index))
                .containsExactly(must + "the fixed value is empty");
        assertThat(keyRules("{'attributes': {'id': 'keep', 's': {'round': 1}}}").refusals(Masks.KEY, index))
                .containsExactly(must + "round does not take values of type S");
    }

    private static KeyRules keyRules(String table) {
        return new KeyRules(Masks.file(table.replace('\'', '"')).table("Orders"));
    }
}
