// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.FaultyHttp.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** A copy of selected keys, from the command line: what arrives, what is counted, what is read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class SelectionIT {
    private static final String TABLE = "Orders";
    private static final int CUSTOMERS = 30;
    private static final int DAYS = 12;

    @RegisterExtension
    final Cli cli = new Cli();

    private final Map<String, AtomicInteger> operations = new ConcurrentHashMap<>();
    private List<Map<String, AttributeValue>> items = List.of();

    /** Customers C-0 to C-29 with an order each day; the index by status holds keys only. */
    @BeforeEach
    void fill() {
        for (var client : List.of(cli.source(), cli.target())) {
            client.createTable(table -> table.tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                            attribute("customerId"), attribute("orderDate"), attribute("status"), attribute("city"))
                    .keySchema(key("customerId", KeyType.HASH), key("orderDate", KeyType.RANGE))
                    .globalSecondaryIndexes(
                            index("ByStatus", "status", ProjectionType.KEYS_ONLY),
                            index("ByCity", "city", ProjectionType.ALL)));
        }
        items = IntStream.range(0, CUSTOMERS * DAYS)
                .mapToObj(i -> item(
                        "customerId",
                        "C-" + i / DAYS,
                        "orderDate",
                        String.format("2026-%02d-01", 1 + i % DAYS),
                        "status",
                        i % 9 == 0 ? "OPEN" : "DONE",
                        "city",
                        i % 2 == 0 ? "Wien" : "Graz",
                        "text",
                        "order " + i,
                        "number",
                        i))
                .toList();
        Tables.put(cli.source(), TABLE, items);
        cli.wire(real -> new FaultyHttp(real, (operation, request) -> {
            boolean isSource = request.httpRequest()
                    .firstMatchingHeader("Authorization")
                    .orElse("")
                    .contains(Cli.PRODUCTION);
            if (isSource) {
                operations
                        .computeIfAbsent(operation, name -> new AtomicInteger())
                        .incrementAndGet();
            }
            return Fault.NONE;
        }));
    }

    @Test
    void copies_one_partition_and_scans_nothing() {
        Cli.Ran ran = cli.copy(TABLE, "--partition-key customerId=C-17 --json");

        assertCopied(ran, order -> customer(order).equals("C-17"));
        assertThat(operations).doesNotContainKey("Scan");
        assertThat(ran.err()).contains("copy (overwrite) of 1 key").contains("12 read = 12 written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--partition-key customerId=C-99999 | the selected key has no item in table Orders in production: are the values right?",
                "--partition-key customerId=C-98 --partition-key customerId=C-99 | none of the 2 selected keys has an item in table Orders in production: are the values right?",
                "--partition-key customerId=C-17 --sort-key orderDate=2027 | the selected key has no item in table Orders in production: are the values right?",
                "--partition-key city=Linz --index ByCity | the selected key has no item in table Orders in production: are the values right?"
            })
    void warns_of_a_selection_of_which_nothing_exists(String arguments, String sentence) {
        Cli.Ran ran = cli.copy(TABLE, (arguments + " --json").split(" "));

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("warnings")).hasSize(1);
        assertThat(ran.json().path("warnings").get(0).asText()).isEqualTo(sentence);
        assertThat(ran.err()).contains("  warning  " + sentence);
    }

    @Test
    void copies_a_range_of_several_partitions() {
        Cli.Ran ran = cli.copy(
                TABLE,
                "--partition-key customerId=C-17 --partition-key customerId=C-3 --sort-key 'orderDate "
                        + "between 2026-02 2026-05' --json");

        assertCopied(
                ran,
                order -> Set.of("C-17", "C-3").contains(customer(order))
                        && date(order).matches("2026-0[234].*"));
        assertThat(ran.json().path("counts").path("read").asInt()).isEqualTo(6);
    }

    @Test
    void copies_whole_keys_of_a_file_by_look_ups_and_counts_those_that_are_gone() throws IOException {
        List<String> lines = new ArrayList<>();
        IntStream.range(0, 250).map(i -> i % 120 * 3).forEach(i -> lines.add(key(items.get(i))));
        lines.add("{\"customerId\": \"C-99\", \"orderDate\": \"2026-01-01\"}");
        Files.write(cli.home().resolve("keys.jsonl"), lines);

        Cli.Ran ran = cli.copy(TABLE, "--keys-file keys.jsonl --json");

        assertCopied(ran, order -> number(order) % 3 == 0);
        assertThat(ran.json().path("counts").path("read").asInt()).isEqualTo(121);
        assertThat(ran.json().path("counts").path("gone").asInt()).isEqualTo(1);
        assertThat(operations).doesNotContainKeys("Scan", "Query");
        assertThat(ran.err())
                .contains("warning  130 of the 251 keys select only what others do too: they are merged with those");
    }

    @Test
    void copies_once_what_two_keys_select() throws IOException {
        Files.write(
                cli.home().resolve("request.jsonl"),
                List.of(
                        "{\"customerId\": \"C-1\"}",
                        "{\"customerId\": \"C-1\", \"orderDate\": \"2026-03-01\"}",
                        "{\"customerId\": \"C-2\", \"orderDate\": \"2026-03-01\"}"));

        Cli.Ran ran = cli.copy(TABLE, "--keys-file request.jsonl --json");

        assertCopied(
                ran,
                order -> customer(order).equals("C-1")
                        || (customer(order).equals("C-2") && date(order).equals("2026-03-01")));
        assertThat(ran.json().path("counts").path("read").asInt()).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({"ByStatus, status=OPEN", "ByCity, city=Wien"})
    void copies_whole_items_through_an_index(String index, String key) {
        Cli.Ran ran = cli.copy(TABLE, "--index", index, "--partition-key", key, "--json");

        assertCopied(ran, order -> index.equals("ByStatus") ? number(order) % 9 == 0 : number(order) % 2 == 0);
        assertThat(operations).doesNotContainKey("Scan");
    }

    @ParameterizedTest
    @CsvSource({"ByStatus, status=OPEN, 9", "ByCity, city=Wien, 2"})
    void filters_whole_items_also_where_the_index_lacks_attributes(String index, String key, int every) {
        Cli.Ran ran = cli.copy(
                TABLE,
                "--index",
                index,
                "--partition-key",
                key,
                "--filter",
                "#n > :n",
                "--filter-names",
                "{\"#n\": \"number\"}",
                "--filter-values",
                "{\":n\": 100}",
                "--json");

        assertCopied(ran, order -> number(order) % every == 0 && number(order) > 100);
        assertThat(ran.json().path("counts").path("filtered").asInt()).isPositive();
    }

    @Test
    void resumes_within_a_selection() throws IOException {
        List<String> lines = new ArrayList<>();
        IntStream.range(0, CUSTOMERS).forEach(i -> lines.add("{\"customerId\": \"C-" + i + "\"}"));
        Files.write(cli.home().resolve("keys.jsonl"), lines);
        AtomicInteger writes = new AtomicInteger();
        cli.wire(real -> new FaultyHttp(
                real,
                (operation, request) -> operation.equals("BatchWriteItem") && writes.incrementAndGet() > 6
                        ? Fault.DENIED
                        : Fault.NONE));
        Cli.Ran broken = cli.copy(TABLE, "--keys-file keys.jsonl --segments 3 --workers 1 --run-id night --json");
        assertThat(broken.exit()).as(broken.all()).isEqualTo(1);
        int before = Tables.items(cli.target(), TABLE).size();

        cli.wire(real -> real);
        Cli.Ran ran = cli.run("resume night --json");

        assertThat(before).isBetween(1, CUSTOMERS * DAYS - 1);
        assertCopied(ran, order -> true);
        assertThat(ran.json().path("counts").path("read").asInt()).isEqualTo(CUSTOMERS * DAYS);
    }

    @Test
    void plans_without_writing() {
        Cli.Ran ran = cli.copy(TABLE, "--partition-key customerId=C-17 --dry-run --json");

        assertThat(ran.exit()).isZero();
        assertThat(ran.json().path("selection").asText()).isEqualTo("QUERIES");
        assertThat(ran.json().path("estimate").path("items").asInt()).isEqualTo(DAYS);
        assertThat(Tables.items(cli.target(), TABLE)).isEmpty();
        assertThat(operations).containsOnlyKeys("DescribeTable", "Query");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "--partition-key status=OPEN | status is no key of Orders; index ByStatus has it (keys of Orders: customerId (S), orderDate (S))",
                "--partition-key customerId=C-1 --index ByCty | --index must be one of Orders (it has ByStatus, ByCity), got: \"ByCty\"; did you mean \"ByCity\"?",
                "--partition-key city=Wien --index ByCity --consistent-read | consistentRead must be left out for index ByCity of Orders: DynamoDB reads global secondary indexes eventually consistent only",
                "--index ByCity | --index and --sort-key need a --partition-key or a --keys-file",
                "--partition-key customerId>C-1 | --partition-key must be such as customerId=C-17, got: customerId>C-1",
                "--partition-key customerId=C-1 --filter orderDate=:d --filter-values {\":d\":1} | --filter must not ask for keys of Orders (customerId (S), orderDate (S)): the selection does",
            })
    void refuses_in_a_sentence(String arguments, String sentence) {
        Cli.Ran ran = cli.copy(TABLE, arguments.split(" "));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEqualToNormalizingNewlines("fanout: " + sentence + "\n");
    }

    @Test
    void says_which_line_and_which_key_is_wrong() throws IOException {
        Files.write(cli.home().resolve("broken.jsonl"), List.of("{\"customerId\": \"C-1\"}", "C-2"));
        Files.write(cli.home().resolve("empty.jsonl"), List.of());
        Files.write(cli.home().resolve("wrong.jsonl"), List.of("{\"customerId\": \"C-1\"}", "{\"customerId\": 2}"));

        assertThat(cli.copy(TABLE, "--keys-file broken.jsonl").err())
                .startsWith("fanout: line 2 of " + cli.home().resolve("broken.jsonl") + " must be JSON, got an error");
        assertThat(cli.copy(TABLE, "--keys-file wrong.jsonl").err())
                .isEqualToNormalizingNewlines("fanout: key 2 of 2: partitionKey.customerId must be a string, such as"
                        + " \"C-17\", got: 2\n");
        assertThat(cli.copy(TABLE, "--keys-file empty.jsonl").err())
                .isEqualToNormalizingNewlines(
                        "fanout: --keys-file must be a list of 1 to 100,000 keys, got: 0 of them\n");
        assertThat(cli.copy(TABLE, "--keys-file none.jsonl").err())
                .startsWith("fanout: --keys-file must be a file that can be read, got: ");
    }

    private void assertCopied(Cli.Ran ran, Predicate<Map<String, AttributeValue>> isSelected) {
        assertThat(ran.exit()).as(ran.all()).isZero();
        Set<String> expected = new TreeSet<>();
        items.stream()
                .filter(isSelected)
                .forEach(order ->
                        expected.add(Objects.requireNonNull(order.get("text")).s()));
        Set<Map<String, Object>> arrived = Tables.items(cli.target(), TABLE);
        assertThat(arrived).isSubsetOf(Tables.items(cli.source(), TABLE));
        assertThat(arrived).hasSize(expected.size());
        assertThat(arrived)
                .extracting(order -> ((AttributeValue) Objects.requireNonNull(order.get("text"))).s())
                .containsExactlyInAnyOrderElementsOf(expected);
        JsonNode counts = ran.json().path("counts");
        assertThat(counts.path("written").asInt()).isEqualTo(expected.size());
    }

    private static String key(Map<String, AttributeValue> order) {
        return "{\"customerId\": \"" + customer(order) + "\", \"orderDate\": \"" + date(order) + "\"}";
    }

    private static String customer(Map<String, AttributeValue> order) {
        return Objects.requireNonNull(order.get("customerId")).s();
    }

    private static String date(Map<String, AttributeValue> order) {
        return Objects.requireNonNull(order.get("orderDate")).s();
    }

    private static int number(Map<String, AttributeValue> order) {
        return Integer.parseInt(Objects.requireNonNull(order.get("number")).n());
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType("S")
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static GlobalSecondaryIndex index(String name, String attribute, ProjectionType projected) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(attribute, KeyType.HASH))
                .projection(projection -> projection.projectionType(projected))
                .build();
    }
}
