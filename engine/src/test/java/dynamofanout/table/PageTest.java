// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.item.MalformedJson;
import dynamofanout.item.Slice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageTest {
    @Test
    void reads_a_page() {
        Page page = page(
                """
                {"Count": 2, "Items": [{"id": {"N": "1"}}, {"id": {"N": "2"}}], "ScannedCount": 5,
                 "LastEvaluatedKey": {"id": {"N": "2"}},
                 "ConsumedCapacity": {"TableName": "Orders", "CapacityUnits": 0.5}}
                """);

        assertThat(page.items())
                .extracting(Slice::text)
                .containsExactly("{\"id\": {\"N\": \"1\"}}", "{\"id\": {\"N\": \"2\"}}");
        assertThat(page.scannedCount()).isEqualTo(5);
        assertThat(page.filtered()).isEqualTo(3);
        assertThat(page.lastKey().map(Slice::text)).contains("{\"id\": {\"N\": \"2\"}}");
        assertThat(page.units()).isEqualTo(0.5);
    }

    @Test
    void names_with_escapes_are_the_same_names() {
        Page page = page("{\"\\u0049tem\\u0073\":[{}],\"\\u0043ount\":1,\"ScannedCount\":1}");

        assertThat(page.items()).hasSize(1);
    }

    @Test
    void an_items_own_attributes_are_not_the_pages() {
        String item =
                "{\"Items\":{\"L\":[]},\"Count\":{\"N\":\"7\"},\"LastEvaluatedKey\":{\"M\":{}},\"S\":{\"S\":\"\"}}";

        Page page = page("{\"Items\":[" + item + "],\"Count\":1,\"ScannedCount\":1}");

        assertThat(page.items()).extracting(Slice::text).containsExactly(item);
        assertThat(page.lastKey()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",\"LastEvaluatedKey\":null", ",\"LastEvaluatedKey\":{}", ",\"LastEvaluatedKey\": {\n \t } "
            })
    void the_last_page_has_no_last_key(String member) {
        assertThat(page("{\"Items\":[],\"Count\":0,\"ScannedCount\":0" + member + "}")
                        .lastKey())
                .isEmpty();
    }

    @Test
    void a_last_key_that_is_no_key_does_not_end_the_table() {
        refused("{\"Items\":[],\"Count\":0,\"ScannedCount\":0,\"LastEvaluatedKey\":\"id\"}", "expected { at byte 58");
    }

    @Test
    void the_last_key_does_not_keep_the_page_alive() {
        Slice key = page("{\"Items\":[],\"Count\":0,\"ScannedCount\":0,\"LastEvaluatedKey\":{\"id\":{\"S\":\"a\"}}}")
                .lastKey()
                .orElseThrow();

        assertThat(key.bytes()).hasSize(key.length());
    }

    @Test
    void a_page_that_scanned_and_found_nothing() {
        Page page =
                page("{\"Count\":0,\"Items\":[],\"LastEvaluatedKey\":{\"id\":{\"S\":\"a\"}},\"ScannedCount\":1000}");

        assertThat(page.filtered()).isEqualTo(1000);
        assertThat(page.lastKey()).isPresent();
    }

    @Test
    void says_another_count_than_it_holds() {
        refused(
                "{\"Items\":[{},{}],\"Count\":3,\"ScannedCount\":3}",
                "a page of 2 items says Count 3 and ScannedCount 3 at byte 0");
    }

    @Test
    void says_to_have_scanned_less_than_it_holds() {
        refused(
                "{\"Items\":[{},{}],\"Count\":2,\"ScannedCount\":1}",
                "a page of 2 items says Count 2 and ScannedCount 1 at byte 0");
    }

    @Test
    void says_no_count() {
        refused("{\"Items\":[],\"ScannedCount\":0}", "a page of 0 items says Count -1 and ScannedCount 0 at byte 0");
    }

    @Test
    void says_a_count_that_is_no_number() {
        refused("{\"Items\":[],\"Count\":\"0\",\"ScannedCount\":0}", "expected a number at byte 20");
    }

    @Test
    void something_follows_the_page() {
        refused("{\"Items\":[],\"Count\":0,\"ScannedCount\":0}{}", "something follows the end at byte 39");
    }

    @Test
    void an_item_that_is_no_object() {
        refused("{\"Items\":[1],\"Count\":1,\"ScannedCount\":1}", "an item is no object at byte 0");
    }

    @Test
    void an_answer_that_is_html() {
        refused("<html></html>", "expected { at byte 0");
    }

    @Test
    void a_page_cannot_be_built_that_scanned_less_than_it_holds() {
        assertThatThrownBy(() -> new Page(List.of(Slice.of("{}")), 0, Optional.empty(), 0, 2))
                .hasMessage("scannedCount must be at least the number of items 1, got: 0");
    }

    private static Page page(String answer) {
        return Page.parse(Slice.of(answer));
    }

    private static void refused(String answer, String message) {
        assertThatThrownBy(() -> page(answer)).isInstanceOf(MalformedJson.class).hasMessage(message);
    }
}
