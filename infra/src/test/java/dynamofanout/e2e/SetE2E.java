// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.launcher.Tables;
import dynamofanout.launcher.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Sets of tables: an execution plans them and starts others. */
@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SetE2E {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SMALL = 30;
    private static final int LARGE = 400;

    /** {@code -De2e.tables=50} measures more. */
    private static final int MANY = Integer.getInteger("e2e.tables", 10);

    private final Home home;

    SetE2E(Home home) {
        this.home = home;
    }

    /** Another class copies everything that production has. */
    @AfterEach
    void delete_tables() {
        home.production().listTables().tableNames().stream()
                .filter(table -> table.matches("(Five|Six|Many)-.*|Printed"))
                .forEach(table -> home.production().deleteTable(delete -> delete.tableName(table)));
    }

    @Test
    void from_the_console_two_tables_are_created_one_is_left_out_and_one_goes_on_after_a_stop() throws IOException {
        five("Five");

        home.start(
                "five",
                "{\"source\": {\"environment\": \"production\", \"table\": \"Five-*\"},"
                        + " \"target\": {\"environment\": \"development\"}, \"create\": true, \"skipRefused\": true,"
                        + " \"tablesAtOnce\": 2, \"ceilings\": {\"targetWrites\": 20}}");
        home.awaitWritten("five--t1", 20);
        Terminal.Ran stop = home.fanout("stop", "five");
        DescribeExecutionResponse stopped = home.ended("five");
        DescribeExecutionResponse resumed =
                home.execute("five-again", "{\"resume\": \"five\", \"ceilings\": {\"targetWrites\": 10000}}");

        assertThat(stop.exit()).as(stop.all()).isZero();
        assertThat(stopped.error()).isEqualTo("Stopped");
        assertThat(stopped.cause())
                .startsWith("set five: ")
                .contains("table Five-A: stopped by fanout stop")
                .endsWith("; go on by `fanout resume five` or an execution with {\"resume\": \"five\"}");
        assertThat(resumed.status()).as(resumed.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertFiveAreThrough("Five", JSON.readTree(resumed.output()).path("tables"));
    }

    @Test
    void from_the_launcher_two_tables_are_created_one_is_left_out_and_one_goes_on_after_a_stop() {
        five("Six");

        Terminal.Ran refused = home.fanout("copy", "production/Six-*", "development", "--create", "--yes");
        Terminal.Ran started = home.fanout(
                "copy",
                "production/Six-*",
                "development",
                "--create",
                "--skip-refused",
                "--yes",
                "--tables-at-once",
                "2",
                "--write-units",
                "20",
                "--run-id",
                "six",
                "--detach");
        home.awaitWritten("six--t1", 20);
        Terminal.Ran stop = home.fanout("stop", "six");
        Terminal.Ran status = home.fanout("status", "six");
        Terminal.Ran resumed = home.fanout("resume", "six", "--write-units", "10000", "--json");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("1 table of 5 cannot be copied, and nothing was written", "Six-E: the tables' keys must be");
        assertThat(started.exit()).as(started.all()).isZero();
        assertThat(stop.exit()).as(stop.all()).isZero();
        assertThat(status.out()).contains("Set six is stopped", "next     fanout resume six");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.json().path("counts").path("written").asInt()).isEqualTo(LARGE + 3 * SMALL);
        assertFiveAreThrough("Six", resumed.json().path("tables"));
    }

    @Test
    void a_definition_that_describe_prints_is_deployed_by_CloudFormation() throws IOException {
        Tables.createWithIndexNamed("ByStatus", home.production(), "Printed", "status:S total:N", "id:S", "line:N");
        home.production().updateTimeToLive(ttl -> ttl.tableName("Printed")
                .timeToLiveSpecification(TimeToLiveSpecification.builder()
                        .attributeName("expires")
                        .enabled(true)
                        .build()));
        String config = ownProfiles();

        Terminal.Ran printed =
                home.fanout("describe", "production/Printed", "--as", "cloudformation", "--config", config);
        deploy(printed.out());
        Terminal.Ran source = home.fanout("describe", "production/Printed", "--as", "cli", "--config", config);
        Terminal.Ran made = home.fanout("describe", "development/Printed", "--as", "cli", "--config", config);

        assertThat(printed.exit()).as(printed.all()).isZero();
        assertThat(made.exit()).as(made.all()).isZero();
        assertThat(made.out()).isEqualTo(source.out()).contains("ByStatus", "expires");
    }

    @Test
    void many_small_tables_are_copied_and_the_time_is_printed() {
        IntStream.range(0, MANY).forEach(i -> home.tables("Many-" + i, 20));

        long begin = System.nanoTime();
        Terminal.Ran ran = home.fanout("copy", "production/Many-*", "development", "--yes", "--run-id", "many-tables");
        double seconds = (System.nanoTime() - begin) / 1e9;

        System.out.printf("a set of %d tables of 20 items in LocalStack: %.1f s%n", MANY, seconds);
        assertThat(ran.exit()).as(ran.all()).isZero();
        IntStream.range(0, MANY).forEach(i -> home.requireEqual("Many-" + i));
    }

    /** A to E: of A the target is there, of B too, C and D are to be created, E has another key there. */
    private void five(String name) {
        home.tables(name + "-A", LARGE);
        home.tables(name + "-B", SMALL);
        for (String table : List.of("-C", "-D")) {
            Tables.createWithIndexNamed("ByText", home.production(), name + table, "text:S number:N", "id:S");
            Tables.put(home.production(), name + table, Tables.numbered(SMALL));
        }
        Tables.create(home.production(), name + "-E", "id:S");
        Tables.put(home.production(), name + "-E", Tables.numbered(SMALL));
        Tables.create(home.development(), name + "-E", "other:S");
    }

    private void assertFiveAreThrough(String name, JsonNode tables) {
        assertThat(tables.findValuesAsText("verdict")).containsExactly("complete", "complete", "complete", "complete");
        List.of("-A", "-B", "-C", "-D").forEach(table -> home.requireEqual(name + table));
        for (String table : List.of("-C", "-D")) {
            assertThat(home.development()
                            .describeTable(of -> of.tableName(name + table))
                            .table()
                            .globalSecondaryIndexes())
                    .extracting(index -> index.indexName())
                    .containsExactly("ByText");
        }
        assertThat(Tables.items(home.development(), name + "-E")).isEmpty();
    }

    /** A fanout.json by which this machine looks at both environments with credentials of its own. */
    private String ownProfiles() throws IOException {
        Path config = home.directory().resolve("looking.json");
        Files.writeString(
                config,
                """
                {"environments": {
                   "production": {"account": "111111111111", "region": "us-east-1", "profile": "look-production",
                                  "tables": ["*"]},
                   "development": {"account": "222222222222", "region": "us-west-2", "profile": "look-development",
                                   "tables": ["*"]}}}
                """);
        Path profiles = home.directory().resolve(".aws").resolve("config");
        String endpoint = home.localStack().endpoint().toString();
        Files.writeString(
                profiles,
                Files.readString(profiles)
                        + profile("look-production", "us-east-1", endpoint, Home.PRODUCTION)
                        + profile("look-development", "us-west-2", endpoint, Home.DEVELOPMENT));
        return config.toString();
    }

    private static String profile(String name, String region, String endpoint, String account) {
        return """

               [profile %s]
               region = %s
               endpoint_url = %s
               aws_access_key_id = %s
               aws_secret_access_key = secret
               """
                .formatted(name, region, endpoint, account);
    }

    private void deploy(String template) throws JsonProcessingException {
        assertThat(JSON.readTree(template).path("Resources").isObject()).isTrue();
        try (CloudFormationClient formation =
                home.localStack().client(CloudFormationClient.builder(), Home.DEVELOPMENT, Region.US_WEST_2)) {
            formation.createStack(create -> create.stackName("printed").templateBody(template));
            String status = Until.present("the end of the stack", () -> Optional.of(formation
                            .describeStacks(describe -> describe.stackName("printed"))
                            .stacks()
                            .get(0)
                            .stackStatusAsString())
                    .filter(now -> !now.endsWith("_IN_PROGRESS")));
            assertThat(status).isEqualTo("CREATE_COMPLETE");
        }
    }
}
