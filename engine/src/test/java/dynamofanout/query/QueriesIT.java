// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import static dynamofanout.query.AskedTables.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.query.AnswerLimits.Carriage;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.FaultyHttp.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** Queries against DynamoDB Local, as the function and the command ask them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueriesIT {
    private static final AskedTables TABLES = new AskedTables();
    private static final Queries QUERIES = TABLES.queries();
    private static final int ITEMS = 12;

    @BeforeAll
    static void fill() {
        for (String type : List.of("S", "N", "B")) {
            TABLES.table("Any" + type, "p:" + type, "s:" + type)
                    .global("Global", ProjectionType.ALL, 1, "gp:" + type, "gs:" + type)
                    .local("Local", ProjectionType.ALL, "p:" + type, "gs:" + type)
                    .create();
            for (int i = 0; i < ITEMS; i++) {
                AttributeValue partition = value(type, i % 2);
                TABLES.put(
                        "Any" + type,
                        Map.of(
                                "p", partition,
                                "s", value(type, i),
                                "gp", partition,
                                "gs", value(type, ITEMS - i),
                                "i", AttributeValue.fromN("" + i)));
            }
        }
        TABLES.table("Orders", "customerId:S", "orderDate:S")
                .global("ByStatus", ProjectionType.KEYS_ONLY, 1, "status:S", "total:N")
                .create();
        for (int i = 0; i < 40; i++) {
            Map<String, AttributeValue> order = new HashMap<>();
            order.put("customerId", AttributeValue.fromS("C-17"));
            order.put("orderDate", AttributeValue.fromS(String.format("2026-%02d-%02d", 1 + i / 20, 1 + i % 20)));
            order.put("status", AttributeValue.fromS(i % 10 == 0 ? "OPEN" : "DONE"));
            order.put("total", AttributeValue.fromN("0.1000000000000000000000000000000000000" + i % 10));
            order.put(
                    "address",
                    AttributeValue.fromM(
                            Map.of("city", AttributeValue.fromS("Wien"), "zip", AttributeValue.fromN("1010"))));
            order.put(
                    "lines",
                    AttributeValue.fromL(List.of(AttributeValue.fromS("first"), AttributeValue.fromN("" + i % 3))));
            TABLES.put("Orders", order);
        }
    }

    @AfterAll
    static void stop() {
        QUERIES.close();
        TABLES.close();
    }

    static Stream<Arguments> everyCondition() {
        List<Arguments> all = new ArrayList<>();
        for (String type : List.of("S", "N", "B")) {
            for (String where : List.of("table", "Global", "Local")) {
                for (String operator : List.of("none", "=", "<", "<=", ">", ">=", "between", "begins_with")) {
                    if (!type.equals("N") || !operator.equals("begins_with")) {
                        all.add(Arguments.of(type, where, operator));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("everyCondition")
    void answers_every_operator_on_every_type_of_key(String type, String where, String operator) {
        boolean isIndex = !where.equals("table");
        String sort = isIndex ? "gs" : "s";
        String bound = json(type, 6);
        String condition =
                switch (operator) {
                    case "none" -> "";
                    case "between" ->
                        ", 'sortKey': {'" + sort + "': {'between': [" + bound + ", " + json(type, 9) + "]}}";
                    case "begins_with" -> ", 'sortKey': {'" + sort + "': {'begins_with': " + prefix(type) + "}}";
                    default -> ", 'sortKey': {'" + sort + "': {'" + operator + "': " + bound + "}}";
                };

        JsonNode answer = ask(
                QUERIES,
                "{'environment': 'production', 'table': 'Any" + type + "', 'partitionKey': {'"
                        + (where.equals("Global") ? "gp" : "p") + "': " + json(type, 0) + "}"
                        + (isIndex ? ", 'index': '" + where + "'" : "") + condition + "}");

        List<Integer> found = new ArrayList<>();
        answer.path("items").forEach(item -> found.add(item.path("i").asInt()));
        assertThat(found).containsExactlyElementsOf(expected(isIndex, operator));
        assertThat(answer.path("count").asInt()).isEqualTo(found.size());
        assertThat(answer.path("units").asDouble()).isPositive();
        assertThat(answer.has("nextPageToken")).isFalse();
    }

    @Test
    void answers_numbers_with_all_digits_and_paths_within_items() {
        JsonNode answer = ask(
                QUERIES,
                orders("'sortKey': {'orderDate': '2026-01-03'}, 'select': ['total', 'address.city', 'lines[1]']"));

        assertThat(answer.path("items").toString())
                .isIn(
                        "[{\"total\":0.10000000000000000000000000000000000002,\"address\":{\"city\":\"Wien\"},\"lines\":[2]}]",
                        "[{\"lines\":[2],\"total\":0.10000000000000000000000000000000000002,\"address\":{\"city\":\"Wien\"}}]",
                        "[{\"address\":{\"city\":\"Wien\"},\"lines\":[2],\"total\":0.10000000000000000000000000000000000002}]")
                .as("whatever the order of attributes");
    }

    @Test
    void answers_dynamodb_json() {
        JsonNode answer = ask(
                QUERIES, orders("'sortKey': {'orderDate': '2026-01-03'}, 'select': ['address'], 'format': 'dynamodb'"));

        assertThat(answer.path("items").get(0).path("address").path("M").path("zip"))
                .hasToString("{\"N\":\"1010\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 39, 40, 41, 1000})
    void limits_items_that_are_answered_page_by_page(int limit) {
        List<JsonNode> pages = pages(orders("'limit': " + limit + ", 'order': 'descending'"));

        List<String> dates = dates(pages);
        assertThat(dates)
                .hasSize(40)
                .isSortedAccordingTo((a, b) -> b.compareTo(a))
                .doesNotHaveDuplicates();
        assertThat(pages).allMatch(page -> page.path("items").size() <= limit);
        assertThat(pages).hasSizeBetween((40 + limit - 1) / limit, 40 / limit + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100})
    void counts_only_items_that_the_filter_leaves_for_the_limit(int limit) {
        List<JsonNode> pages = pages(orders("'limit': " + limit + ", 'filter': 'status = OPEN', 'select': ['status']"));

        assertThat(pages.get(0).path("items")).hasSize(Math.min(4, limit));
        assertThat(pages.stream().mapToInt(page -> page.path("items").size()).sum())
                .isEqualTo(4);
        assertThat(pages.get(0).path("items").get(0)).hasToString("{\"status\":\"OPEN\"}");
    }

    @Test
    void looks_at_few_pages_for_a_sparse_filter() {
        AtomicInteger calls = new AtomicInteger();
        Queries counting = TABLES.queries(
                new FaultyHttp(TABLES.http(), (operation, request) -> {
                    calls.addAndGet(operation.equals("Query") ? 1 : 0);
                    return Fault.NONE;
                }),
                System::nanoTime);

        ask(counting, orders("'limit': 1, 'filter': 'lines[0] = nothing'"));

        assertThat(calls.get()).isEqualTo(6); // 1 + 2 + 4 + 8 + 16 + the last 9
    }

    @Test
    void asks_for_no_more_than_is_wanted_without_a_filter() {
        List<Integer> limits = new ArrayList<>();
        Queries watching = TABLES.queries(
                new FaultyHttp(TABLES.http(), (operation, request) -> {
                    limits.addAll(operation.equals("Query") ? List.of(limit(request)) : List.of());
                    return Fault.NONE;
                }),
                System::nanoTime);

        ask(watching, orders("'limit': 7"));

        assertThat(limits).containsExactly(7);
    }

    @Test
    void counts_without_answering_items() {
        JsonNode answer = ask(QUERIES, orders("'count': true, 'filter': 'status = DONE'"));

        assertThat(answer.path("count").asInt()).isEqualTo(36);
        assertThat(answer.has("items")).isFalse();
    }

    @Test
    void counts_the_values_of_an_attribute() {
        JsonNode statuses = ask(QUERIES, orders("'unique': 'status'"));
        JsonNode second = ask(QUERIES, orders("'unique': 'lines[1]'"));
        JsonNode city = ask(QUERIES, orders("'unique': 'address.city', 'format': 'dynamodb'"));

        assertThat(statuses.path("unique").toString())
                .isEqualTo("[{\"value\":\"OPEN\",\"count\":4},{\"value\":\"DONE\",\"count\":36}]");
        assertThat(statuses.path("count").asInt()).isEqualTo(40);
        assertThat(second.path("unique").toString())
                .isEqualTo("[{\"value\":0,\"count\":14},{\"value\":1,\"count\":13},{\"value\":2,\"count\":13}]");
        assertThat(city.path("unique").toString()).isEqualTo("[{\"value\":{\"S\":\"Wien\"},\"count\":40}]");
    }

    @Test
    void answers_the_first_item_alone() {
        JsonNode first = ask(QUERIES, orders("'head': true"));
        JsonNode last = ask(QUERIES, orders("'head': true, 'order': 'descending', 'filter': 'status = OPEN'"));

        assertThat(dates(List.of(first))).containsExactly("2026-01-01");
        assertThat(dates(List.of(last))).containsExactly("2026-02-11");
        assertThat(first.has("nextPageToken")).isFalse();
    }

    @Test
    void answers_an_empty_page_with_a_token_when_time_is_over() {
        AtomicLong now = new AtomicLong();
        Queries slow = TABLES.queries(TABLES.http(), () -> now.addAndGet(1_000));
        String request = orders("'limit': 1, 'filter': 'status = NONE'");

        JsonNode first = ask(slow, request, new AnswerLimits(now.get() + 2_500, 5_500_000, Carriage.PLAIN));
        JsonNode rest = ask(QUERIES, withToken(request, first));

        assertThat(first.path("items")).isEmpty();
        assertThat(first.path("nextPageToken").asText()).isNotEmpty();
        assertThat(rest.has("nextPageToken")).isFalse();
        assertThat(first.path("units").asDouble()).isPositive();
    }

    @Test
    void keeps_a_page_below_its_bytes_as_they_are_serialized() {
        TABLES.table("OrdersOfBytes", "id:S", "n:N").create();
        for (int i = 0; i < 6; i++) {
            TABLES.put(
                    "OrdersOfBytes",
                    Map.of(
                            "id", AttributeValue.fromS("x"),
                            "n", AttributeValue.fromN("" + i),
                            "text", AttributeValue.fromS("\u0001\"\\".repeat(50_000))));
        }
        String request = "{'environment': 'production', 'table': 'OrdersOfBytes', 'partitionKey': {'id': 'x'}}";
        for (Carriage carriage : Carriage.values()) {
            var bounds = new AnswerLimits(Long.MAX_VALUE / 2 + System.nanoTime() / 2, 1_500_000, carriage);
            List<Integer> numbers = new ArrayList<>();
            String next = request;
            int pages = 0;
            while (!next.isEmpty()) {
                Answer answer = QUERIES.answer(AskedTables.object(next), Optional.empty(), bounds);
                JsonNode page = AskedTables.tree(answer.json());
                page.path("items").forEach(item -> numbers.add(item.path("n").asInt()));
                assertThat(carriage.bytes(answer.json())).isLessThan(1_501_000);
                next = answer.nextPageToken().isPresent() ? withToken(request, page) : "";
                pages++;
            }
            assertThat(numbers).as("%s", carriage).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(pages).isEqualTo(carriage == Carriage.PLAIN ? 3 : 6);
        }
    }

    @Test
    void refuses_a_token_of_another_request() {
        JsonNode first = ask(QUERIES, orders("'limit': 3"));

        assertThat(refusal(withToken(orders("'limit': 3, 'order': 'descending'"), first)))
                .startsWith("400 pageToken must come as it is from an answer to the same request");
        assertThat(ask(QUERIES, withToken(orders("'limit': 5"), first)).path("items"))
                .hasSize(5);
    }

    @Test
    void refuses_in_a_sentence() {
        assertThat(refusal(orders("'index': 'ByStatus', 'consistentRead': true")))
                .isEqualTo("400 consistentRead must be left out for index ByStatus of Orders: DynamoDB reads global"
                        + " secondary indexes eventually consistent only");
        assertThat(refusal(orders("'filter': 'orderDate > 2026'")))
                .isEqualTo(
                        "400 filter must not ask for keys of Orders (customerId (S), orderDate (S)): partitionKey and"
                                + " sortKey do");
        assertThat(refusal(orders("'filter': {'expression': 'total >'}, 'count': true")))
                .startsWith("400 table Orders in production cannot be asked so: ");
        assertThat(refusal(orders("'limit': 0"))).isEqualTo("400 limit must be a whole number from 1 to 10000, got: 0");
        assertThat(refusal(orders("'head': true, 'count': true")))
                .isEqualTo("400 only one of head, count, unique and keysOnly may be given, got: head, count");
        assertThat(refusal(orders("'select': ['a..b']")))
                .isEqualTo("400 select must be an attribute or a path such as address.city or lines[0].price, got:"
                        + " \"a..b\"");
        assertThat(refusal(orders("'selekt': ['a']")))
                .isEqualTo("400 unknown field \"selekt\" in the request; did you mean \"select\"?");
        assertThat(refusal("{'environment': 'production', 'table': 'Missing', 'partitionKey': {'a': 1}}"))
                .isEqualTo("404 table Missing in production does not exist (Region eu-west-1)");
        assertThat(refusal("{'environment': 'production', 'table': 'Secrets', 'partitionKey': {'a': 1}}"))
                .isEqualTo("403 table must be among the tables of environment production (Orders*, Any*, Missing), got:"
                        + " \"Secrets\"");
        assertThat(refusal("{'environment': 'staging', 'table': 'Orders', 'partitionKey': {'a': 1}}"))
                .isEqualTo("403 environment must be one of the function's fanout.json, got: \"staging\"");
        assertThat(refusal("{'environment': 'production', 'table':"
                        + " 'arn:aws:dynamodb:eu-west-1:333333333333:table/Orders', 'partitionKey': {'a': 1}}"))
                .isEqualTo("403 table must be of the account of environment production, got:"
                        + " \"arn:aws:dynamodb:eu-west-1:333333333333:table/Orders\"");
    }

    @Test
    void no_items_for_a_key_is_an_answer() {
        JsonNode answer = ask(QUERIES, orders("'sortKey': {'orderDate': '1999'}"));

        assertThat(answer.path("items")).isEmpty();
        assertThat(answer.path("count").asInt()).isZero();
    }

    @Test
    void bears_some_throttling_and_says_429_when_it_does_not_end() {
        AtomicInteger left = new AtomicInteger(3);
        Queries passing = faulty(Fault.THROTTLED, left);
        Queries lasting = faulty(Fault.THROTTLED, new AtomicInteger(1_000));

        JsonNode answer = ask(passing, orders("'limit': 2"));
        NotAnswered refused = catchThrowableOfType(NotAnswered.class, () -> ask(lasting, orders("'limit': 2")));

        assertThat(answer.path("items")).hasSize(2);
        assertThat(refused.json())
                .hasToString("{\"status\":429,\"error\":\"table Orders in production is throttled: ask again in a"
                        + " moment\",\"retryAfterSeconds\":1}");
    }

    @Test
    void names_what_failed_without_its_contents() {
        NotAnswered broken = catchThrowableOfType(
                NotAnswered.class,
                () -> ask(faulty(Fault.SERVER_ERROR, new AtomicInteger(1_000)), orders("'limit': 2")));
        NotAnswered denied = catchThrowableOfType(
                NotAnswered.class, () -> ask(faulty(Fault.DENIED, new AtomicInteger(1_000)), orders("'limit': 2")));

        assertThat(broken.json())
                .hasToString("{\"status\":500,\"error\":\"table Orders in production cannot be asked now:"
                        + " injected (InternalServerError)\"}");
        assertThat(denied.json())
                .hasToString("{\"status\":500,\"error\":\"no permission for dynamodb:DescribeTable on table Orders in"
                        + " production (injected)\"}");
    }

    @Test
    void notices_that_a_table_has_got_other_keys() {
        AtomicLong now = new AtomicLong();
        Queries queries = TABLES.queries(TABLES.http(), now::get);
        TABLES.table("OrdersAnew", "a:S").create();
        TABLES.put("OrdersAnew", Map.of("a", AttributeValue.fromS("x")));
        String before = "{'environment': 'production', 'table': 'OrdersAnew', 'partitionKey': {'a': 'x'}}";
        assertThat(ask(queries, before).path("count").asInt()).isEqualTo(1);

        TABLES.sdk().deleteTable(delete -> delete.tableName("OrdersAnew"));
        TABLES.table("OrdersAnew", "b:N").create();
        TABLES.put("OrdersAnew", Map.of("b", AttributeValue.fromN("7")));
        now.addAndGet(2_000_000_000L);
        JsonNode answer =
                ask(queries, "{'environment': 'production', 'table': 'OrdersAnew', 'partitionKey': {'b': '7.0'}}");

        assertThat(answer.path("count").asInt()).isEqualTo(1);
        assertThat(catchThrowableOfType(NotAnswered.class, () -> ask(queries, before)))
                .hasMessage("a is no key of OrdersAnew (keys of OrdersAnew: b (N))");
    }

    @Test
    void asks_an_index_of_several_attributes() {
        TABLES.table("OrdersByPlace", "id:S")
                .global("ByPlace", ProjectionType.ALL, 2, "country:S", "zip:N", "street:S", "house:N")
                .create();
        for (int i = 0; i < 10; i++) {
            TABLES.put(
                    "OrdersByPlace",
                    Map.of(
                            "id", AttributeValue.fromS("" + i),
                            "country", AttributeValue.fromS("AT"),
                            "zip", AttributeValue.fromN("1010"),
                            "street", AttributeValue.fromS(i < 5 ? "Graben" : "Kohlmarkt"),
                            "house", AttributeValue.fromN("" + i)));
        }

        List<JsonNode> pages = pages("{'environment': 'production', 'table': 'OrdersByPlace', 'index': 'ByPlace',"
                + " 'partitionKey': {'country': 'AT', 'zip': 1010}, 'sortKey': {'street': 'Graben', 'house': {'>=': 2}},"
                + " 'limit': 2, 'select': ['id']}");

        assertThat(pages.stream().flatMap(page -> page.path("items").findValuesAsText("id").stream()))
                .containsExactly("2", "3", "4");
    }

    @Test
    void asks_an_index_of_as_many_attributes_as_there_can_be() {
        TABLES.table("OrdersByAll", "id:S")
                .global("ByAll", ProjectionType.ALL, 4, "a:S", "b:N", "c:S", "d:N", "e:S", "f:N", "g:S", "h:N")
                .create();
        for (int i = 0; i < 10; i++) {
            Map<String, AttributeValue> item = new HashMap<>(Map.of("id", AttributeValue.fromS("" + i)));
            List.of("a", "c", "e", "g").forEach(name -> item.put(name, AttributeValue.fromS(name)));
            List.of("b", "d", "f").forEach(name -> item.put(name, AttributeValue.fromN("7")));
            item.put("h", AttributeValue.fromN("" + i));
            TABLES.put("OrdersByAll", item);
        }
        String partition = "{'environment': 'production', 'table': 'OrdersByAll', 'index': 'ByAll', 'select': ['id'],"
                + " 'partitionKey': {'a': 'a', 'b': 7, 'c': 'c', 'd': '7.0'}, 'sortKey': ";

        JsonNode last = ask(QUERIES, partition + "{'e': 'e', 'f': 7, 'g': 'g', 'h': {'between': [3, 5]}}}");
        JsonNode second = ask(QUERIES, partition + "{'e': 'e', 'f': {'<': 7}}}");

        assertThat(last.path("items").findValuesAsText("id")).containsExactly("3", "4", "5");
        assertThat(second.path("items")).isEmpty();
        assertThat(refusal(partition + "{'e': 'e', 'g': 'g'}}"))
                .isEqualTo("400 a condition on g needs one on f too: sort attributes of index ByAll of OrdersByAll are"
                        + " asked for from left to right");
        assertThat(refusal(partition.replace("'c': 'c', ", "") + "{'e': 'e'}}"))
                .isEqualTo("400 partitionKey must have c (S), a partition key of index ByAll of OrdersByAll, by"
                        + " equality");
    }

    private static Queries faulty(Fault fault, AtomicInteger left) {
        return TABLES.queries(
                new FaultyHttp(TABLES.http(), (operation, request) -> left.getAndDecrement() > 0 ? fault : Fault.NONE),
                System::nanoTime);
    }

    private static int limit(HttpExecuteRequest request) {
        try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
            return AskedTables.tree(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .path("Limit")
                    .asInt();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String orders(String more) {
        String partition = more.contains("ByStatus") ? "{'status': 'OPEN'}" : "{'customerId': 'C-17'}";
        return "{'environment': 'production', 'table': 'Orders', 'partitionKey': " + partition + ", " + more + "}";
    }

    private static List<JsonNode> pages(String request) {
        List<JsonNode> pages = new ArrayList<>(List.of(ask(QUERIES, request)));
        while (pages.get(pages.size() - 1).has("nextPageToken")) {
            pages.add(ask(QUERIES, withToken(request, pages.get(pages.size() - 1))));
        }
        return pages;
    }

    private static String withToken(String request, JsonNode page) {
        return request.substring(0, request.length() - 1) + ", 'pageToken': '"
                + page.path("nextPageToken").asText() + "'}";
    }

    private static List<String> dates(List<JsonNode> pages) {
        return pages.stream()
                .flatMap(page -> page.path("items").findValuesAsText("orderDate").stream())
                .toList();
    }

    private static String refusal(String request) {
        NotAnswered refused = catchThrowableOfType(NotAnswered.class, () -> ask(QUERIES, request));
        return refused.status().number() + " " + refused.getMessage();
    }

    private static List<Integer> expected(boolean isIndex, String operator) {
        return IntStream.range(0, ITEMS)
                .map(i -> isIndex ? ITEMS - 1 - i : i)
                .filter(i -> i % 2 == 0)
                .filter(i -> {
                    int sort = isIndex ? ITEMS - i : i;
                    return switch (operator) {
                        case "=" -> sort == 6;
                        case "<" -> sort < 6;
                        case "<=" -> sort <= 6;
                        case ">" -> sort > 6;
                        case ">=" -> sort >= 6;
                        case "between" -> sort >= 6 && sort <= 9;
                        case "begins_with" -> sort >= 10;
                        default -> true;
                    };
                })
                .boxed()
                .toList();
    }

    /** The number as a key of this type, in an order that all types share. */
    private static AttributeValue value(String type, int i) {
        return switch (type) {
            case "N" -> AttributeValue.fromN("" + i);
            case "B" -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes(i)));
            default -> AttributeValue.fromS(String.format("%02d", i));
        };
    }

    private static String json(String type, int i) {
        return switch (type) {
            case "N" -> "" + i;
            case "B" -> "'" + Base64.getEncoder().encodeToString(bytes(i)) + "'";
            default -> String.format("'%02d'", i);
        };
    }

    private static String prefix(String type) {
        return type.equals("B") ? "'" + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xf1}) + "'" : "'1'";
    }

    private static byte[] bytes(int i) {
        return new byte[] {(byte) (0xf0 + i / 10), (byte) i};
    }
}
