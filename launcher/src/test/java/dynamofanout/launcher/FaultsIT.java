// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.CopyIT.counts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.testing.EditedHttp;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.FaultyHttp.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** A wire and a service that fail in every way: items arrive, or the run says what did not and how to go on. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class FaultsIT {
    private static final String TABLE = "Orders";
    private static final int ITEMS = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    final Cli cli = new Cli();

    private final Map<String, Integer> accepted = new ConcurrentHashMap<>();

    @Test
    void writes_every_item_exactly_once_under_throttling_and_partial_batches() {
        givenTables();
        Random random = new Random(20_261_124);
        cli.wire(real -> new FaultyHttp(counting(real), (operation, request) -> {
            double chance = random.nextDouble();
            if (operation.equals("BatchWriteItem") && chance < 0.3) {
                return chance < 0.1 ? Fault.THROTTLED : Fault.HALF_UNPROCESSED;
            }
            return operation.equals("Scan") && chance < 0.1 ? Fault.THROTTLED : Fault.NONE;
        }));

        Cli.Ran ran = cli.copy(TABLE, "--json --segments 8 --workers 4");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read 1000 = written 1000");
        assertThat(ran.json().path("throttled").intValue()).isPositive();
        assertThat(accepted).hasSize(ITEMS).allSatisfy((key, times) -> assertThat(times)
                .isEqualTo(1));
        assertTablesAreEqual();
    }

    @Test
    void a_replica_that_is_added_after_the_plan_ends_the_run_before_anything_is_written() {
        givenTables();
        var looks = new AtomicInteger();
        var planned = new AtomicInteger(Integer.MAX_VALUE);
        cli.wire(real -> {
            var edited = new EditedHttp(real);
            edited.describe(TABLE, table -> {
                if (looks.incrementAndGet() > planned.get()) {
                    table.putArray("Replicas")
                            .addObject()
                            .put("RegionName", "eu-west-1")
                            .put("ReplicaArn", "arn:aws:dynamodb:eu-west-1:111111111111:table/" + TABLE);
                }
            });
            return edited;
        });
        cli.copy(TABLE, "--dry-run");
        planned.set(2 * looks.get()); // the next plan looks as often

        Cli.Ran ran = cli.copy(TABLE, "--run-id night");

        assertThat(ran.exit()).as(ran.all()).isEqualTo(1);
        assertThat(ran.out()).contains("table Orders in development is a replica of the source");
        assertThat(Tables.items(cli.target(), TABLE)).isEmpty();
    }

    @Test
    void sends_again_what_errors_and_broken_connections_leave_open() {
        givenTables();
        Random random = new Random(20_261_125);
        Fault[] faults = {Fault.SERVER_ERROR, Fault.RESET_BEFORE, Fault.RESET_AFTER};
        cli.wire(real -> new FaultyHttp(
                real, (operation, request) -> random.nextDouble() < 0.25 ? faults[random.nextInt(3)] : Fault.NONE));

        Cli.Ran ran = cli.copy(TABLE, "--json --segments 8 --workers 4");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read 1000 = written 1000");
        assertThat(ran.json().path("retries").intValue()).isPositive();
        assertTablesAreEqual();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"})
    void says_once_by_whom_and_why_it_is_throttled(String type) {
        givenTables();
        var writes = new AtomicInteger();
        cli.wire(Wire.through(call -> call.operation().equals("BatchWriteItem") && writes.incrementAndGet() % 3 == 0
                ? Wire.error(
                        type,
                        "slow down",
                        ",\"ThrottlingReasons\":[{\"reason\":\"TableWriteAccountLimitExceeded\","
                                + "\"resource\":\"arn:aws:dynamodb:eu-west-1:222222222222:table/Orders\"}]")
                : call.send()));

        Cli.Ran ran = cli.copy(TABLE);

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out().lines().filter(line -> line.startsWith("throttled")))
                .containsExactly("throttled, going slower: table Orders in development: " + type
                        + " (TableWriteAccountLimitExceeded on Orders) × 1");
        assertThat(ran.out()).containsPattern("  troubles [0-9]+ calls throttled, 0 sent again after faults");
        assertTablesAreEqual();
    }

    @Test
    void gives_up_a_segment_that_stays_broken_carries_the_others_to_their_end_and_resumes() {
        givenTables();
        cli.patience(Duration.ofMillis(200));
        cli.wire(Wire.through(
                call -> call.operation().equals("Scan") && call.body().contains("\"Segment\":3,\"TotalSegments\":8")
                        ? Wire.error("InternalServerError", "Internal server error")
                        : call.send()));

        Cli.Ran failed = cli.copy(TABLE, "--json --run-id night --segments 8 --workers 4");

        assertThat(failed.exit()).as(failed.all()).isEqualTo(1);
        JsonNode summary = failed.json();
        assertThat(summary.path("verdict").textValue()).isEqualTo("failed");
        assertThat(summary.path("reason").textValue())
                .matches(
                        "segment 3 of 8 was given up: calls to table Orders in production failed [0-9]+ times: Scan was"
                                + " answered with InternalServerError: Internal server error; 7 of 8 are done");
        assertThat(summary.path("segments")).hasToString("{\"total\":8,\"done\":7}");
        assertThat(summary.path("next").textValue()).isEqualTo("fanout resume night");
        cli.wire(real -> real);
        Cli.Ran resumed = cli.run("resume night --json");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(counts(resumed)).isEqualTo("read 1000 = written 1000");
        assertTablesAreEqual();
    }

    @Test
    void goes_on_after_an_outage_of_the_target_with_what_was_not_settled() {
        givenTables();
        cli.patience(Duration.ofMillis(200));
        var writes = new AtomicInteger();
        cli.wire(Wire.through(call -> call.operation().equals("BatchWriteItem") && writes.incrementAndGet() > 5
                ? Wire.error("InternalServerError", "Internal server error")
                : call.send()));

        Cli.Ran failed = cli.copy(TABLE, "--json --run-id night --segments 4 --workers 4");

        assertThat(failed.exit()).as(failed.all()).isEqualTo(1);
        assertThat(failed.json().path("verdict").textValue()).isEqualTo("failed");
        cli.wire(real -> real);
        Cli.Ran resumed = cli.run("resume night --json");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(counts(resumed)).isEqualTo("read 1000 = written 1000");
        assertTablesAreEqual();
    }

    @Test
    void ends_at_once_when_writing_is_not_allowed() {
        givenTables();
        var writes = new AtomicInteger();
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("BatchWriteItem")) {
                writes.incrementAndGet();
                return Wire.error("AccessDeniedException", "User: me is not authorized");
            }
            return call.send();
        }));

        Cli.Ran ran = cli.copy(TABLE, "--json --run-id night --segments 20 --workers 2");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.json().path("verdict").textValue()).isEqualTo("failed");
        assertThat(ran.json().path("reason").textValue())
                .isEqualTo(
                        "table Orders in development cannot be used: BatchWriteItem was answered with AccessDeniedException: User: me"
                                + " is not authorized; allow it, then resume");
        assertThat(ran.json().path("next").textValue()).isEqualTo("fanout resume night");
        assertThat(writes).hasValueLessThan(40);
        cli.wire(real -> real);
        assertThat(cli.run("resume night").exit()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void fails_when_the_target_is_deleted_in_the_middle() {
        givenTables();
        afterWrites(10, () -> cli.target().deleteTable(table -> table.tableName(TABLE)));

        Cli.Ran ran = cli.copy(TABLE, "--json --run-id night --segments 8 --workers 2");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.json().path("verdict").textValue()).isEqualTo("failed");
        assertThat(ran.json().path("reason").textValue())
                .isEqualTo("table Orders in development cannot be used: DescribeTable was answered with"
                        + " ResourceNotFoundException: Cannot do operations on a non-existent table");
        Cli.Ran resumed = cli.run("resume night");
        assertThat(resumed.exit()).isEqualTo(2);
        assertThat(resumed.err())
                .isEqualToNormalizingNewlines("fanout: table Orders in development does not exist (Region eu-west-1):"
                        + " create it, with the source's key, or correct its name\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void never_ends_well_when_a_table_is_created_anew_in_the_middle(boolean isTarget) {
        givenTables();
        var client = isTarget ? cli.target() : cli.source();
        afterWrites(10, () -> {
            client.deleteTable(table -> table.tableName(TABLE));
            Tables.create(client, TABLE, "id:S");
        });

        Cli.Ran ran = cli.copy(TABLE, "--json --run-id night --segments 8 --workers 2");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.json().path("verdict").textValue()).isEqualTo("failed");
        assertThat(ran.json().path("reason").textValue()).contains("re-created");
        assertThat(ran.json().has("next")).isFalse();
        Cli.Ran resumed = cli.run("resume night");
        assertThat(resumed.exit()).isEqualTo(2);
        assertThat(resumed.err())
                .isEqualToNormalizingNewlines("fanout: table Orders in " + (isTarget ? "development" : "production")
                        + " is not the one that the run was planned for: it was re-created; start a new copy\n");
    }

    @Test
    void bears_slow_answers() {
        givenTables();
        Random random = new Random(20_261_126);
        cli.wire(Wire.through(call -> {
            if (random.nextDouble() < 0.1) {
                pause(700);
            }
            return call.send();
        }));

        Cli.Ran ran = cli.copy(TABLE, "--json --segments 8 --workers 4");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read 1000 = written 1000");
        assertTablesAreEqual();
    }

    @Test
    void asks_again_when_an_answer_miscounts_its_items() {
        givenTables();
        var scans = new AtomicInteger();
        cli.wire(Wire.through(call -> {
            HttpExecuteResponse response = call.send();
            return call.operation().equals("Scan") && scans.incrementAndGet() % 3 == 0
                    ? Wire.response(200, Wire.body(response).replaceFirst("\"Count\":", "\"Count\":1"))
                    : response;
        }));

        Cli.Ran ran = cli.copy(TABLE, "--json --segments 8");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read 1000 = written 1000");
        assertTablesAreEqual();
    }

    @Test
    void fails_when_counts_do_not_add_up() throws IOException {
        givenTables();
        cli.patience(Duration.ofMillis(200));
        cli.wire(Wire.through(
                call -> call.operation().equals("Scan") && call.body().contains("\"TotalSegments\":8")
                        ? Wire.error("AccessDeniedException", "later")
                        : call.send()));
        cli.copy(TABLE, "--run-id night --segments 8 --workers 1");
        cli.wire(real -> real);
        Path checkpoint = cli.runDirectory("night").resolve("segment-00000.json");
        Files.writeString(checkpoint, Files.readString(checkpoint).replaceFirst("\"read\":0", "\"read\":1"));

        Cli.Ran ran = cli.run("resume night --json");

        assertThat(ran.exit()).as(ran.all()).isEqualTo(1);
        assertThat(ran.json().path("verdict").textValue()).isEqualTo("failed");
        assertThat(ran.json().path("reason").textValue())
                .matches("the counts of segment 0 of 8 do not add up: [0-9]+ items were read, [0-9]+ are accounted"
                        + " for; start a new run, and please report this");
        assertThat(ran.json().has("next")).isFalse();
    }

    private void givenTables() {
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(ITEMS));
    }

    private void assertTablesAreEqual() {
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(ITEMS).isEqualTo(Tables.items(cli.source(), TABLE));
    }

    /** Does something once, just before the n-th batch is sent. */
    private void afterWrites(int n, Runnable action) {
        var writes = new AtomicInteger();
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("BatchWriteItem") && writes.incrementAndGet() == n) {
                action.run();
            }
            return call.send();
        }));
    }

    /** Counts for each key how often DynamoDB took a put of it. */
    private SdkHttpClient counting(SdkHttpClient real) {
        return Wire.through(call -> {
                    HttpExecuteResponse response = call.send();
                    if (!call.operation().equals("BatchWriteItem")
                            || response.httpResponse().statusCode() != 200) {
                        return response;
                    }
                    String answer = Wire.body(response);
                    assertThat(JSON.readTree(answer).path("UnprocessedItems")).isEmpty();
                    keys(call.body()).forEach(key -> accepted.merge(key, 1, Integer::sum));
                    return Wire.response(200, answer);
                })
                .apply(real);
    }

    private static List<String> keys(String batch) throws IOException {
        return JSON.readTree(batch).path("RequestItems").path(TABLE).findValues("id").stream()
                .map(JsonNode::toString)
                .toList();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
