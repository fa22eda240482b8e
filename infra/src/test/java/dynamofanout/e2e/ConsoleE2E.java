// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.launcher.Tables;
import dynamofanout.launcher.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Executions that are started by hand, and what is refused before anything is written. */
@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsoleE2E {
    private static final Path EVENTS = Path.of("..", "events");
    private static final String NAMED_IN_EVENTS = "Orders-20261124-101500-4f2a";

    private static final JsonMapper JSON = new JsonMapper();

    private final Home home;

    ConsoleE2E(Home home) {
        this.home = home;
    }

    @Test
    void a_wrong_input_fails_with_one_sentence() {
        Map<String, String> wrong = Map.of(
                "not-an-object",
                "[]",
                "misspelt",
                "{\"sorce\": {}}",
                "incomplete",
                "{\"source\": {\"environment\": \"production\", \"table\": \"Any\"}}",
                "mode",
                request("\"mode\": \"overwrit\""),
                "segments",
                request("\"segments\": 0"),
                "ceiling",
                request("\"ceilings\": {\"targetWrites\": \"many\"}"),
                "environment",
                request("\"target\": {\"environment\": \"staging\"}"),
                "run",
                "{\"resume\": \"nowhere\"}");
        Map<String, String> causes = new TreeMap<>();
        Tables.create(home.production(), "Any", "id:S");

        wrong.forEach((name, input) -> home.start("wrong-" + name, input));
        wrong.keySet().forEach(name -> causes.put(name, cause(home.ended("wrong-" + name))));

        assertThat(causes)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "not-an-object", "Refused: request must be an object, got: []",
                        "misspelt", "Refused: unknown field \"sorce\" in the input; did you mean \"source\"?",
                        "incomplete", "Refused: field \"target\" is missing in the input",
                        "mode",
                                "Refused: mode must be one of overwrite, missing, changed, mirror, compare, got:"
                                        + " \"overwrit\"; did you mean \"overwrite\"?",
                        "segments", "Refused: segments must be a whole number from 1 to 10000, got: 0",
                        "ceiling", "Refused: ceilings.targetWrites must be a number above 0, got: \"many\"",
                        "environment",
                                "Refused: environment \"staging\" is unknown: neither fanout.json (production,"
                                        + " development, sandbox) nor an AWS profile has that name",
                        "run",
                                "Refused: run nowhere is not in the run table: `fanout status` lists the latest"
                                        + " runs"));
    }

    @Test
    void a_protected_target_is_refused_by_the_command_and_by_the_console() {
        home.tables("Protected", 1);

        Terminal.Ran ran = home.fanout(
                "copy", "--source", "development", "--target", "production", "--table", "Protected", "--yes");
        DescribeExecutionResponse execution = home.execute(
                "into-production",
                "{\"source\": {\"environment\": \"development\", \"table\": \"Protected\"},"
                        + " \"target\": {\"environment\": \"production\"}}");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("fanout: environment production is protected (account 111111111111, Region us-east-1) and"
                        + " can never be a target; ")
                .endsWith("fanout.json says so, whatever is deployed\n");
        assertThat(cause(execution))
                .isEqualTo("Refused: environment production is protected (account 111111111111, Region us-east-1,"
                        + " endpoint localhost:4566) and can never be a target");
    }

    @Test
    void a_target_that_does_not_exist_is_created() {
        Tables.createWithIndexNamed("ByStatus", home.production(), "Fresh", "status:S total:N", "id:S");
        Tables.put(
                home.production(),
                "Fresh",
                IntStream.range(0, 30)
                        .mapToObj(i -> Tables.item("id", "fresh-" + i, "status", "OPEN", "total", i))
                        .toList());

        DescribeExecutionResponse execution = home.execute(
                "fresh",
                "{\"source\": {\"environment\": \"production\", \"table\": \"Fresh\"},"
                        + " \"target\": {\"environment\": \"development\"}, \"create\": true}");

        assertThat(execution.status()).as(cause(execution)).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Tables.items(home.development(), "Fresh")).isEqualTo(Tables.items(home.production(), "Fresh"));
        assertThat(home.development()
                        .describeTable(of -> of.tableName("Fresh"))
                        .table()
                        .globalSecondaryIndexes())
                .extracting(index -> index.indexName())
                .containsExactly("ByStatus");
    }

    @Test
    void tables_with_other_keys_are_refused() {
        Tables.create(home.production(), "Keys", "id:S");
        Tables.create(home.development(), "Keys", "number:N");

        Terminal.Ran ran = home.copy("Keys", "keys");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.json().path("error").asText())
                .isEqualTo("the tables' keys must be the same: table Keys in production has id (S), table Keys in"
                        + " development has number (N)");
    }

    @Test
    void every_event_does_what_it_is_for() throws IOException {
        orders();
        home.copy("Orders", NAMED_IN_EVENTS, "--segments", "4", "--write-units", "25", "--detach");
        home.awaitWritten(NAMED_IN_EVENTS, 0);
        home.fanout("stop", NAMED_IN_EVENTS);
        Map<String, String> outcomes = new TreeMap<>();

        start("resume.json", "any-name");
        Until.so("the execution to go on with the run", () -> home.owner(NAMED_IN_EVENTS)
                .equals("any-name"));
        home.fanout("stop", NAMED_IN_EVENTS);
        outcomes.put("resume.json", outcome(home.ended("any-name")));
        start("resume-slower-and-dearer.json", "another-name");
        outcomes.put("resume-slower-and-dearer.json", outcome(home.ended("another-name")));
        Tables.put(home.production(), "Orders", List.of(Tables.item("id", "wrong", "status", "OPEN")));
        outcomes.putAll(ran(
                "replay.json",
                "dry-run.json",
                "copy-table.json",
                "copy-under-another-name.json",
                "copy-with-filter-and-ceilings.json",
                "copy-consistently.json"));
        assertThat(Tables.items(home.development(), "OrdersOfProduction"))
                .isEqualTo(Tables.items(home.production(), "Orders"));
        Tables.put(home.production(), "Orders", List.of(Tables.item("id", "wrong", "status", "SENT")));
        Tables.put(home.development(), "Orders", List.of(Tables.item("id", "extra", "status", "OPEN")));
        outcomes.putAll(ran("compare.json", "copy-selected-keys.json", "copy-what-changed.json", "mirror.json"));
        customers();
        outcomes.putAll(ran("copy-and-create.json", "copy-tables.json"));
        assertThat(Tables.items(home.development(), "Customers"))
                .isEqualTo(Tables.items(home.production(), "Customers"));
        // of all tables that the tests of this class have left, those that cannot be copied are left out
        outcomes.put("refresh-environment.json", ran("refresh-environment.json").toString());
        System.out.printf(
                "200 segments, 6 workers: %.1f s%n",
                home.mapTime("copy-consistently").toMillis() / 1e3);

        assertThat(outcomes)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry(
                                "resume.json",
                                "Stopped: run Orders-20261124-101500-4f2a is stopped: stopped by fanout stop; go on by"
                                        + " `fanout resume Orders-20261124-101500-4f2a` or an execution with"
                                        + " {\"resume\": \"Orders-20261124-101500-4f2a\"}"),
                        Map.entry(
                                "resume-slower-and-dearer.json",
                                "Incomplete: run Orders-20261124-101500-4f2a is incomplete: 1 of 401 items were refused"
                                        + " by the target; go on by `fanout replay Orders-20261124-101500-4f2a` or an"
                                        + " execution with {\"replay\": \"Orders-20261124-101500-4f2a\"}"),
                        Map.entry("replay.json", "complete, 1 of 1 segments, 1 read, 1 written"),
                        Map.entry("dry-run.json", "a plan of 1 segments"),
                        Map.entry("copy-table.json", "complete, 1 of 1 segments, 401 read, 401 written"),
                        Map.entry("copy-under-another-name.json", "complete, 1 of 1 segments, 401 read, 401 written"),
                        Map.entry(
                                "copy-with-filter-and-ceilings.json",
                                "complete, 1 of 1 segments, 401 read, 200 written"),
                        Map.entry("copy-consistently.json", "complete, 200 of 200 segments, 401 read, 401 written"),
                        Map.entry(
                                "compare.json",
                                "Incomplete: run compare is incomplete: the tables differ: 1 different, 1 extra in the"
                                        + " target"),
                        Map.entry("copy-selected-keys.json", "complete, 2 of 2 segments, 150 read, 150 written"),
                        Map.entry(
                                "copy-what-changed.json",
                                "complete, 1 of 1 segments, 401 read, 1 written, 401 verified"),
                        Map.entry("mirror.json", "complete, 1 of 1 segments, 401 read, 0 written, 1 deleted"),
                        Map.entry(
                                "copy-and-create.json",
                                "complete, 1 of 1 segments, 401 read, 401 written, 401 verified"),
                        Map.entry("copy-tables.json", "complete: Orders complete, Customers complete"),
                        Map.entry("refresh-environment.json", outcomes.getOrDefault("refresh-environment.json", ""))));
        assertThat(outcomes.get("refresh-environment.json"))
                .contains("Orders complete", "Customers complete")
                .doesNotContain("Keys complete");
        assertThat(outcomes.keySet()).isEqualTo(events());
        home.requireEqual("Orders");
    }

    /** What came of each, one after the other. */
    private Map<String, String> ran(String... events) throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        for (String event : events) {
            String name = event.replace(".json", "");
            start(event, name);
            outcomes.put(event, outcome(home.ended(name)));
        }
        return outcomes;
    }

    /** One of them cannot be put into the target's index. */
    private void orders() {
        Tables.createWithIndexNamed("ByStatus", home.production(), "Orders", "status:S total:N", "id:S");
        Tables.createWithIndexNamed("ByCarrier", home.development(), "Orders", "carrier:S", "id:S");
        Tables.create(home.development(), "OrdersOfProduction", "id:S");
        Tables.put(
                home.production(),
                "Orders",
                IntStream.range(0, 400)
                        .mapToObj(i -> Tables.item(
                                "id",
                                "order-" + i,
                                "status",
                                i % 2 == 0 ? "OPEN" : "SENT",
                                "orderDate",
                                "2026-11-24",
                                "total",
                                i))
                        .toList());
        Tables.put(home.production(), "Orders", List.of(Tables.item("id", "wrong", "carrier", 1)));
    }

    private void customers() {
        Tables.create(home.production(), "Customers", "id:S");
        Tables.create(home.production(), "Customers-archive", "id:S");
        Tables.create(home.development(), "Customers", "id:S");
        Tables.put(home.production(), "Customers", Tables.numbered(50));
    }

    /** Two hundred segments are enough for two cores; not so many workers. */
    private void start(String event, String name) throws IOException {
        String input = Files.readString(EVENTS.resolve(event));
        home.start(name, input.replace("\"workers\": 20", "\"workers\": 6"));
    }

    /** Those of the state machine. */
    private static Set<String> events() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("query-"))
                    .collect(Collectors.toSet());
        }
    }

    /** What came of it: of a success the output's figures, of a failure its error and cause. */
    private static String outcome(DescribeExecutionResponse execution) throws IOException {
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            return cause(execution);
        }
        JsonNode output = JSON.readTree(execution.output());
        if (output.has("tables")) {
            return output.path("verdict").asText() + ": "
                    + StreamSupport.stream(output.path("tables").spliterator(), false)
                            .map(table -> table.path("table").asText() + " "
                                    + table.path("verdict").asText())
                            .collect(Collectors.joining(", "));
        }
        if (!output.has("verdict")) {
            return "a plan of " + output.path("segments") + " segments";
        }
        JsonNode segments = output.path("segments");
        JsonNode counts = output.path("counts");
        return output.path("verdict").asText() + ", " + segments.path("done") + " of " + segments.path("total")
                + " segments, " + counts.path("read") + " read, " + counts.path("written") + " written"
                + (counts.path("deleted").asInt() == 0 ? "" : ", " + counts.path("deleted") + " deleted")
                + (output.has("verified") ? ", " + output.path("verified").path("unchanged") + " verified" : "");
    }

    private static String request(String field) {
        return "{\"source\": {\"environment\": \"production\", \"table\": \"Any\"}, "
                + (field.startsWith("\"target\"") ? "" : "\"target\": {\"environment\": \"development\"}, ")
                + field + "}";
    }

    private static String cause(DescribeExecutionResponse execution) {
        return execution.error() + ": " + execution.cause();
    }
}
