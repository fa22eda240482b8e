// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.mask.MaskSuggestion.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskSuggestionTest {
    private static final KeySchema SINGLE =
            new KeySchema(List.of(new KeyAttribute("PK", "S")), List.of(new KeyAttribute("SK", "S")));

    @Test
    void a_draft_has_a_rule_for_every_path() throws JsonProcessingException {
        MaskSuggestion suggestion = MaskSuggestion.of("Customers", Masks.KEY, customers(100));

        assertThat(suggestion.json())
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        """
                        {"format": 1, "secret": {"environmentVariable": "FANOUT_MASK_SECRET"}, "unlisted": "refuse",
                         "tables": {"Customers": {"attributes": {
                           "id": {"token": "id"},
                           "billingEmail": {"email": "email"},
                           "contactPhone": {"shape": "phone", "keepLast": 2},
                           "firstName": {"name": "first"},
                           "name": {"name": "full"},
                           "bornOn": {"shiftDays": 30, "by": "id"},
                           "lastSeen": {"shiftDays": 30, "by": "id"},
                           "orderId": {"token": "order"},
                           "status": "keep",
                           "tier": "keep",
                           "remark": "drop",
                           "code": {"shape": "code"},
                           "address.street": {"shape": "street"},
                           "address.floor": "keep",
                           "friends.*": {"shape": "friends"},
                           "lines[].sku": "keep",
                           "lines[].gift": "drop",
                           "tags": {"shape": "tags"},
                           "vip": "keep",
                           "password": "drop"}}}}
                        """));
    }

    @Test
    void findings_say_types_share_and_why() {
        MaskSuggestion suggestion = MaskSuggestion.of("Customers", Masks.KEY, customers(100));

        assertThat(suggestion.findings())
                .contains(
                        new Finding("", "remark", "S", 0.5, "\"drop\"", "free text, which no rule can mask"),
                        new Finding("", "vip", "BOOL, NULL", 1.0, "\"keep\"", "true, false or null"));
    }

    @Test
    void no_value_and_no_name_that_is_data_stands_in_a_draft() {
        MaskSuggestion suggestion = MaskSuggestion.of("Customers", Masks.KEY, customers(100));

        assertThat(suggestion.json() + suggestion.findings().toString())
                .doesNotContain("Canary")
                .doesNotContain("canary");
    }

    @Test
    void a_draft_masks_the_items_that_it_was_made_of() {
        List<Slice> items = customers(100);
        String draft = MaskSuggestion.of("Customers", Masks.KEY, items).json().toPrettyString();
        MaskFile file = MaskFile.read("draft.json", draft, UnaryOperator.identity());

        Masker masker = Masker.of(file.table("Customers"), Masks.SECRET, Masks.KEY);

        assertThat(items).allMatch(item -> masker.mask(item) instanceof Masked);
        assertThat(new MaskCheck(file.table("Customers"), Masks.KEY, java.util.Map.of()).findings(items, Masks.SECRET))
                .isEmpty();
    }

    @Test
    void entities_are_told_by_the_beginnings_that_twenty_items_share() {
        List<Slice> items = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            items.add(item("{'PK':{'S':'CUSTOMER#" + i + "'},'SK':{'S':'PROFILE#'},'email':{'S':'a@example.com'}}"));
            items.add(item("{'PK':{'S':'CUSTOMER#" + i + "'},'SK':{'S':'ORDER#" + i + "'},'total':{'N':'5'}}"));
        }
        for (int i = 0; i < 19; i++) {
            items.add(item("{'PK':{'S':'canary#" + i + "'},'SK':{'S':'x'}}"));
        }
        items.add(item("{'PK':{'S':'C-17#" + "'},'SK':{'S':'x'}}"));

        MaskSuggestion suggestion = MaskSuggestion.of("App", SINGLE, items);

        assertThat(suggestion.json().at("/tables/App/items").toString())
                .isEqualTo(
                        "[{'when':{'PK':'CUSTOMER#*','SK':'PROFILE#*'},'attributes':{'PK':{'split':'#','parts':['keep',{'token':'customer'}]},'SK':{'split':'#','parts':['keep',{'token':'profile'}]},'email':{'email':'email'}}},"
                                        .replace('\'', '"')
                                + "{'when':{'PK':'CUSTOMER#*','SK':'ORDER#*'},'attributes':{'PK':{'split':'#','parts':['keep',{'token':'customer'}]},'SK':{'split':'#','parts':['keep',{'token':'order'}]},'total':'keep'}}]"
                                        .replace('\'', '"'));
        assertThat(suggestion.json().toString()).doesNotContain("canary");
    }

    private static List<Slice> customers(int count) {
        List<Slice> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String remark = i % 2 == 0 ? "" : "'remark':{'S':'Canary likes tea " + i + "'},";
            items.add(item("{'id':{'S':'canary-" + i + "'},'billingEmail':{'S':'canary" + i
                    + "@example.com'},'contactPhone':{'S':'+49 170 " + (100_000 + i) + "'},'firstName':{'S':'Canary'},"
                    + "'name':{'S':'Canary Smith " + i + "'},'bornOn':{'S':'1985-03-17'},'lastSeen':{'N':'"
                    + (1_700_000_000L + i) + "'},'orderId':{'N':'" + i
                    + "'},'status':{'S':'CanaryOPEN'},'tier':{'S':'canary"
                    + i % 3 + "'}," + remark + "'code':{'S':'canary" + i
                    + "'},'address':{'M':{'street':{'S':'Canary Wharf " + i + "'},'floor':{'N':'" + i
                    + "'}}},'friends':{'M':{'Canary" + i + "x" + i + "':{'S':'canary" + i
                    + "'}}},'lines':{'L':[{'M':{'sku':{'S':'canary" + i + "'},'gift':{'S':'Canary says hello " + i
                    + "'}}}]},'tags':{'SS':['canary" + i + "','canary']},'vip':{'" + (i % 2 == 0 ? "BOOL" : "NULL")
                    + "':true},'password':{'B':'AAE='}}"));
        }
        return items;
    }

    private static Slice item(String json) {
        return Slice.of(json.replace('\'', '"'));
    }
}
