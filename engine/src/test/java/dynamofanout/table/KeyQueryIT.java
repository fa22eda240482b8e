// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dynamofanout.item.ItemKey;
import dynamofanout.item.JsonStrings;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.table.CallFailed.Kind;
import dynamofanout.testing.LoopbackDynamoDb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyQueryIT {
    private static final LoopbackDynamoDb DYNAMODB = LoopbackDynamoDb.start();
    private static final SdkHttpClient HTTP = Apache5.client(2);
    private static final DynamoDbClient SDK = DYNAMODB.client("test");
    private static final KeySchema ORDERS = schema("customer:S", "order:N");
    private static final ItemTable TABLE = table("Orders");
    private static final String ITEM =
            "{\"customer\":{\"S\":\"C-17\"},\"order\":{\"N\":\"7\"},\"status\":{\"S\":\"open\"},\"amountEur\":{\"N\":\"9.50\"}}";

    @BeforeAll
    static void fills_a_table() {
        TestTables.create(SDK, "Orders", ORDERS);
        TABLE.write(List.of(Slice.of(ITEM)), Long.MAX_VALUE);
    }

    @AfterAll
    static void stop() {
        SDK.close();
        HTTP.close();
        DYNAMODB.close();
    }

    @Test
    void without_a_filter_the_item_is_found() {
        Page page = TABLE.queryKey(key("C-17", "7.0"), ReadOptions.CONSISTENT);

        assertThat(page.items()).hasSize(1);
        assertThat(ItemKey.of(page.items().get(0), ORDERS)).isEqualTo(key("C-17", "7"));
        assertThat(page.lastKey()).isEmpty();
        assertThat(page.units()).isPositive();
    }

    @Test
    void a_key_that_is_gone() {
        Page page = TABLE.queryKey(key("C-17", "8"), ReadOptions.CONSISTENT);

        assertThat(page.items()).isEmpty();
        assertThat(page.scannedCount()).isZero();
    }

    @Test
    void a_filter_that_matches() {
        Filter filter = new Filter(
                "#s = :s AND amountEur > :t",
                Map.of("#s", "status"),
                Map.of(":s", "{\"S\":\"open\"}", ":t", "{\"N\":\"9.49\"}"));

        assertThat(query("7", filter).items()).hasSize(1);
    }

    @Test
    void a_filter_that_does_not_match() {
        Filter filter = new Filter("amountEur > :t", Map.of(), Map.of(":t", "{\"N\":\"9.5\"}"));

        Page page = query("7", filter);

        assertThat(page.items()).isEmpty();
        assertThat(page.scannedCount()).isEqualTo(1);
        assertThat(page.filtered()).isEqualTo(1);
    }

    @Test
    void a_filter_without_values() {
        assertThat(query("7", new Filter("attribute_exists(amountEur)", Map.of(), Map.of()))
                        .items())
                .hasSize(1);
        assertThat(query("7", new Filter("attribute_exists(#none)", Map.of("#none", "none"), Map.of()))
                        .filtered())
                .isEqualTo(1);
    }

    /** The service's rule for Query, unlike Scan: a filter may not name a key attribute. */
    @Test
    void a_filter_on_a_key_attribute_is_rejected() {
        Filter filter = new Filter("#o > :o", Map.of("#o", "order"), Map.of(":o", "{\"N\":\"0\"}"));

        CallFailed failure = catchThrowableOfType(CallFailed.class, () -> query("7", filter));

        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.said())
                .isEqualTo(
                        "Filter Expression can only contain non-primary key attributes: Primary key attribute: order");
    }

    @ParameterizedTest
    @CsvSource({
        "Reserved, name:S, order:S",
        "Dotted, a.b:S, c[0]:S",
        "Odd, #x:S, :y:S",
        "Quoted, '\"q\":S', '\\:S'",
        "Numbers, n:N, m:N",
        "Binaries, b:B, c:B",
        "HashOnly, id:N, ",
    })
    void finds_keys_of_any_name_and_type(String name, String partition, String sort) {
        KeySchema schema = sort == null ? schema(partition) : schema(partition, sort);
        TestTables.create(SDK, name, schema);
        ItemTable table = table(name);
        String item = item(schema);
        table.write(List.of(Slice.of(item)), Long.MAX_VALUE);

        Page page = table.queryKey(
                ItemKey.of(Slice.of(item), schema),
                new ReadOptions(
                        true,
                        Optional.of(new Filter("isOther = :other", Map.of(), Map.of(":other", "{\"BOOL\":true}")))));

        assertThat(page.items()).hasSize(1);
        assertThat(ItemKey.of(page.items().get(0), schema)).isEqualTo(ItemKey.of(Slice.of(item), schema));
    }

    private static Page query(String order, Filter filter) {
        return TABLE.queryKey(key("C-17", order), new ReadOptions(true, Optional.of(filter)));
    }

    private static ItemKey key(String customer, String order) {
        return ItemKey.ofObject(
                Slice.of("{\"customer\":{\"S\":\"" + customer + "\"},\"order\":{\"N\":\"" + order + "\"}}"));
    }

    private static String item(KeySchema schema) {
        List<String> members = new ArrayList<>(List.of("\"isOther\":{\"BOOL\":true}"));
        for (KeyAttribute attribute : schema.attributes()) {
            String value =
                    switch (attribute.type()) {
                        case "N" -> "-12345678901234567890123456789012345678";
                        case "B" -> "//79+w==";
                        default -> "a\\\"b\\u0000😀";
                    };
            members.add(JsonStrings.quoted(attribute.name()) + ":{\"" + attribute.type() + "\":\"" + value + "\"}");
        }
        return "{" + String.join(",", members) + "}";
    }

    /** Attributes as {@code name:type}; the second, if there, is the sort key. */
    private static KeySchema schema(String... attributes) {
        List<KeyAttribute> all = new ArrayList<>();
        for (String attribute : attributes) {
            int colon = attribute.lastIndexOf(':');
            all.add(new KeyAttribute(attribute.substring(0, colon), attribute.substring(colon + 1)));
        }
        return new KeySchema(all.subList(0, 1), all.subList(1, all.size()));
    }

    private static ItemTable table(String name) {
        return TestClient.over(HTTP).with(DYNAMODB.endpoint()).table(name);
    }
}
