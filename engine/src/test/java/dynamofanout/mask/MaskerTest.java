// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import static dynamofanout.mask.Masks.attributes;
import static dynamofanout.mask.Masks.mask;
import static dynamofanout.mask.Masks.refusal;
import static dynamofanout.mask.Masks.table;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.LeftOut;
import dynamofanout.mask.MaskOutcome.Masked;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Which values an item keeps, loses and changes, whatever the rules make of them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskerTest {
    @Test
    void bytes_that_no_rule_changes_stay_as_they_came() {
        Masker masker = attributes("'id': 'keep', 'a': 'keep', 'b': {'fixed': 'x'}, 'c': 'keep'");

        String masked = mask(masker, "{'id' : {'S':'\\u0041'} ,\n'a':{'N':'1.00'}, 'b':{'S':'clear'} , 'c':{'L':[ ]}}");

        assertThat(masked).isEqualTo("{'id' : {'S':'\\u0041'} ,\n'a':{'N':'1.00'}, 'b':{'S':'x'} , 'c':{'L':[ ]}}");
    }

    @Test
    void an_item_that_no_rule_changes_is_the_same_slice() {
        Slice item = Slice.of("{\"id\":{\"S\":\"1\"}}");

        MaskOutcome outcome = attributes("'id': 'keep'").mask(item);

        assertThat(((Masked) outcome).item()).isSameAs(item);
    }

    @Test
    void dropped_attributes_leave_no_trace_wherever_they_stand() {
        Masker masker = attributes("'id': 'keep', 'x': 'drop', 'y': 'drop'");

        assertThat(mask(masker, "{'x':{'S':'1'},'id':{'S':'1'},'y':{'S':'2'}}")).isEqualTo("{'id':{'S':'1'}}");
        assertThat(mask(masker, "{'id':{'S':'1'}, 'x':{'S':'1'} , 'y':{'M':{}}}"))
                .isEqualTo("{'id':{'S':'1'}}");
        assertThat(mask(masker, "{'x':{'S':'1'},'y':{'L':[{'S':'}'}]},'id':{'S':'1'}}"))
                .isEqualTo("{'id':{'S':'1'}}");
        assertThat(mask(masker, "{ 'x':{'S':'1'} }")).isEqualTo("{ }");
    }

    @Test
    void an_attribute_without_a_rule_refuses_the_item_and_is_named() {
        Masker masker = attributes("'id': 'keep'");

        String reason = refusal(masker, "{'id':{'S':'1'},'new.one':{'S':'secret'}}");

        assertThat(reason).isEqualTo("\"new.one\" must have a rule in the mask, got: none");
    }

    @Test
    void a_member_without_a_rule_is_not_named_since_its_name_may_be_data() {
        Masker masker = attributes("'id': 'keep', 'phones.home': 'drop'");

        String reason = refusal(masker, "{'id':{'S':'1'},'phones':{'M':{'ada@example.com':{'S':'1'}}}}");

        assertThat(reason).isEqualTo("phones.* must have a rule in the mask, got: none");
    }

    @Test
    void unlisted_attributes_members_and_elements_are_kept_or_dropped_if_the_file_says_so() {
        String rules = "'attributes': {'id': 'keep', 'm.a': {'fixed': 'x'}, 'l[].a': {'fixed': 'x'}}}";
        String item = "{'id':{'S':'1'},'new':{'S':'2'},'m':{'M':{'a':{'S':'1'},'b':{'S':'2'}}},"
                + "'l':{'L':[{'M':{'b':{'S':'3'},'a':{'S':'4'}}},{'S':'5'}]}}";

        assertThat(mask(table("{'unlisted': 'keep', " + rules), item))
                .isEqualTo("{'id':{'S':'1'},'new':{'S':'2'},'m':{'M':{'a':{'S':'x'},'b':{'S':'2'}}},"
                        + "'l':{'L':[{'M':{'b':{'S':'3'},'a':{'S':'x'}}},{'S':'5'}]}}");
        assertThat(mask(table("{'unlisted': 'drop', " + rules), item))
                .isEqualTo("{'id':{'S':'1'},'m':{'M':{'a':{'S':'x'}}},'l':{'L':[{'M':{'a':{'S':'x'}}}]}}");
    }

    @Test
    void the_most_exact_path_wins() {
        Masker masker = attributes("'id': 'keep', 'm': 'keep', 'm.a': {'fixed': 'a'}, 'm.deep.*': {'fixed': 'any'},"
                + " 'm.deep.b': 'drop', 'n': 'drop', 'n.a': 'keep', 'n.*.c': {'fixed': 'c'}");

        String masked = mask(
                masker,
                "{'id':{'S':'1'},'m':{'M':{'a':{'S':'1'},'z':{'S':'2'},'deep':{'M':{'b':{'S':'3'},'c':{'S':'4'}}}}},"
                        + "'n':{'M':{'a':{'M':{'c':{'S':'5'},'d':{'S':'6'}}},'b':{'M':{'c':{'S':'7'},'d':{'S':'8'}}}}}}");

        assertThat(masked)
                .isEqualTo("{'id':{'S':'1'},'m':{'M':{'a':{'S':'a'},'z':{'S':'2'},'deep':{'M':{'c':{'S':'any'}}}}},"
                        + "'n':{'M':{'a':{'M':{'c':{'S':'c'},'d':{'S':'6'}}},'b':{'M':{'c':{'S':'c'}}}}}}");
    }

    @Test
    void names_in_double_quotes_hold_what_paths_are_made_of() {
        Masker masker = attributes("'id': 'keep', '\\'a.b\\'.\\'c[]\\'': {'fixed': 'x'}, '\\'q\\'\\'q\\'': 'drop'");

        assertThat(mask(masker, "{'id':{'S':'1'},'a.b':{'M':{'c[]':{'S':'1'}}}}"))
                .isEqualTo("{'id':{'S':'1'},'a.b':{'M':{'c[]':{'S':'x'}}}}");
        assertThat(mask(masker, "{'id':{'S':'1'},'q\\\"q':{'S':'1'}}".replace("\\\"", "\\u0022")))
                .isEqualTo("{'id':{'S':'1'}}");
    }

    @Test
    void lists_in_lists_are_reached() {
        Masker masker = attributes("'id': 'keep', 'l[][]': {'fixed': 'x'}");

        assertThat(mask(masker, "{'id':{'S':'1'},'l':{'L':[{'L':[{'S':'1'},{'S':'2'}]},{'NULL':true}]}}"))
                .isEqualTo("{'id':{'S':'1'},'l':{'L':[{'L':[{'S':'x'},{'S':'x'}]},{'NULL':true}]}}");
    }

    @Test
    void a_value_of_another_type_than_its_rule_takes_refuses_the_item() {
        Masker masker = attributes("'id': 'keep', 'e': {'email': 'customer'}, 'm.a': 'keep'");

        assertThat(refusal(masker, "{'id':{'S':'1'},'e':{'N':'17'}}"))
                .isEqualTo("e must be of a type that rule email takes (S, SS), got: N");
        assertThat(refusal(masker, "{'id':{'S':'1'},'e':{'M':{'secret':{'S':'1'}}}}"))
                .isEqualTo("e must be of a type that rule email takes (S, SS), got: M");
        assertThat(refusal(masker, "{'id':{'S':'1'},'m':{'S':'secret'}}"))
                .isEqualTo("m must have a rule in the mask for type S (there are rules for what is inside it), got:"
                        + " none");
    }

    @Test
    void null_stays_null_under_every_rule_but_drop() {
        Masker masker =
                attributes("'id': 'keep', 'a': {'token': 't'}, 'b': {'fixed': 'x'}, 'c.d': 'drop', 'e': 'drop'");

        assertThat(mask(
                        masker,
                        "{'id':{'S':'1'},'a':{'NULL':true},'b':{'NULL':true},'c':{'NULL':true},'e':{'NULL':true}}"))
                .isEqualTo("{'id':{'S':'1'},'a':{'NULL':true},'b':{'NULL':true},'c':{'NULL':true}}");
    }

    @Test
    void each_entity_of_a_single_table_has_its_own_rules() {
        Masker masker = table("{'items': [{'when': {'PK': 'CUSTOMER#*', 'SK': 'PROFILE'}, 'attributes': {'PK': 'keep',"
                + " 'SK': 'keep', 'n': {'fixed': 'customer'}}}, {'when': {'PK': '*', 'v': '1*', 'ok': 'true'},"
                + " 'attributes': {'PK': 'keep', 'SK': 'keep', 'v': 'keep', 'ok': 'keep', 'n': {'fixed': 'other'}}}]}");

        assertThat(mask(masker, "{'PK':{'S':'CUSTOMER#1'},'n':{'S':'Ada'},'SK':{'S':'PROFILE'}}"))
                .contains("'n':{'S':'customer'}");
        assertThat(mask(
                        masker,
                        "{'PK':{'S':'CUSTOMER#1'},'n':{'S':'Ada'},'SK':{'S':'X'},'v':{'N':'1E+1'},"
                                + "'ok':{'BOOL':true}}"))
                .contains("'n':{'S':'other'}");
        assertThat(refusal(masker, "{'PK':{'S':'ORDER#1'}}"))
                .isEqualTo("the item must fit one of the 2 items of the mask for Orders, got: none that fits");
    }

    @Test
    void entities_that_no_shape_fits_are_kept_or_left_out_if_the_file_says_so() {
        String items = "'items': [{'when': {'PK': 'A#*'}, 'attributes': {'PK': 'keep'}}]}";
        Slice item = Slice.of("{\"PK\":{\"S\":\"B#1\"}}");

        assertThat(table("{'unlisted': 'keep', " + items).mask(item)).isEqualTo(new Masked(item));
        assertThat(table("{'unlisted': 'drop', " + items).mask(item)).isEqualTo(new LeftOut());
    }

    @Test
    void set_elements_are_masked_one_by_one() {
        Masker masker = attributes("'id': {'token': 't'}, 'a': {'token': 't'}, 'b': {'words': 'x\\ny', 'label': 'w'}");

        String masked = mask(masker, "{'id':{'S':'A'},'a':{'SS':['B', 'A']},'b':{'SS':['x']}}");

        String token = masked.substring(12, 38);
        assertThat(masked)
                .startsWith("{'id':{'S':'" + token + "'},'a':{'SS':['")
                .contains("','" + token + "']}");
        assertThat(refusal(masker, "{'id':{'S':'A'},'b':{'SS':['x','1','2']}}"))
                .isEqualTo("b must be a set whose elements stay different under rule words, got: two that become one");
    }

    @Test
    void a_masked_key_and_item_keep_within_the_limits() {
        Masker masker = attributes("'id': {'split': '#', 'parts': [{'token': 't'}]}, 'l[]': {'token': 't'}");
        String longKey = "#".repeat(80);
        String elements = "{'S':''},".repeat(16_000);

        assertThat(refusal(masker, "{'id':{'S':'" + longKey + "'}}"))
                .isEqualTo("id must have at most 2048 bytes after masking, since it is a key, got: more");
        assertThat(refusal(masker, "{'id':{'S':'1'},'l':{'L':[" + elements + "{'S':''}]}}"))
                .isEqualTo("the item must have at most 400 KB after masking, got: more");
    }
}
