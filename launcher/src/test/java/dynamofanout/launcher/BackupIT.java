// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.RunId;
import dynamofanout.run.Stop;
import dynamofanout.store.DirectoryRunStore;
import dynamofanout.testing.BackupsHere;
import dynamofanout.testing.BackupsHere.Trouble;
import dynamofanout.testing.LoopbackDynamoDb;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups of the target before local copies, from the command line, against a stand-in for DynamoDB's backups. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class BackupIT {
    private static final String TABLE = "Orders";
    private static final String RUN = "night";

    private final BackupsHere backups = new BackupsHere();

    @RegisterExtension
    final Cli cli = new Cli(LoopbackDynamoDb.start(backups));

    private Set<Map<String, Object>> before = Set.of();

    @BeforeEach
    void give_a_target_that_is_not_empty() {
        cli.hurry(50);
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(100));
        Tables.put(cli.target(), TABLE, List.of(item("id", "item-1", "number", -1), item("id", "mine", "number", 7)));
        before = target();
    }

    @Test
    void notes_a_moment_where_point_in_time_recovery_is_on() {
        backups.recovery(true);

        Cli.Ran ran = copy("--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.err())
                .contains("  backup   point-in-time recovery is on: the moment before the first write is noted"
                        + " (restorable for 35 days)" + System.lineSeparator()
                        + "           `fanout restore night` then restores that state into a new table")
                .contains("  undo     `fanout restore night` restores the target, as it was before the run, into a new"
                        + " table"
                        + " (point-in-time recovery to "
                        + ran.json().path("backup").path("moment").asText() + ")");
        assertThat(ran.json().path("backup").path("kind").asText()).isEqualTo("point-in-time");
        assertThat(backups.backups()).isEmpty();
    }

    @Test
    void makes_an_on_demand_backup_where_it_is_off_and_writes_nothing_before_it_is_ready() {
        backups.looksUntilAvailable(3);
        List<Set<Map<String, Object>>> seen = new ArrayList<>();
        backups.onLook(() -> seen.add(target()));

        Cli.Ran ran = copy("--mode", "mirror", "--max-deletes", "5");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(seen).hasSize(4).containsOnly(before);
        assertThat(ran.out())
                .contains("  backup   an on-demand backup of about ")
                .contains("backing up the target: on-demand backup "
                        + backups.backups().get(0))
                .contains("(on-demand backup " + backups.backups().get(0) + ")");
        assertThat(target()).isEqualTo(Tables.items(cli.source(), TABLE));
    }

    @Test
    void always_makes_an_on_demand_backup_even_where_point_in_time_recovery_is_on() {
        backups.recovery(true);

        Cli.Ran ran = copy("--backup", "always");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(backups.backups()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--backup never | it was asked for without one",
                "--mode missing | mode missing overwrites and deletes nothing",
            })
    void says_in_the_plan_why_there_is_none(String options, String why) {
        Cli.Ran ran = copy(options.split(" ", -1));
        Cli.Ran restore = cli.run("restore", RUN);

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("  backup   none: " + why).doesNotContain("  undo ");
        assertThat(backups.calls()).isEmpty();
        assertThat(restore.exit()).isEqualTo(2);
        assertThat(restore.err())
                .isEqualTo("fanout: run night made no backup that could be restored: " + why + System.lineSeparator());
    }

    @Test
    void an_empty_target_needs_none() {
        Tables.create(cli.target(), "New", "id:S");

        Cli.Ran ran = cli.copy(TABLE, "--target-table New --backup always --dry-run --json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("backup").toString())
                .isEqualTo("{\"kind\":\"none\",\"why\":\"the target is empty\"}");
        assertThat(backups.calls()).isEmpty();
    }

    @Test
    void a_dry_run_says_what_would_be_made_and_makes_nothing() {
        Cli.Ran ran = copy("--dry-run", "--json");

        assertThat(ran.json().path("backup").path("kind").asText()).isEqualTo("on-demand");
        assertThat(backups.backups()).isEmpty();
        assertThat(cli.runs()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"400, UnknownOperationException", "404, ''", "501, InternalFailure"})
    void an_endpoint_without_backups_is_warned_of_and_refused_where_one_is_a_must(int status, String code) {
        backups.troubles(operation -> Optional.of(new Trouble(status, code, false)));

        Cli.Ran must = copy("--backup", "always");
        Cli.Ran ran = copy();

        assertThat(must.exit()).isEqualTo(2);
        assertThat(must.err())
                .isEqualTo("fanout: --backup must be auto or never for table Orders in development, since the target's"
                        + " endpoint knows no backups, got: always" + System.lineSeparator());
        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out())
                .contains("  backup   none: the target's endpoint knows no backups")
                .contains("  warning  no backup: the target's endpoint knows no backups; what is overwritten or deleted"
                        + " cannot be brought back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeContinuousBackups", "DescribeBackup"})
    void what_may_not_be_asked_is_refused_before_anything_is_written(String action) {
        backups.troubles(operation ->
                operation.equals(action) ? Optional.of(Trouble.refused("AccessDeniedException")) : Optional.empty());

        Cli.Ran ran = copy();

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("fanout: no permission for dynamodb:" + action + " on table Orders in development, which is"
                        + " not empty and has to be backed up first: allow it for these credentials, or copy without a"
                        + " backup by --backup never (injected)" + System.lineSeparator());
        assertThat(target()).isEqualTo(before);
        assertThat(cli.runs()).doesNotExist();
    }

    @Test
    void a_table_of_another_account_is_refused_not_skipped() throws Exception {
        cli.fanoutJson(HomeDouble.FANOUT_JSON.replaceFirst("\"home\": \\{.*\\},", ""));
        String arn = "arn:aws:dynamodb:eu-west-1:444444444444:table/Orders";

        Cli.Ran ran = copy("--target-table", arn);

        assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("fanout: table Orders in development lies in account 444444444444, not in 222222222222, and"
                        + " only its own account can back it up: name an environment of account 444444444444 as target,"
                        + " or copy without a backup by --backup never" + System.lineSeparator());
        assertThat(target()).isEqualTo(before);
    }

    @Test
    void a_backup_that_may_not_be_made_fails_the_run_which_goes_on_once_it_may() {
        backups.troubles(refusing("CreateBackup", "AccessDeniedException"));

        Cli.Ran denied = copy();
        Set<Map<String, Object>> after = target();
        backups.troubles(operation -> Optional.empty());
        Cli.Ran resumed = cli.run("resume", RUN);

        assertThat(denied.exit()).as(denied.all()).isEqualTo(1);
        assertThat(denied.out())
                .contains("Run night has failed: no permission for dynamodb:CreateBackup or dynamodb:DescribeBackup on"
                        + " table Orders in development: nothing was written; allow it and resume, or start a new run"
                        + " with --backup never (injected)")
                .contains("  next     fanout resume night")
                .doesNotContain("  undo ");
        assertThat(after).isEqualTo(before);
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.out())
                .contains("(on-demand backup " + backups.backups().get(0) + ")");
    }

    @Test
    void a_backup_that_somebody_deletes_in_the_making_fails_the_run() {
        backups.looksUntilAvailable(100);
        backups.onLook(backups::deleteAll);

        Cli.Ran ran = copy();

        assertThat(ran.exit()).as(ran.all()).isEqualTo(1);
        assertThat(ran.out())
                .contains("Run night has failed: the backup of table Orders in development was deleted before it was"
                        + " ready (on-demand backup " + backups.backups().get(0) + "): nothing was written");
        assertThat(target()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LimitExceededException",
                "BackupInUseException",
                "TableInUseException",
                "ContinuousBackupsUnavailableException",
                "ThrottlingException"
            })
    void what_is_in_the_way_for_now_is_waited_for(String code) {
        var troubles = new AtomicInteger();
        backups.troubles(operation -> operation.equals("CreateBackup") && troubles.incrementAndGet() <= 3
                ? Optional.of(Trouble.refused(code))
                : Optional.empty());

        Cli.Ran ran = copy();

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(troubles).hasValue(4);
        assertThat(backups.backups()).hasSize(1);
    }

    @Test
    void after_lost_answers_the_run_has_a_backup_of_before_its_first_write() {
        backups.looksUntilAvailable(2);
        var calls = new AtomicInteger();
        backups.troubles(
                operation -> calls.incrementAndGet() % 2 == 0 ? Optional.of(Trouble.lost()) : Optional.empty());

        Cli.Ran ran = copy("--json");
        backups.troubles(operation -> Optional.empty());
        Cli.Ran restore = cli.run("restore", RUN, "--to", "Before", "--yes");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(backups.backups())
                .contains(ran.json().path("backup").path("arn").asText());
        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(Tables.items(cli.target(), "Before")).isEqualTo(before);
    }

    @Test
    void a_stop_while_the_backup_is_made_ends_the_run_in_order_and_its_resume_backs_up_anew() {
        backups.looksUntilAvailable(100);
        var store = new DirectoryRunStore(cli.runs(), Clock.systemUTC());
        backups.onLook(() -> store.adjust(
                new RunId(RUN), control -> control.stopping(new Stop(Stop.Cause.USER, "stopped by fanout stop"))));

        Cli.Ran stopped = copy();
        Set<Map<String, Object>> after = target();
        Cli.Ran status = cli.run("status", RUN);
        Cli.Ran early = cli.run("restore", RUN);
        backups.onLook(() -> {});
        backups.looksUntilAvailable(0);
        Tables.put(cli.target(), TABLE, List.of(item("id", "later", "number", 8)));
        Cli.Ran resumed = cli.run("resume", RUN, "--json");
        Cli.Ran restore = cli.run("restore", RUN, "--to", "Before", "--yes");

        assertThat(stopped.exit()).as(stopped.all()).isEqualTo(3);
        assertThat(stopped.out()).contains("Run night is stopped: stopped by fanout stop");
        assertThat(after).isEqualTo(before);
        assertThat(status.out()).doesNotContain("  undo ");
        assertThat(early.err())
                .isEqualTo("fanout: run night has no backup that could be restored: none was ready yet, and nothing was"
                        + " written" + System.lineSeparator());
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.json().path("backup").path("arn").asText())
                .isEqualTo(backups.backups().get(1));
        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(Tables.items(cli.target(), "Before")).hasSize(3);
    }

    @Test
    void a_resume_does_not_back_up_again() {
        cli.wire(Wire.through(call -> call.operation().equals("BatchWriteItem")
                ? Wire.error("AccessDeniedException", "not now")
                : call.send()));
        Cli.Ran failed = copy();
        cli.wire(real -> real);
        Cli.Ran resumed = cli.run("resume", RUN, "--json");

        assertThat(failed.exit()).as(failed.all()).isEqualTo(1);
        assertThat(failed.out()).contains("  undo     `fanout restore night`");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(backups.backups())
                .containsExactly(resumed.json().path("backup").path("arn").asText());
    }

    private static Function<String, Optional<Trouble>> refusing(String action, String code) {
        return operation -> operation.equals(action) ? Optional.of(Trouble.refused(code)) : Optional.empty();
    }

    private Cli.Ran copy(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--run-id", RUN));
        arguments.addAll(List.of(more));
        return cli.copy(TABLE, arguments.toArray(String[]::new));
    }

    private Set<Map<String, Object>> target() {
        return Tables.items(cli.target(), TABLE);
    }
}
