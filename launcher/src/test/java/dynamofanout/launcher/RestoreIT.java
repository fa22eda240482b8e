// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.launcher.restore.RestoreCommand;
import dynamofanout.request.RunId;
import dynamofanout.testing.BackupsHere;
import dynamofanout.testing.BackupsHere.Trouble;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Getting back what a local run overwrote, from the command line, against a stand-in for DynamoDB's backups. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RestoreIT {
    private static final String TABLE = "Orders";
    private static final String RUN = "night";
    private static final String NEW = "Orders-before-night";

    private final BackupsHere backups = new BackupsHere();

    @RegisterExtension
    final Cli cli = new Cli(LoopbackDynamoDb.start(backups));

    private Set<Map<String, Object>> before = Set.of();

    @BeforeEach
    void give_a_target_that_is_not_empty() {
        cli.hurry(100);
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.createWithIndex(cli.target(), TABLE, "status:S", "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(100));
        Tables.put(
                cli.target(),
                TABLE,
                List.of(item("id", "item-1", "number", -1, "status", "OLD"), item("id", "mine", "number", 7)));
        before = Tables.items(cli.target(), TABLE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void brings_the_state_before_the_run_into_a_new_table_and_says_the_line_that_brings_it_back(boolean recovery)
            throws Exception {
        backups.recovery(recovery);
        copied("--mode", "mirror", "--max-deletes", "1");

        Cli.Ran restore = cli.run("restore", RUN, "--yes", "--json");
        String back = restore.json().path("back").asText();
        Cli.Ran returned =
                cli.run((back + " --yes").substring("fanout ".length()).split(" ", -1));

        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(restore.json().path("table").asText()).isEqualTo(NEW);
        assertThat(restore.json().has("backRefused")).isFalse();
        assertThat(restore.err())
                .contains(
                        "Restore of table Orders in development as it was before run night, into the new table " + NEW)
                .contains(
                        "  costs    DynamoDB charges for a restore by the size of the table (about 40 bytes when the run"
                                + " was planned), and for the new table as for any other until you delete it")
                .contains("restoring into table " + NEW + " in development: CREATING, ")
                .contains("Restored: table " + NEW + " in development has the state before run night and can be used")
                .contains("  back     " + back);
        assertThat(Tables.items(cli.target(), NEW)).isEqualTo(before);
        assertThat(back)
                .isEqualTo("fanout copy --source development --target development --table " + NEW
                        + " --target-table Orders --mode mirror --max-deletes 100 --local");
        assertThat(returned.exit()).as(returned.all()).isZero();
        assertThat(Tables.items(cli.target(), TABLE)).isEqualTo(before);
    }

    @Test
    void sets_again_what_a_restored_table_lacks_and_says_what_remains() {
        cli.target().updateTimeToLive(ttl -> ttl.tableName(TABLE)
                .timeToLiveSpecification(on -> on.enabled(true).attributeName("expires")));
        cli.target().updateTable(table -> table.tableName(TABLE)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
        tag("team", "orders", "aws:cloudformation:stack-name", "shop");
        copied();

        Cli.Ran restore = cli.run("restore", RUN, "--yes", "--json");

        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(restore.json().path("set"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "1 tag", "a stream of NEW_IMAGE (nobody reads it yet)", "time to live on attribute expires");
        assertThat(restore.json().path("byHand"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "alarms",
                        "auto scaling",
                        "the resource policy",
                        "point-in-time recovery",
                        "deletion protection");
        TableDescription restored =
                cli.target().describeTable(table -> table.tableName(NEW)).table();
        assertThat(restored.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
        assertThat(cli.target()
                        .describeTimeToLive(table -> table.tableName(NEW))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("expires");
    }

    @Test
    void what_may_not_be_set_remains_to_be_done_by_hand() {
        copied();
        backups.troubles(refusing("ListTagsOfResource", "AccessDeniedException"));

        Cli.Ran restore = cli.run("restore", RUN, "--yes", "--json");

        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(restore.json().path("byHand").path(0).asText()).startsWith("tags (injected");
    }

    @Test
    void waits_until_the_moment_can_be_restored() {
        backups.recovery(true);
        copied();
        backups.restorableAfter(Duration.ofSeconds(4));

        Cli.Ran restore = cli.run("restore", RUN, "--yes");

        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(restore.out()).containsPattern("waiting until .* can be restored \\(so far: up to .*\\)");
        assertThat(Tables.items(cli.target(), NEW)).isEqualTo(before);
    }

    @Test
    void leaves_any_other_table_of_that_name_alone() {
        copied();
        Tables.create(cli.target(), "Precious", "id:S");

        Cli.Ran restore = cli.run("restore", RUN, "--to", "Precious", "--yes");

        assertRefused(
                restore,
                "table Precious in development is there already and is not this restore: choose another name by --to");
        assertThat(backups.calls()).noneMatch(call -> call.startsWith("Restore"));
    }

    @Test
    void leaves_the_restore_of_another_run_alone() {
        copied();
        assertThat(cli.run("restore", RUN, "--to", "Precious", "--yes").exit()).isZero();
        Cli.Ran other = cli.copy(TABLE, "--run-id other");
        assertThat(other.exit()).as(other.all()).isZero();

        Cli.Ran restore = cli.run("restore other --to Precious --yes");

        assertRefused(
                restore,
                "table Precious in development is there already and is not this restore: choose another name by --to");
    }

    @Test
    void is_left_alone_by_ctrl_c_and_followed_by_the_same_command() throws Exception {
        copied();
        backups.looksUntilActive(40);
        List<Runnable> handlers = new CopyOnWriteArrayList<>();
        cli.interrupts(handlers::add);
        var looks = new AtomicInteger();
        cli.wire(Wire.through(call -> {
            if (call.operation().equals("DescribeTable") && looks.incrementAndGet() == 6) {
                handlers.forEach(Runnable::run);
            }
            return call.send();
        }));

        Cli.Ran left = cli.run("restore", RUN, "--yes");
        Cli.Ran followed = cli.run("restore", RUN, "--json");

        assertThat(left.exit()).as(left.all()).isEqualTo(130);
        assertThat(left.out())
                .contains("Not waiting any longer: the restore into table " + NEW
                        + " in development goes on; the same command follows" + " it");
        assertThat(followed.exit()).as(followed.all()).isZero();
        assertThat(followed.err()).startsWith("Following the restore into table " + NEW + " in development");
        assertThat(backups.calls()).filteredOn("RestoreTableFromBackup"::equals).hasSize(1);
        assertThat(Tables.items(cli.target(), NEW)).isEqualTo(before);
    }

    @Test
    void finds_its_restore_again_whose_answer_was_lost() {
        copied();
        var calls = new AtomicInteger();
        backups.troubles(operation -> operation.equals("RestoreTableFromBackup") && calls.incrementAndGet() == 1
                ? Optional.of(Trouble.lost())
                : Optional.empty());

        Cli.Ran restore = cli.run("restore", RUN, "--yes");

        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(Tables.items(cli.target(), NEW)).isEqualTo(before);
    }

    @Test
    void waits_while_as_many_restores_go_on_as_may() {
        copied();
        var calls = new AtomicInteger();
        backups.troubles(operation -> operation.equals("RestoreTableFromBackup") && calls.incrementAndGet() <= 2
                ? Optional.of(Trouble.refused("LimitExceededException"))
                : Optional.empty());

        Cli.Ran restore = cli.run("restore", RUN, "--yes");

        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(restore.out()).contains("waiting: this account has as many restores under way as it may");
    }

    @Test
    void names_the_permission_that_is_missing() {
        copied();
        backups.troubles(refusing("RestoreTableFromBackup", "AccessDeniedException"));

        assertRefused(
                cli.run("restore", RUN, "--yes"),
                "no permission for dynamodb:RestoreTableFromBackup on table Orders in development: allow it for these"
                        + " credentials (injected)");
    }

    @Test
    void says_that_the_backup_is_gone() {
        copied();
        backups.troubles(refusing("RestoreTableFromBackup", "BackupNotFoundException"));

        assertRefused(
                cli.run("restore", RUN, "--yes"),
                "the backup of run night is gone, somebody deleted it: on-demand backup "
                        + backups.backups().get(0));
    }

    @Test
    void says_that_point_in_time_recovery_was_switched_off() {
        backups.recovery(true);
        Cli.Ran ran = copied();
        backups.recovery(false);

        assertRefused(
                cli.run("restore", RUN, "--yes"),
                "table Orders in development can no longer be restored to "
                        + ran.json().path("backup").path("moment").asText()
                        + ": point-in-time recovery was switched off since");
    }

    @Test
    void restores_an_on_demand_backup_of_a_table_that_is_gone() {
        copied();
        cli.target().deleteTable(table -> table.tableName(TABLE));

        Cli.Ran restore = cli.run("restore", RUN, "--yes", "--json");

        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(Tables.items(cli.target(), NEW)).isEqualTo(before);
        assertThat(restore.json().path("backRefused").asText())
                .isEqualTo("table Orders in development was deleted, or deleted and re-created");
        assertThat(restore.json().path("byHand").path(0).asText()).isEqualTo("time to live");
    }

    @Test
    void asks_before_it_begins() {
        copied();

        Cli.Ran nobody = cli.run("restore", RUN);
        Cli.Ran no = cli.typing("n\n", "restore", RUN);

        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(no.exit()).isEqualTo(2);
        assertThat(backups.calls()).noneMatch(call -> call.startsWith("Restore"));
    }

    @Test
    void says_why_the_way_back_is_closed() throws IOException {
        cli.fanoutJson(
                """
                {"environments": {
                   "production": {"account": "111111111111", "region": "eu-west-1", "profile": "production",
                                  "tables": ["*"]},
                   "development": {"account": "222222222222", "region": "eu-west-1", "profile": "development",
                                   "tables": ["Orders"]}}}
                """);
        copied();

        Cli.Ran restore = cli.run("restore", RUN, "--yes", "--json");

        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(restore.json().path("backRefused").asText())
                .isEqualTo("table " + NEW + " must be among the tables of environment development in "
                        + cli.home().resolve("fanout.json") + " (Orders)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a b c", "arn:aws:dynamodb:eu-west-1:222222222222:table/New"})
    void refuses_what_cannot_be_a_tables_name(String name) {
        assertRefused(
                cli.run("restore", RUN, "--to", name),
                "--to must be a table's name of 3 to 255 letters, digits, \"_\", \"-\" and \".\", got: \"" + name
                        + "\"");
    }

    @Test
    void a_new_tables_name_fits_whatever_the_old_one_is() {
        assertThat(RestoreCommand.name("T".repeat(255), new RunId("r".repeat(76))))
                .hasSize(255)
                .endsWith("T-before-" + "r".repeat(76));
    }

    private static void assertRefused(Cli.Ran ran, String sentence) {
        assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("fanout: " + sentence + System.lineSeparator());
    }

    private static Function<String, Optional<Trouble>> refusing(String action, String code) {
        return operation -> operation.equals(action) ? Optional.of(Trouble.refused(code)) : Optional.empty();
    }

    private void tag(String... keysAndValues) {
        String arn = cli.target()
                .describeTable(table -> table.tableName(TABLE))
                .table()
                .tableArn();
        cli.target().tagResource(request -> request.resourceArn(arn)
                .tags(
                        Tag.builder()
                                .key(keysAndValues[0])
                                .value(keysAndValues[1])
                                .build(),
                        Tag.builder()
                                .key(keysAndValues[2])
                                .value(keysAndValues[3])
                                .build()));
    }

    private Cli.Ran copied(String... more) {
        Cli.Ran ran = cli.copy(
                TABLE,
                Stream.concat(Stream.of("--run-id", RUN, "--json"), Arrays.stream(more))
                        .toArray(String[]::new));
        assertThat(ran.exit()).as(ran.all()).isZero();
        return ran;
    }
}
