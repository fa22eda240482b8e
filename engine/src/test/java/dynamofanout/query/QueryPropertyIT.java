// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import static dynamofanout.query.AskedTables.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * For random tables and random conditions the answer is what a filter over a full Scan leaves, page by page, for every
 * size of page. The items have two sort attributes; the table and a local index sort by one, a global index by both.
 */
@NullUnmarked // fixtures are opened before all tests, items have what the test put into them
class QueryPropertyIT {
    private static final int MOST_ITEMS = 14;
    private static final List<String> OPERATORS = List.of("none", "=", "<", "<=", ">", ">=", "between", "begins_with");

    private static AskedTables tables;
    private static Queries queries;
    private static int made;

    /** An item: its partition, its own number (so that keys differ), two values to sort by, one to filter by. */
    record Item(int partition, String first, int second, boolean isOpen) {}

    /** @param where {@code table}, {@code Local} or {@code Global} */
    record Asked(String where, String operator, String low, String high, boolean isFiltered, String order) {}

    @BeforeContainer
    static void start() {
        tables = new AskedTables();
        queries = tables.queries();
    }

    @AfterContainer
    static void stop() {
        queries.close();
        tables.close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void answers_what_a_filter_over_a_full_scan_leaves(
            @ForAll("items") List<Item> items, @ForAll("conditions") Asked asked) {
        String table = "Any" + made++;
        fill(table, items);

        List<String> expected = expected(scan(table), asked);
        for (int size = 1; size <= expected.size() + 1; size++) {
            assertThat(answered(table, asked, size))
                    .as("%s in pages of %s", asked, size)
                    .isEqualTo(expected);
        }
        assertThat(count(table, asked)).isEqualTo(expected.size());
        tables.sdk().deleteTable(delete -> delete.tableName(table));
    }

    @Provide
    Arbitrary<List<Item>> items() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of("a", "aa", "ab", "b", "ba", "ü"),
                        Arbitraries.integers().between(-2, 11),
                        Arbitraries.of(true, false))
                .as(Item::new)
                .list()
                .ofMaxSize(MOST_ITEMS);
    }

    @Provide
    Arbitrary<Asked> conditions() {
        return Combinators.combine(
                        Arbitraries.of("table", "Local", "Global"),
                        Arbitraries.of(OPERATORS),
                        Arbitraries.of("a", "aa", "ab", "b"),
                        Arbitraries.of("b", "ba", "ü"),
                        Arbitraries.of(true, false),
                        Arbitraries.of("ascending", "descending"))
                .as(Asked::new);
    }

    private static void fill(String table, List<Item> items) {
        tables.table(table, "p:N", "s:N")
                .local("Local", ProjectionType.ALL, "p:N", "first:S")
                .global("Global", ProjectionType.ALL, 1, "p:N", "first:S", "second:N")
                .create();
        List<WriteRequest> writes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Map<String, AttributeValue> item = new HashMap<>();
            item.put("p", AttributeValue.fromN("" + items.get(i).partition()));
            item.put("s", AttributeValue.fromN("" + i));
            item.put("first", AttributeValue.fromS(items.get(i).first()));
            item.put("second", AttributeValue.fromN("" + items.get(i).second()));
            item.put("isOpen", AttributeValue.fromBool(items.get(i).isOpen()));
            writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        if (!writes.isEmpty()) {
            tables.sdk().batchWriteItem(write -> write.requestItems(Map.of(table, writes)));
        }
    }

    private static List<Map<String, AttributeValue>> scan(String table) {
        return tables.sdk().scan(scan -> scan.tableName(table)).items();
    }

    /** Numbers of the items, in the order in which they are to come; those with equal sort keys come in any. */
    private static List<String> expected(List<Map<String, AttributeValue>> all, Asked asked) {
        Comparator<Map<String, AttributeValue>> bySort = asked.where().equals("table")
                ? Comparator.comparingInt(QueryPropertyIT::number)
                : asked.where().equals("Local")
                        ? Comparator.comparing(item -> item.get("first").s())
                        : Comparator.<Map<String, AttributeValue>, String>comparing(
                                        item -> item.get("first").s())
                                .thenComparingInt(item ->
                                        Integer.parseInt(item.get("second").n()));
        return all.stream()
                .filter(item -> item.get("p").n().equals("1"))
                .filter(item -> matches(item, asked))
                .filter(item -> !asked.isFiltered() || item.get("isOpen").bool())
                .sorted(asked.order().equals("ascending") ? bySort : bySort.reversed())
                .map(item -> sortText(item, asked))
                .toList();
    }

    private static boolean matches(Map<String, AttributeValue> item, Asked asked) {
        boolean isTable = asked.where().equals("table");
        BiPredicate<String, Integer> compares = (bound, sign) -> sign
                == Integer.signum(
                        isTable
                                ? Integer.compare(number(item), numberOf(bound))
                                : item.get("first").s().compareTo(bound));
        return switch (operator(asked)) {
            case "=" -> compares.test(asked.low(), 0);
            case "<" -> compares.test(asked.low(), -1);
            case "<=" -> !compares.test(asked.low(), 1);
            case ">" -> compares.test(asked.low(), 1);
            case ">=" -> !compares.test(asked.low(), -1);
            case "between" -> !compares.test(asked.low(), -1) && !compares.test(asked.high(), 1);
            case "begins_with" -> item.get("first").s().startsWith(asked.low());
            default -> true;
        };
    }

    private static String operator(Asked asked) {
        return asked.where().equals("table") && asked.operator().equals("begins_with") ? ">" : asked.operator();
    }

    /** A number to compare item numbers with, in the same order as the texts. */
    private static int numberOf(String bound) {
        return List.of("a", "aa", "ab", "b", "ba", "ü").indexOf(bound) * 2;
    }

    private static List<String> answered(String table, Asked asked, int size) {
        List<String> found = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            String more = token.map(text -> ", 'pageToken': '" + text + "'").orElse("");
            JsonNode page = ask(queries, request(table, asked, ", 'limit': " + size + more));
            assertThat(page.path("items").size()).isLessThanOrEqualTo(size);
            page.path("items").forEach(item -> found.add(sortText(item, asked)));
            token = Optional.ofNullable(page.path("nextPageToken").textValue());
        } while (token.isPresent());
        return found;
    }

    private static int count(String table, Asked asked) {
        return ask(queries, request(table, asked, ", 'count': true"))
                .path("count")
                .asInt();
    }

    private static String request(String table, Asked asked, String more) {
        boolean isTable = asked.where().equals("table");
        String low = isTable ? "" + numberOf(asked.low()) : "'" + asked.low() + "'";
        String high = isTable ? "" + numberOf(asked.high()) : "'" + asked.high() + "'";
        String operator = operator(asked);
        String operand = operator.equals("between") ? "[" + low + ", " + high + "]" : low;
        String sort = operator.equals("none")
                ? ""
                : ", 'sortKey': {'" + (isTable ? "s" : "first") + "': {'" + operator + "': " + operand + "}}";
        return "{'environment': 'production', 'table': '" + table + "', 'partitionKey': {'p': 1}, 'order': '"
                + asked.order() + "'" + (isTable ? "" : ", 'index': '" + asked.where() + "'") + sort
                + (asked.isFiltered() ? ", 'filter': 'isOpen = true'" : "") + more + "}";
    }

    private static int number(Map<String, AttributeValue> item) {
        return Integer.parseInt(item.get("s").n());
    }

    private static String sortText(Map<String, AttributeValue> item, Asked asked) {
        return switch (asked.where()) {
            case "table" -> item.get("s").n();
            case "Local" -> item.get("first").s();
            default -> item.get("first").s() + item.get("second").n();
        };
    }

    private static String sortText(JsonNode item, Asked asked) {
        return switch (asked.where()) {
            case "table" -> item.path("s").asText();
            case "Local" -> item.path("first").asText();
            default -> item.path("first").asText() + item.path("second").asText();
        };
    }
}
