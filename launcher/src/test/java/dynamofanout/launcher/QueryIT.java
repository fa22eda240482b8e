// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.testing.EditedHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** {@code fanout query} and {@code fanout describe}, looked at from outside. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class QueryIT {
    private static final String[] CUSTOMER = {"query", "production", "Orders", "customer=C-17"};

    @RegisterExtension
    final Cli cli = new Cli();

    @BeforeEach
    void fill() {
        Tables.createWithIndex(cli.source(), "Orders", "status:S", "customer:S", "number:N");
        List<Map<String, AttributeValue>> orders = new ArrayList<>();
        IntStream.range(0, 130)
                .forEach(i -> orders.add(item(
                        "customer",
                        i < 125 ? "C-17" : "C-18",
                        "number",
                        i,
                        "status",
                        i % 50 == 0 ? "OPEN" : "DONE",
                        "note",
                        "a, \"b\"",
                        "address",
                        AttributeValue.fromM(Map.of("city", AttributeValue.fromS("Wien"))))));
        orders.add(item("customer", "C-19", "number", 1, "onlyHere", true));
        Tables.put(cli.source(), "Orders", orders);
    }

    @Test
    void prints_json_lines_in_a_pipe_and_says_that_there_are_more() {
        Cli.Ran ran = run();

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out().lines()).hasSize(100);
        assertThat(ran.out().lines().findFirst().orElse("")).startsWith("{").endsWith("}");
        assertThat(ran.err())
                .isEqualToNormalizingNewlines(
                        "fanout: these are the first 100; there are more: --all shows them, --limit N the first N\n");
    }

    @Test
    void prints_all_items_newest_first() {
        Cli.Ran ran = run("--all", "--newest-first", "--select", "number");

        assertThat(ran.out().lines()).hasSize(125).startsWith("{\"number\":124}", "{\"number\":123}");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void prints_a_table_for_people() {
        Cli.Ran ran = cli.typing("", with("number between 3 and 4"));

        assertThat(ran.out())
                .isEqualToNormalizingNewlines(lines(
                        "customer  number  status  address          note",
                        "--------  ------  ------  ---------------  ------",
                        "C-17      3       DONE    {\"city\":\"Wien\"}  a, \"b\"",
                        "C-17      4       DONE    {\"city\":\"Wien\"}  a, \"b\"",
                        ""));
        assertThat(ran.err()).isEqualToNormalizingNewlines("2 items, 0.5 read units\n");
    }

    @Test
    void prints_csv_with_the_columns_that_were_selected() {
        Cli.Ran ran = run("number<2", "--format", "csv", "--select", "number,note,address.city");

        assertThat(ran.out())
                .isEqualToNormalizingNewlines(
                        "number,note,address.city\n0,\"a, \"\"b\"\"\",Wien\n1,\"a, \"\"b\"\"\",Wien\n");
    }

    @Test
    void prints_one_json_object() {
        Cli.Ran ran = run("number<2", "--json", "--select", "number");
        Cli.Ran none = run("number<0", "--format", "json");

        assertThat(ran.out())
                .isEqualToNormalizingNewlines(
                        "{\"items\":[{\"number\":0},{\"number\":1}],\"count\":2,\"units\":0.5}\n");
        assertThat(none.out()).isEqualToNormalizingNewlines("{\"items\":[],\"count\":0,\"units\":0.0}\n");
    }

    @Test
    void prints_dynamodb_json_that_loses_nothing() {
        Cli.Ran ran = run("number=0", "--format", "dynamodb", "--select", "number,address");

        assertThat(ran.json().path("number")).hasToString("{\"N\":\"0\"}");
        assertThat(ran.json().path("address").path("M").path("city")).hasToString("{\"S\":\"Wien\"}");
    }

    @Test
    void counts() {
        assertThat(run("--count", "--filter", "status = OPEN").out()).isEqualToNormalizingNewlines("3\n");
        assertThat(run("--count", "--json").json().path("count").asInt()).isEqualTo(125);
        assertThat(run("customer=C-18", "customer=C-99", "--count").out()).isEqualToNormalizingNewlines("130\n");
    }

    @Test
    void takes_operators_in_any_case() {
        assertThat(run("number BETWEEN 3 AND 7", "--count").out()).isEqualToNormalizingNewlines("5\n");
        assertThat(run("--count", "--filter", "status IN (OPEN) Or NOT status = 'DONE' AND Exists status")
                        .out())
                .isEqualToNormalizingNewlines("3\n");
    }

    @Test
    void adds_up_the_values_of_an_attribute() {
        Cli.Ran lines = run("customer=C-18", "--unique", "status");
        Cli.Ran table = cli.typing("", with("--unique", "status"));

        assertThat(lines.out())
                .isEqualToNormalizingNewlines("{\"value\":\"DONE\",\"count\":127}\n{\"value\":\"OPEN\",\"count\":3}\n");
        assertThat(table.out()).isEqualToNormalizingNewlines("value  count\n-----  -----\nDONE   122\nOPEN   3\n");
    }

    @Test
    void takes_an_at_sign_as_it_is() throws IOException {
        Files.writeString(Path.of("type"), "--limit"); // picocli reads options from such a file

        try {
            assertThat(run("--unique", "@type").all()).isEmpty();
        } finally {
            Files.delete(Path.of("type"));
        }
    }

    @Test
    void shows_the_first_item_of_each_partition() {
        Cli.Ran ran = run("customer=C-18", "customer=C-19", "--head", "--select", "number");

        assertThat(ran.out()).isEqualToNormalizingNewlines("{\"number\":0}\n{\"number\":125}\n{\"number\":1}\n");
    }

    @Test
    void asks_an_index() {
        Cli.Ran ran = cli.run("query production Orders --index ByStatus status=OPEN --select number");

        assertThat(ran.out().lines())
                .containsExactlyInAnyOrder("{\"number\":0}", "{\"number\":50}", "{\"number\":100}");
    }

    @Test
    void has_a_csv_column_for_every_attribute_of_any_key() {
        Cli.Ran ran = cli.run("query production/Orders customer=C-18 customer=C-19 number<=125 --format csv");

        assertThat(ran.out())
                .isEqualToNormalizingNewlines(lines(
                        "customer,number,status,address,note,onlyHere",
                        "C-18,125,DONE,\"{\"\"city\"\":\"\"Wien\"\"}\",\"a, \"\"b\"\"\",",
                        "C-19,1,,,,true",
                        ""));
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void has_a_csv_header_of_nothing_where_columns_are_selected() {
        Cli.Ran selected = run("number<0", "--format", "csv", "--select", "number,address.city,lines[0].sku");
        Cli.Ran unknown = run("number<0", "--format", "csv");

        assertThat(selected.out()).isEqualToNormalizingNewlines("number,address.city,lines\n");
        assertThat(unknown.out()).isEmpty();
    }

    @Test
    void names_attributes_that_the_terminal_has_no_room_for() {
        cli.variable("COLUMNS", "30");

        Cli.Ran ran = cli.typing("", with("number = 3"));

        assertThat(ran.out())
                .isEqualToNormalizingNewlines(
                        lines("customer  number  status", "--------  ------  ------", "C-17      3       DONE", ""));
        assertThat(ran.err())
                .isEqualToNormalizingNewlines("fanout: attributes without a column: address, note (--select shows them,"
                        + " --format jsonl shows all)\n1 item, 0.5 read units\n");
    }

    @Test
    void prints_the_keys_alone() {
        Cli.Ran table = run("number<2", "--keys-only");
        Cli.Ran index = cli.run("query production/Orders --index ByStatus status=OPEN --keys-only");

        assertThat(table.out())
                .isEqualToNormalizingNewlines(
                        "{\"number\":0,\"customer\":\"C-17\"}\n{\"number\":1,\"customer\":\"C-17\"}\n");
        assertThat(index.out().lines())
                .hasSize(3)
                .allMatch(line -> line.matches("\\{\"number\":\\d+,\"customer\":\"C-17\"}"));
    }

    @Test
    void shows_items_whose_attributes_have_names_of_64_kilobytes() {
        String name = "n".repeat(60_000); // DynamoDB Local takes no such item
        Tables.put(cli.source(), "Orders", List.of(item("customer", "C-20", "number", 1)));
        cli.wire(real -> {
            var edited = new EditedHttp(real);
            edited.answer("Query", "Orders", answer -> ((ObjectNode)
                            answer.path("Items").get(0))
                    .putObject(name)
                    .put("S", "x"));
            return edited;
        });

        for (String format : List.of("jsonl", "json", "csv", "table", "dynamodb")) {
            Cli.Ran ran = cli.run("query", "production/Orders", "customer=C-20", "--format", format);

            assertThat(ran.exit()).as(format).isZero();
            assertThat(ran.out()).as(format).contains("C-20", "x");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "status=OPEN | status is no key of Orders; index ByStatus has it (keys of Orders: customer (S), number (N))",
                "number=1 | the conditions must have customer (S), a partition key of Orders, by equality",
                "customer=C-17 --index ByState | --index must be one of Orders (it has ByStatus), got: \"ByState\"; did you mean \"ByStatus\"?",
                "customer=C-17 number=x | number must be a number of at most 38 digits, such as 17 or \"17\", got: \"x\"",
                "customer | a condition must be such as customerId=C-17, 'orderDate between 2026-01-01 2026-02-01' or 'orderDate begins_with 2026-' (operators =, <, <=, >, >=, between, begins_with), got: customer",
                "customer==C-17 | the operator of a condition on a key must be one of =, <, <=, >, >=, between, begins_with, got: == after customer (a value that begins with = stands in quotes)",
                "customer=C-17 number=>1 | the operator of a condition on a key must be one of =, <, <=, >, >=, between, begins_with, got: => after number (a value that begins with = stands in quotes)",
                "customer=C-17 number<>1 | the operator of a condition on a key must be one of =, <, <=, >, >=, between, begins_with, got: <> after number",
                "customer=C-17 --filter id==a | --filter must have one of the operators =, <>, !=, <, <=, >, >=, between, in, begins_with, contains after \"id\", got: \"==\"",
                "customer>C-17 | customer is the partition key of Orders: it takes no operator but =",
                "customer=C-17 --format xml | --format must be one of table, json, jsonl, csv, dynamodb, got: xml (see `fanout query --help`)",
                "customer=C-17 --limit 0 | --limit must be at least 1, got: 0",
                "customer=C-17 --limit 1 --all | --limit and --all must not be given together",
                "customer=C-17 --head --count | only one of --head, --count, --unique and --keys-only may be given, got: head, count",
                "customer=C-17 --remote | --remote needs the field \"home\" in fanout.json: it says where the query function is",
                "customer=1 customer=2 number=1 number=2 | only one attribute may be given several values, got: customer and number",
            })
    void refuses_in_a_sentence(String arguments, String sentence) {
        Cli.Ran ran = cli.run(("query production Orders " + arguments).split(" "));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEqualToNormalizingNewlines("fanout: " + sentence + "\n");
    }

    @Test
    void asks_for_a_condition() {
        Cli.Ran ran = cli.run("query production Orders");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines("fanout: CONDITION must be given (see `fanout query --help`)\n");
    }

    @Test
    void lets_the_deployed_function_ask_by_the_alias_of_the_environment() throws IOException {
        List<String> asked = new ArrayList<>();
        givenFunction((function, event) -> {
            asked.add(function + " " + event);
            return event.has("pageToken") ? page(2) : page(1).put("nextPageToken", "next");
        });

        Cli.Ran ran = run("number>=1", "--remote", "--all");

        assertThat(ran.out()).isEqualToNormalizingNewlines("{\"number\":1}\n{\"number\":2}\n");
        assertThat(asked.get(0))
                .isEqualTo("fanout-query:live-production {\"environment\":\"production\",\"table\":\"Orders\","
                        + "\"partitionKey\":{\"customer\":\"C-17\"},\"sortKey\":{\"number\":{\">=\":\"1\"}}}");
        assertThat(asked.get(1)).endsWith(",\"pageToken\":\"next\"}");
    }

    @Test
    void adds_up_the_values_of_several_pages_and_refuses_more_than_ten_thousand() throws IOException {
        givenFunction((function, event) -> event.has("pageToken")
                ? values(4_999, 10_000)
                : values(0, 5_000).put("nextPageToken", "next"));
        Cli.Ran most = run("--remote", "--unique", "number");

        givenFunction((function, event) -> event.has("pageToken")
                ? values(4_999, 10_001)
                : values(0, 5_000).put("nextPageToken", "next"));
        Cli.Ran tooMany = run("--remote", "--unique", "number");

        assertThat(most.out().lines())
                .hasSize(10_000)
                .startsWith("{\"value\":4999,\"count\":2}", "{\"value\":0,\"count\":1}");
        assertThat(tooMany.exit()).isEqualTo(2);
        assertThat(tooMany.out()).isEmpty();
        assertThat(tooMany.err())
                .isEqualToNormalizingNewlines("fanout: --unique must name an attribute of at most 10,000 different"
                        + " values, got: number, which has more\n");
    }

    @Test
    void tells_what_the_deployed_function_refuses() throws IOException {
        givenFunction((function, event) -> JsonNodeFactory.instance
                .objectNode()
                .put("status", 403)
                .put("error", "table must be among the tables of environment production (A), got: \"Orders\""));

        Cli.Ran ran = run("--remote", "--json");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.json())
                .hasToString("{\"error\":\"table must be among the tables of environment production (A), got:"
                        + " \\\"Orders\\\"\"}");
    }

    private void givenFunction(BiFunction<String, JsonNode, ObjectNode> function) throws IOException {
        var answers = new HomeHttp.Answers() {
            @Override
            public void called(String call) {}

            @Override
            public ObjectNode operation(String name, JsonNode input) {
                throw new AssertionError("a query needs no " + name);
            }

            @Override
            public HomeHttp.Invoked invoke(String name, JsonNode event) {
                return new HomeHttp.Invoked("", function.apply(name, event));
            }

            @Override
            public String account(String accessKey) {
                return HomeDouble.ACCOUNT;
            }
        };
        cli.home(cli.server(), real -> new HomeHttp(real, answers));
    }

    @Test
    void describes_a_table() {
        Cli.Ran people = cli.run("describe production Orders");
        Cli.Ran machines = cli.run("describe production Orders --json");

        assertThat(people.out()
                        .replaceAll("[0-9.]+ [KM]B|[0-9,]+ bytes", "SIZE")
                        .replaceAll("[0-9-]+T[0-9:]+Z", "TIME"))
                .isEqualToNormalizingNewlines(lines(
                        "Table Orders in production (ACTIVE)",
                        "  key        customer (S), number (N)",
                        "  items      131 items, SIZE (counts are up to six hours old)",
                        "  billing    on demand, class STANDARD",
                        "  TTL        off",
                        "  stream     none",
                        "  recovery   not known: this endpoint does not say",
                        "  protection can be deleted",
                        "  encryption key of DynamoDB (AWS owned)",
                        "  created    TIME",
                        "  ARN        arn:aws:dynamodb:ddblocal:000000000000:table/Orders",
                        "  index      ByStatus: status (S), ALL, 130 items, SIZE",
                        "Query it by",
                        "  fanout query production/Orders customer=VALUE 'number between 1 100'",
                        "  fanout query production/Orders --index ByStatus status=VALUE",
                        ""));
        assertThat(machines.json().path("indexes").get(0).path("partitionKey").get(0))
                .hasToString("{\"name\":\"status\",\"type\":\"S\"}");
    }

    @Test
    void describes_time_to_live_and_stream() {
        cli.source().updateTable(table -> table.tableName("Orders")
                .deletionProtectionEnabled(true)
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
        cli.source().updateTimeToLive(ttl -> ttl.tableName("Orders")
                .timeToLiveSpecification(spec -> spec.enabled(true).attributeName("expiresAt")));

        Cli.Ran people = cli.run("describe production/Orders");
        JsonNode machines = cli.run("describe production/Orders --json").json();

        assertThat(people.out().lines())
                .contains("  TTL        on, by attribute expiresAt", "  stream     NEW_AND_OLD_IMAGES");
        assertThat(machines.path("timeToLive").textValue()).isEqualTo("expiresAt");
        assertThat(machines.path("stream").textValue()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(machines.path("deletionProtection").isBoolean()).isTrue();
        assertThat(machines.path("indexes").get(0).path("status").textValue()).isEqualTo("ACTIVE");
        assertThat(machines.has("pointInTimeRecovery")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "First Name | '`First Name`=VALUE'",
                "$id        | '$id=VALUE'",
                "a=b        | '`a=b`=VALUE'",
                "it's       | '`it'\\''s`=VALUE'",
                "größe      | 'größe=VALUE'",
            })
    void gives_examples_that_a_shell_takes_as_they_are(String key, String word) {
        Tables.create(cli.source(), "Odd", key + ":S");
        Tables.put(cli.source(), "Odd", List.of(item(key, "VALUE")));

        Cli.Ran described = cli.run("describe production/Odd");
        String example = "  fanout query production/Odd " + word;
        Cli.Ran asked = cli.run(
                "query", "production/Odd", word.substring(1, word.length() - 1).replace("'\\''", "'"));

        assertThat(described.out().lines()).contains(example);
        assertThat(asked.out().lines()).hasSize(1);
    }

    @Test
    void offers_the_table_that_was_probably_meant() {
        assertThat(cli.run("query production/orders customer=C-17").err())
                .isEqualToNormalizingNewlines("fanout: table orders in production does not exist (Region eu-west-1);"
                        + " did you mean \"Orders\"?\n");
    }

    private Cli.Ran run(String... more) {
        return cli.run(with(more));
    }

    private static String[] with(String... more) {
        List<String> arguments = new ArrayList<>(List.of(CUSTOMER));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static ObjectNode page(int number) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.putArray("items").addObject().put("number", number);
        return page.put("count", 1).put("units", 0.5);
    }

    private static ObjectNode values(int from, int to) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        var unique = page.putArray("unique");
        IntStream.range(from, to)
                .forEach(i ->
                        unique.addObject().put("count", 1).putObject("value").put("N", "" + i));
        return page.put("count", to - from).put("units", 0.5);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }
}
