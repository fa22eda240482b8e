// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.item.ItemKey;
import dynamofanout.item.JsonStrings;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.MalformedJson;
import dynamofanout.item.RandomJson;
import dynamofanout.item.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever items look like, they leave as the bytes they came in, and an answer that was cut off is no answer. */
class ItemBytesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 300)
    void a_page_is_split_at_its_items(@ForAll Random random, @ForAll @IntRange(max = 6) int count) {
        var json = new RandomJson(random);
        List<String> items = json.items(count);
        String lastKey = json.item("last");

        Page page = Page.parse(inTheMiddle(json.page(items, lastKey, count + 3)));

        assertThat(texts(page.items())).isEqualTo(items);
        assertThat(page.lastKey().map(Slice::text)).contains(lastKey);
        assertThat(page.filtered()).isEqualTo(3);
        assertThat(page.units()).isEqualTo(12.5);
    }

    @Property(tries = 300)
    void a_batch_carries_the_bytes_of_a_page(@ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int count)
            throws JsonProcessingException {
        var json = new RandomJson(random);
        List<String> items = json.items(count);
        Page page = Page.parse(Slice.of(json.page(items, "null", count)));
        var http = FakeHttp.answering("{\"UnprocessedItems\":{}}");

        TestClient.over(http).table("Orders").write(page.items(), Long.MAX_VALUE);

        List<String> puts = new ArrayList<>();
        items.forEach(item -> puts.add("{\"PutRequest\":{\"Item\":" + item + "}}"));
        String body = http.sent().get(0).body();
        assertThat(body)
                .isEqualTo("{\"RequestItems\":{\"Orders\":[" + String.join(",", puts)
                        + "]},\"ReturnConsumedCapacity\":\"TOTAL\"}");
        JsonNode orders = JSON.readTree(body).at("/RequestItems/Orders");
        for (int i = 0; i < count; i++) {
            assertThat(orders.get(i).at("/PutRequest/Item")).isEqualTo(JSON.readTree(items.get(i)));
        }
    }

    @Property(tries = 200)
    void unprocessed_items_are_found(@ForAll Random random, @ForAll @IntRange(max = 4) int count) {
        var json = new RandomJson(random);
        List<String> items = json.items(count);

        WriteAnswer answer = WriteAnswer.parse(inTheMiddle(json.writeAnswer(items)));

        assertThat(texts(answer.unprocessed())).isEqualTo(items);
        assertThat(answer.units()).isEqualTo(7.5);
    }

    @Property(tries = 200)
    void items_looked_up_are_found(@ForAll Random random, @ForAll @IntRange(max = 4) int count) {
        var json = new RandomJson(random);
        List<String> items = json.items(count);
        List<String> keys = json.items(2);

        GetAnswer answer = GetAnswer.parse(inTheMiddle(json.getAnswer(items, keys)));

        assertThat(texts(answer.items())).isEqualTo(items);
        assertThat(texts(answer.unprocessedKeys())).isEqualTo(keys);
        assertThat(answer.units()).isEqualTo(7);
    }

    @Property(tries = 20)
    void an_answer_cut_off_anywhere_is_none(@ForAll Random random, @ForAll @IntRange(max = 3) int count) {
        var json = new RandomJson(random);
        List<String> items = json.items(count);

        refusedWhenCut(json.page(items, json.item("last"), count), Page::parse);
        refusedWhenCut(json.writeAnswer(items), WriteAnswer::parse);
        refusedWhenCut(json.getAnswer(items, items), GetAnswer::parse);
    }

    @Property(tries = 300)
    void a_key_is_the_same_however_it_is_spelt(@ForAll Random random) {
        var json = new RandomJson(random);
        var schema = new KeySchema(List.of(new KeyAttribute("key", "S")), List.of());
        String content = "\"quoted\" \\ / \n\u0000 ü 😀 }]";

        ItemKey one = ItemKey.of(Slice.of(json.item(content)), schema);
        ItemKey other = ItemKey.of(Slice.of(json.item(content)), schema);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.parts().get(0).value()).isEqualTo(content);
        assertThat(ItemKey.ofObject(Slice.of(one.json()))).isEqualTo(one);
    }

    @Property(tries = 300)
    void escapes_are_read_as_jackson_reads_them(@ForAll Random random, @ForAll String content)
            throws JsonProcessingException {
        String literal = new RandomJson(random).string(withoutLoneSurrogates(content));

        Slice unescaped = JsonStrings.unescape(new JsonWalker(Slice.of(literal)).escapedString());

        assertThat(unescaped.text()).isEqualTo(JSON.readTree(literal).textValue());
    }

    @Property(tries = 300)
    void a_quoted_text_is_read_back_by_jackson(@ForAll String content) throws JsonProcessingException {
        String text = withoutLoneSurrogates(content);

        assertThat(JSON.readTree(JsonStrings.quoted(text)).textValue()).isEqualTo(text);
    }

    private static void refusedWhenCut(String answer, Consumer<Slice> reader) {
        byte[] bytes = answer.stripTrailing().getBytes(StandardCharsets.UTF_8);
        assertThat(isTaken(new Slice(bytes, 0, bytes.length), reader)).isTrue();
        for (int end = 0; end < bytes.length; end++) {
            if (isTaken(new Slice(bytes, 0, end), reader)) {
                fail("an answer of %d bytes was taken when cut off after %d", bytes.length, end);
            }
        }
    }

    private static boolean isTaken(Slice answer, Consumer<Slice> reader) {
        try {
            reader.accept(answer);
            return true;
        } catch (MalformedJson e) {
            return false;
        }
    }

    /** A slice with something on both sides, so that whoever looks beyond its bounds is caught. */
    private static Slice inTheMiddle(String text) {
        byte[] before = "{\"Items\":[{".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ("{\"Items\":[{" + text + "}]}").getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, before.length, bytes.length - 3);
    }

    private static List<String> texts(List<Slice> slices) {
        return slices.stream().map(Slice::text).toList();
    }

    private static String withoutLoneSurrogates(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
