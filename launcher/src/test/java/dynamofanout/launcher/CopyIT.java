// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.testing.Airports;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A copy from the command line, looked at from outside: what stands in the target, what is printed, what is answered. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CopyIT {
    private static final String TABLE = "Orders";

    @RegisterExtension
    final Cli cli = new Cli();

    @Test
    void copies_every_type_of_attribute_exactly() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, everyType());

        Cli.Ran ran = cli.copy(TABLE);

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertTablesAreEqual(everyType().size());
    }

    @Test
    void copies_items_near_400_KB_and_batches_that_grow_sixfold_in_JSON() {
        givenTables("id:S");
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            items.add(item("id", "control" + i, "text", "\u0001".repeat(120_000)));
            items.add(item("id", "big" + i, "text", i < 6 ? "x".repeat(409_500) : ""));
        }
        Tables.put(cli.source(), TABLE, items);

        Cli.Ran ran = cli.copy(TABLE);

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertTablesAreEqual(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id:S", "id:N", "id:B", "id:S at:S", "id:N at:N", "id:B at:B", "id:S at:N"})
    void copies_tables_with_every_kind_of_key(String keys) {
        String[] names = keys.split(" ");
        givenTables(names);
        Tables.put(
                cli.source(),
                TABLE,
                IntStream.range(0, 400)
                        .mapToObj(i -> {
                            Map<String, AttributeValue> item = item("text", "item " + i);
                            item.put("id", key(names[0], i - 20));
                            if (names.length > 1) {
                                item.put("id", key(names[0], i % 3));
                                item.put("at", key(names[1], i));
                            }
                            return item;
                        })
                        .toList());

        Cli.Ran ran = cli.copy(TABLE, "--segments 4");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertTablesAreEqual(400);
    }

    @Test
    void copies_airports_with_their_indexes_through_many_pages() {
        Airports.createTable(cli.source());
        Airports.createTable(cli.target());
        Airports.load(cli.source(), 2_000);

        Cli.Ran ran = cli.copy(Airports.TABLE, "--segments 8 --workers 4");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(Tables.items(cli.target(), Airports.TABLE))
                .hasSize(2_000)
                .isEqualTo(Tables.items(cli.source(), Airports.TABLE));
    }

    @Test
    void copies_what_the_filter_lets_through_and_counts_the_rest() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(200));

        Cli.Ran ran = cli.copy(
                TABLE,
                "--json --filter '#n >= :least AND begins_with(#t, :text)' --filter-names '{\"#n\": "
                        + "\"number\", \"#t\": \"text\"}' --filter-values '{\":least\": 150, \":text\": {\"S\": "
                        + "\"the\"}}'");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read 200 = written 50 + filtered 150");
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(50);
    }

    @Test
    void copies_and_compares_by_a_plain_filter() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(200));
        String filter = "(number >= 150 or number in (3, 4)) and size(text) > 1 and text begins_with the";

        Cli.Ran copy = cli.copy(TABLE, "--json", "--filter", filter);
        Cli.Ran compare = cli.run(
                "compare",
                "--source",
                "production",
                "--target",
                "development",
                "--table",
                TABLE,
                "--local",
                "--yes",
                "--json",
                "--filter",
                filter);

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(counts(copy)).isEqualTo("read 200 = written 52 + filtered 148");
        assertThat(compare.exit()).as(compare.all()).isZero();
        assertThat(compare.json().path("counts").path("unchanged").asInt()).isEqualTo(52);
    }

    @Test
    void reads_strongly_consistent_when_asked() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(30));
        Queue<String> scans = new ConcurrentLinkedQueue<>();
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("Scan")) {
                scans.add(call.body());
            }
            return call.send();
        }));

        Cli.Ran ran = cli.copy(TABLE, "--consistent-read --segments 3");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(scans).hasSizeGreaterThan(3).allMatch(body -> body.contains("\"ConsistentRead\":true"));
        assertTablesAreEqual(30);
    }

    @Test
    void copies_into_a_table_of_another_name() {
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), "Copy.of_Orders-1", "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(30));

        Cli.Ran ran = cli.copy(TABLE, "--target-table Copy.of_Orders-1");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(Tables.items(cli.target(), "Copy.of_Orders-1")).isEqualTo(Tables.items(cli.source(), TABLE));
    }

    @Test
    void takes_ARNs_as_tables() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(30));

        Cli.Ran ran = cli.copy(
                "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders",
                "--target-table arn:aws:dynamodb:eu-west-1:222222222222:table/Orders");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertTablesAreEqual(30);
    }

    @Test
    void copies_with_more_segments_than_items() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(5));

        Cli.Ran ran = cli.copy(TABLE, "--segments 100 --workers 20 --json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("segments")).hasToString("{\"total\":100,\"done\":100}");
        assertTablesAreEqual(5);
    }

    @Test
    void copies_an_empty_table() {
        givenTables("id:S");

        Cli.Ran ran = cli.copy(TABLE, "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read 0 = ");
        assertTablesAreEqual(0);
    }

    @Test
    void leaves_other_items_of_the_target_alone_and_replaces_those_of_the_same_key() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(10));
        Tables.put(cli.target(), TABLE, List.of(item("id", "item-3", "old", 1), item("id", "other", "old", 1)));

        Cli.Ran ran = cli.copy(TABLE);

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out())
                .contains("warning  the target is not empty: items with the same key are overwritten, all others stay");
        assertThat(Tables.items(cli.target(), TABLE))
                .hasSize(11)
                .contains(Map.of(
                        "id", AttributeValue.fromS("item-3"),
                        "number", AttributeValue.fromN("3"),
                        "text", AttributeValue.fromS("the text of item 3")))
                .contains(Map.of("id", AttributeValue.fromS("other"), "old", AttributeValue.fromN("1")));
    }

    @Test
    void answers_with_the_contracts_summary_as_the_last_line() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(60));

        Cli.Ran ran = cli.copy(TABLE, "--json --run-id night-1 --segments 3");

        JsonNode json = ran.json();
        assertThat(ran.out().lines()).hasSize(1);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "runId",
                        "verdict",
                        "mode",
                        "source",
                        "target",
                        "counts",
                        "units",
                        "cost",
                        "segments",
                        "throttled",
                        "retries",
                        "seconds",
                        "warnings",
                        "startedBy",
                        "version",
                        "startedAt",
                        "endedAt");
        assertThat(json.path("runId").textValue()).isEqualTo("night-1");
        assertThat(json.path("verdict").textValue()).isEqualTo("complete");
        assertThat(json.path("mode").textValue()).isEqualTo("overwrite");
        assertThat(json.path("source"))
                .hasToString("{\"environment\":\"production\",\"account\":\"111111111111\",\"region\":\"eu-west-1\","
                        + "\"table\":\"Orders\"}");
        assertThat(json.path("target"))
                .hasToString("{\"environment\":\"development\",\"account\":\"222222222222\",\"region\":\"eu-west-1\","
                        + "\"table\":\"Orders\"}");
        assertThat(json.path("counts"))
                .hasToString("{\"read\":60,\"written\":60,\"unchanged\":0,\"skipped\":0,\"filtered\":0,\"refused\":0,"
                        + "\"missing\":0,\"different\":0,\"gone\":0,\"extra\":0,\"deleted\":0}");
        JsonNode units = json.path("units");
        assertThat(units.path("targetWrites").doubleValue()).isEqualTo(60);
        assertThat(units.path("read").doubleValue())
                .isEqualTo(units.path("sourceReads").doubleValue()
                        + units.path("targetReads").doubleValue());
        assertThat(units.path("write").doubleValue())
                .isEqualTo(units.path("targetWrites").doubleValue());
        assertThat(json.path("segments")).hasToString("{\"total\":3,\"done\":3}");
        assertThat(json.path("throttled").isInt()).isTrue();
        assertThat(json.path("retries").isInt()).isTrue();
        assertThat(json.path("seconds").doubleValue()).isPositive();
    }

    @Test
    void prints_plan_and_summary_for_people() {
        Tables.createWithIndex(cli.source(), TABLE, "text:S", "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(60));

        Cli.Ran ran = cli.copy(TABLE, "--run-id night-1 --segments 3 --read-units 200 --write-units 1e3");

        assertThat(ran.err()).isEmpty();
        assertThat(withoutFigures(ran.out()))
                .isEqualToNormalizingNewlines(
                        """
                        Plan of run night-#: copy (overwrite)
                          source   production: table Orders, account #, Region eu-west-#
                                   # items, # KB, key id (S), on demand
                                   index ByStatus: text (S), ALL
                          target   development: table Orders, account #, Region eu-west-#
                                   # items, # bytes, key id (S), on demand
                          work     # segments, # workers, at most # read units/s, at most # write units/s
                          needs    about # read unit and # write units, $#, # s
                          backup   none: the target is empty
                          warning  the target lacks indexes that the source has (ByStatus): queries of them will fail there
                        Run night-# is complete
                          items    # read = # written
                          segments # of # done, # s
                          units    # read (estimate #), # write (estimate #), # read by planning
                          cost     $# (estimate $#)
                        """);
        assertThat(ran.out())
                .contains("60 items, 2.3 KB")
                .contains("3 segments, 3 workers, at most 200 read units/s, at most 1,000 write units/s")
                .contains("items    60 read = 60 written")
                .contains("segments 3 of 3 done");
    }

    @Test
    void prints_for_people_on_standard_error_when_standard_output_is_for_machines() {
        givenTables("id:S");

        Cli.Ran ran = cli.copy(TABLE, "--json --run-id night-1");

        assertThat(ran.err().lines())
                .startsWith("Plan of run night-1: copy (overwrite)")
                .contains("Run night-1 is complete");
    }

    @Test
    void writes_nothing_in_a_dry_run() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(30));
        Queue<String> operations = new ConcurrentLinkedQueue<>();
        cli.wire(Wire.through(call -> {
            operations.add(call.operation());
            return call.send();
        }));

        Cli.Ran ran = cli.copy(TABLE, "--dry-run --json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.err()).endsWith("Dry run: nothing was written." + System.lineSeparator());
        assertThat(ran.json().path("estimate").path("items").intValue()).isEqualTo(30);
        assertThat(operations).containsOnly("DescribeTable", "DescribeGlobalTable", "DescribeTimeToLive", "Scan");
        assertThat(Tables.items(cli.target(), TABLE)).isEmpty();
        assertThat(cli.runs()).doesNotExist();
    }

    @Test
    void asks_a_person_and_goes_on_with_a_yes() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(30));

        Cli.Ran ran = cli.typing(
                "y\n", "copy", "--source", "production", "--target", "development", "--table", TABLE, "--local");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("Go on? [y/N] ");
        assertTablesAreEqual(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", ""})
    void writes_nothing_without_a_yes(String typed) {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(30));

        Cli.Ran ran = cli.typing(
                typed, "copy", "--source", "production", "--target", "development", "--table", TABLE, "--local");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines("fanout: nothing was written: you did not agree to" + " the plan\n");
        assertThat(Tables.items(cli.target(), TABLE)).isEmpty();
    }

    @Test
    void shows_two_lines_of_progress_on_a_terminal() {
        givenTables("id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(700));

        Cli.Ran ran = cli.typing(
                "",
                "copy",
                "--source",
                "production",
                "--target",
                "development",
                "--table",
                TABLE,
                "--local",
                "--yes",
                "--write-units",
                "200");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out().replaceAll("\r|\033\\[2K|\033\\[A", "\n").lines())
                .anyMatch(line -> line.matches("\\[[#-]+] [0-9]+ %; [0-9,]+ of about [0-9,]+ items; [0-9,]+ items/s"))
                .anyMatch(line -> line.matches(
                        "[0-9,]+ of 200 write units/s;( .* left;| nearly done;|) segments 0/1; [0-9,]+ read units/s"))
                .filteredOn(line -> line.contains("write units/s;"))
                .allMatch(line -> line.length() < 80);
    }

    private void givenTables(String... keys) {
        Tables.create(cli.source(), TABLE, keys);
        Tables.create(cli.target(), TABLE, keys);
    }

    private void assertTablesAreEqual(int items) {
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(items).isEqualTo(Tables.items(cli.source(), TABLE));
    }

    /** The counts that are not zero, as an equation. */
    static String counts(Cli.Ran ran) {
        JsonNode counts = ran.json().path("counts");
        List<String> fates = new ArrayList<>();
        counts.properties().forEach(entry -> {
            if (!entry.getKey().equals("read") && entry.getValue().longValue() != 0) {
                fates.add(entry.getKey() + " " + entry.getValue());
            }
        });
        return "read " + counts.path("read") + " = " + String.join(" + ", fates);
    }

    private static String withoutFigures(String text) {
        return text.replaceAll("[0-9][0-9,.]*(?<![,.])", "#");
    }

    private static AttributeValue key(String nameAndType, int i) {
        return switch (nameAndType.charAt(nameAndType.length() - 1)) {
            case 'N' -> AttributeValue.fromN(i + ".5");
            case 'B' -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) i, (byte) (i >> 8), 0, -1}));
            default -> AttributeValue.fromS("k\"\\\u0001\uD83D\uDE80/" + i);
        };
    }

    private static List<Map<String, AttributeValue>> everyType() {
        AttributeValue nested = AttributeValue.fromS("bottom");
        for (int depth = 1; depth < 32; depth++) {
            nested = depth % 2 == 0
                    ? AttributeValue.fromL(List.of(nested, AttributeValue.fromNul(true)))
                    : AttributeValue.fromM(Map.of("M", nested, "L", AttributeValue.fromBool(false)));
        }
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, 1, -1, 127, -128});
        return List.of(
                item(
                        "id",
                        "strings",
                        "empty",
                        "",
                        "nul",
                        "a\u0000b",
                        "astral",
                        "\uD83D\uDE80",
                        "quotes",
                        "\"\\/\b\f\n"),
                item("id", "separators", "text", "\u2028\u2029\u007F\uFEFF\uFFFF"),
                item("id", "numbers", "most", digits("99999999999999999999999999999999999999")),
                item("id", "least", "n", digits("-99999999999999999999999999999999999999")),
                item(
                        "id",
                        "huge",
                        "n",
                        digits("1E125"),
                        "digits",
                        digits("9.9999999999999999999999999999999999999E125")),
                item("id", "tiny", "n", digits("-1E-130"), "positive", digits("1E-130")),
                item("id", "zero", "negative", digits("-0"), "fraction", digits("0.00"), "exponent", digits("0E10")),
                item("id", "fraction", "n", digits("3.1415926535897932384626433832795028841")),
                item("id", "binary", "empty", new byte[0], "bytes", AttributeValue.fromB(bytes)),
                item("id", "flags", "yes", AttributeValue.fromBool(true), "no", AttributeValue.fromBool(false)),
                item("id", "null", "null", AttributeValue.fromNul(true)),
                item(
                        "id",
                        "sets",
                        "strings",
                        AttributeValue.fromSs(List.of("b", "a", "", "\u0000")),
                        "numbers",
                        AttributeValue.fromNs(List.of("2", "1E20", "-1E-130", "1.5")),
                        "binaries",
                        AttributeValue.fromBs(List.of(bytes, SdkBytes.fromUtf8String("x")))),
                item("id", "nested", "nested", nested),
                item(
                        "id",
                        "containers",
                        "list",
                        AttributeValue.fromL(List.of()),
                        "map",
                        AttributeValue.fromM(Map.of())),
                item("id", "names", "S", "S", "N", 1, "Item", "x", "PutRequest", "x", "LastEvaluatedKey", "x"),
                item("id", "more names", "Items", "x", "Count", 7, "UnprocessedItems", "x", " ", "blank"),
                item("id", "long name", "n".repeat(255), 1, "\u00E9".repeat(127), 2, "a\"b\\c\u0001", 3),
                item("id", "\uD83D\uDE80\u0000\"", "text", new String(new byte[2_000], StandardCharsets.US_ASCII)));
    }

    private static AttributeValue digits(String number) {
        return AttributeValue.fromN(number);
    }
}
