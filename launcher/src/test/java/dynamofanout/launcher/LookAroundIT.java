// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.console.TablePlace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code fanout scan}, {@code get} and {@code tables}, looked at from outside. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class LookAroundIT {
    @RegisterExtension
    final Cli cli = new Cli();

    @BeforeEach
    void fill() {
        Tables.createWithIndex(cli.source(), "Orders", "status:S", "customer:S", "number:N");
        Tables.put(cli.source(), "Orders", orders(0, 60));
    }

    @Test
    void scans_the_first_twenty_items_and_says_what_it_used() {
        Cli.Ran ran = cli.run("scan production/Orders");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out().lines()).hasSize(20).allMatch(line -> line.contains("\"status\""));
        assertThat(ran.err())
                .matches("fanout: 20 items, [0-9.]+ read units\\R"
                        + "fanout: there may be more: --limit N shows the first N, --all shows all\\R");
    }

    @Test
    void scans_on_when_asked_to() {
        assertThat(cli.run("scan production Orders --all").out().lines()).hasSize(60);
        assertThat(cli.run("scan production/Orders --limit 33").out().lines()).hasSize(33);
        assertThat(cli.run("scan production/Orders --all --filter 'number in (3, 4) and customer <> X'")
                        .out()
                        .lines())
                .hasSize(2);
        assertThat(cli.run("scan production/Orders --index ByStatus --all --select status")
                        .out()
                        .lines())
                .hasSize(60)
                .allMatch(line -> line.matches("\\{\"status\":\"(OPEN|DONE)\"}"));
    }

    @Test
    void reads_no_more_than_a_megabyte_for_a_filter_that_nothing_matches() {
        Tables.put(
                cli.source(),
                "Orders",
                IntStream.range(100, 110)
                        .mapToObj(i -> item("customer", "C-" + i, "number", i, "text", "x".repeat(300_000)))
                        .toList());

        Cli.Ran bounded = cli.run("scan production/Orders --filter 'status = GONE' --json");
        Cli.Ran all = cli.run("scan production/Orders --filter 'status = GONE' --json --all");

        assertThat(bounded.json().path("units").asDouble()).isBetween(100.0, 170.0);
        assertThat(bounded.err()).contains("there may be more");
        assertThat(all.json().path("units").asDouble()).isGreaterThan(350.0);
        assertThat(all.err()).doesNotContain("more");
    }

    @Test
    void gets_one_item_by_its_whole_key() {
        Cli.Ran line = cli.run("get production/Orders customer=C-0 number=7");
        Cli.Ran typed = cli.run("get production Orders customer=C-0 number=7 --format dynamodb");
        Cli.Ran onTerminal = cli.typing("", "get production/Orders customer=C-0 number=7");

        assertThat(line.out())
                .isEqualToNormalizingNewlines("{\"number\":7,\"customer\":\"C-0\",\"status\":\"DONE\"}\n");
        assertThat(typed.json().path("number")).hasToString("{\"N\":\"7\"}");
        assertThat(onTerminal.out().lines()).hasSize(5);
        assertThat(line.err()).isEmpty();
    }

    @Test
    void says_by_its_exit_code_that_there_is_no_such_item() {
        Cli.Ran ran = cli.run("get production/Orders customer=C-0 number=7000");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .isEqualToNormalizingNewlines("fanout: table Orders in production has no item with this key\n");
    }

    @Test
    void takes_the_region_of_the_command_line_for_a_profile() {
        Cli.Ran elsewhere = cli.run("tables", "production", "--region", "ap-south-1");
        Cli.Ran wrong = cli.run("tables", "production", "--region", "EU (Ireland)");

        assertThat(elsewhere).isEqualTo(new Cli.Ran(0, "No table in production.\n", ""));
        assertThat(wrong.err())
                .isEqualTo("fanout: --region (or FANOUT_REGION) must be the id of a Region such as eu-west-1, got:"
                        + " \"EU (Ireland)\"\n");
    }

    @Test
    void lists_the_tables_of_an_environment() {
        Tables.create(cli.source(), "App-Users", "id:S");
        Tables.create(cli.source(), "App-Sessions", "id:S");

        Cli.Ran all = cli.run("tables production");
        Cli.Ran some = cli.run("tables production App-* --json");

        assertThat(all.out().replaceAll("[0-9.]+ [KM]B|[0-9,]+ bytes", "SIZE").replaceAll(" +", " "))
                .isEqualToNormalizingNewlines(
                        """
                        table items size billing status
                        App-Sessions 0 SIZE on demand ACTIVE
                        App-Users 0 SIZE on demand ACTIVE
                        Orders 60 SIZE on demand ACTIVE
                        """);
        assertThat(some.json().path("tables").findValuesAsText("table")).containsExactly("App-Sessions", "App-Users");
        assertThat(cli.run("tables production/Nothing*").out())
                .isEqualToNormalizingNewlines("No table like Nothing* in production.\n");
    }

    @Test
    void lists_only_the_tables_that_fanout_json_has_for_the_environment() throws IOException {
        Tables.create(cli.source(), "Secret", "id:S");
        cli.fanoutJson(
                """
                {"environments": {"production": {"account": "111111111111", "region": "eu-west-1",
                                                 "profile": "production", "tables": ["Orders", "Missing"]}}}
                """);

        Cli.Ran ran = cli.run("tables production");

        assertThat(ran.out()).contains("Orders").contains("does not exist").doesNotContain("Secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "scan production | TABLE must be given (see `fanout scan --help`)",
                "scan production/ | TABLE must be given (see `fanout scan --help`)",
                "scan production/Orders customer=C-0 | unexpected argument: customer=C-0 (`fanout query` takes conditions on keys, --filter others)",
                "scan prod/Orders | environment \"prod\" is unknown: no fanout.json was found, and no AWS profile (production, development) has that name",
                "tables productoin | environment \"productoin\" is unknown: no fanout.json was found, and no AWS profile (production, development) has that name; did you mean \"production\"?",
                "get production/Orders | KEY=VALUE must be given (see `fanout get --help`)",
                "get production/Orders customer=C-0 | the key must have one value, by =, for each of customer (S), number (N), got: customer (`fanout query` looks at the items of a partition)",
                "get production/Orders customer=C-0 number>1 | the key must have one value, by =, for each of customer (S), number (N), got: customer, number (`fanout query` looks at the items of a partition)",
                "scan production/Orders --keys-only --select number | --select must be left out with --keys-only, which says what is answered",
            })
    void refuses_in_a_sentence(String arguments, String sentence) {
        Cli.Ran ran = cli.run(arguments.split(" "));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEqualToNormalizingNewlines("fanout: " + sentence + "\n");
    }

    @Test
    void takes_profiles_with_slashes_and_arns() throws IOException {
        cli.profiles("\n" + cli.server().profile("acme/Admin", Cli.PRODUCTION));
        String arn = "arn:aws:dynamodb:eu-west-1:" + Cli.PRODUCTION + ":table/Orders";

        assertThat(cli.run("scan acme/Admin/Orders").exit()).isZero();
        assertThat(cli.run("scan acme/Admin Orders").exit()).isZero();
        assertThat(TablePlace.parse("acme/Admin/" + arn, "acme/Admin"::equals).table())
                .contains(arn);
    }

    @Test
    void pipes_keys_from_a_query_into_a_copy() {
        Tables.createWithIndex(cli.target(), "Orders", "status:S", "customer:S", "number:N");
        Cli.Ran keys = cli.run("query production/Orders --index ByStatus status=OPEN --all --keys-only");

        Cli.Ran copy = cli.reading(
                keys.out(),
                "copy --source production --target development --table Orders --local --yes --json --keys-file -"
                        .split(" "));

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(Tables.items(cli.target(), "Orders")).hasSize(6).allMatch(order -> order.toString()
                .contains("OPEN"));
    }

    @ParameterizedTest
    @CsvSource({"jsonl", "dynamodb"})
    void pipes_whole_items_into_a_copy(String format) {
        Tables.createWithIndex(cli.target(), "Orders", "status:S", "customer:S", "number:N");
        Cli.Ran items = cli.run("scan", "production/Orders", "--all", "--filter", "number < 5", "--format", format);

        Cli.Ran copy = cli.reading(
                items.out(),
                "copy --source production --target development --table Orders --local --yes --json --keys-file -"
                        .split(" "));

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(Tables.items(cli.target(), "Orders")).hasSize(5);
        assertThat(cli.runDirectory(copy.json().path("runId").asText()).resolve("request.json"))
                .content()
                .doesNotContain("DONE");
    }

    @Test
    void does_not_take_an_item_without_its_whole_key_for_a_partition() {
        Tables.createWithIndex(cli.target(), "Orders", "status:S", "customer:S", "number:N");

        Cli.Ran copy = cli.reading(
                "{\"customer\":\"C-0\",\"nubmer\":7}\n",
                "copy --source production --target development --table Orders --local --yes --keys-file -".split(" "));

        assertThat(copy.exit()).isEqualTo(2);
        assertThat(copy.err())
                .isEqualToNormalizingNewlines("fanout: line 1 of standard input must be a key of Orders (customer (S),"
                        + " number (N)) or an item with all of it: number is missing, and nubmer is no key\n");
    }

    private static List<Map<String, AttributeValue>> orders(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> item("customer", "C-0", "number", i, "status", i % 10 == 0 ? "OPEN" : "DONE"))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
