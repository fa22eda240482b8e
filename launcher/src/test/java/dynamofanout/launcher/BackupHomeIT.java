// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Tables.item;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.environment.TableUse;
import dynamofanout.functions.FunctionsHere;
import dynamofanout.request.RunId;
import dynamofanout.run.Stop;
import dynamofanout.testing.BackupsHere;
import dynamofanout.testing.BackupsHere.Trouble;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Backups before runs on AWS, through the real command line and the real handlers in this process. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class BackupHomeIT {
    private static final String TABLE = "Orders";
    private static final String RUN = "night";

    @RegisterExtension
    final Cli cli = new Cli();

    @TempDir
    private Path directory;

    private final BackupsHere backups = new BackupsHere();
    private final HomeDouble home = new HomeDouble();
    private FunctionsHere functions;
    private Set<Map<String, Object>> before = Set.of();

    @BeforeEach
    void give_a_home_and_a_target_that_is_not_empty() throws IOException {
        functions = new FunctionsHere(directory, HomeDouble.FANOUT_JSON, LoopbackDynamoDb.start(backups));
        home.functions(new HandlersHere(functions, home, UnaryOperator.identity()));
        cli.home(functions.dynamo, real -> new HomeHttp(real, home));
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(50));
        Tables.put(cli.target(), TABLE, List.of(item("id", "item-1", "number", -1), item("id", "mine", "number", 7)));
        before = target();
    }

    @AfterEach
    void close_home() {
        home.close();
        functions.close();
    }

    @Test
    void the_map_begins_when_the_backup_is_ready_and_restore_brings_it_into_a_new_table() {
        backups.looksUntilAvailable(5);
        List<Set<Map<String, Object>>> seen = new ArrayList<>();
        backups.onLook(() -> seen.add(target()));

        Cli.Ran ran = copy("--json");
        Cli.Ran restore = cli.run("restore", RUN, "--yes", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.err())
                .contains("  backup   an on-demand backup of about ")
                .contains("backing up the target: on-demand backup ")
                .contains("  undo     `fanout restore night`");
        assertThat(ran.json().path("backup").path("arn").asText())
                .isEqualTo(backups.backups().get(0));
        assertThat(seen).hasSize(6).containsOnly(before);
        assertThat(restore.exit()).as(restore.all()).isZero();
        assertThat(Tables.items(cli.target(), "Orders-before-night")).isEqualTo(before);
        assertThat(restore.json().path("back").asText())
                .isEqualTo("fanout copy --source development --target development --table Orders-before-night"
                        + " --target-table Orders --mode mirror --max-deletes "
                        + ran.json().path("counts").path("written"));
    }

    @Test
    void a_session_that_backs_up_can_do_nothing_else() {
        assertThat(copy().exit()).isZero();

        assertThat(functions.sts.calls())
                .map(call -> String.valueOf(call.get("Policy")))
                .filteredOn(policy -> policy.contains("CreateBackup"))
                .isNotEmpty()
                .allSatisfy(policy -> assertThat(policy)
                        .contains(TableUse.BACK_UP.actions())
                        .contains(":222222222222:table/Orders/backup/*\"")
                        .doesNotContain("Scan", "Write", "Put", "Delete", "Restore"));
    }

    @Test
    void a_moment_is_noted_without_a_wait() {
        backups.recovery(true);

        Cli.Ran ran = copy("--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("backup").path("kind").asText()).isEqualTo("point-in-time");
        assertThat(backups.backups()).isEmpty();
    }

    @Test
    void status_says_that_the_target_is_being_backed_up_and_a_stop_ends_the_run_without_a_write() {
        backups.looksUntilAvailable(1_000);
        List<Cli.Ran> statuses = new ArrayList<>();
        backups.onLook(() -> {
            if (statuses.isEmpty()) {
                statuses.add(cli.run("status", RUN, "--json"));
                functions
                        .store()
                        .adjust(
                                new RunId(RUN),
                                control -> control.stopping(new Stop(Stop.Cause.USER, "stopped by fanout stop")));
            }
        });

        Cli.Ran stopped = copy();
        Set<Map<String, Object>> after = target();
        backups.looksUntilAvailable(0);
        Cli.Ran resumed = cli.run("resume", RUN, "--json");

        assertThat(statuses.get(0).err()).contains("  backup   backing up the target: on-demand backup arn:");
        assertThat(statuses.get(0).json().path("backup").path("ready").asBoolean(true))
                .isFalse();
        assertThat(stopped.exit()).as(stopped.all()).isEqualTo(3);
        assertThat(stopped.out()).contains("Run night is stopped: stopped by fanout stop");
        assertThat(after).isEqualTo(before);
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(backups.backups()).hasSize(2);
    }

    @Test
    void a_backup_that_may_not_be_made_fails_the_execution_with_its_sentence() {
        backups.troubles(operation -> operation.equals("CreateBackup")
                ? Optional.of(Trouble.refused("AccessDeniedException"))
                : Optional.empty());

        Cli.Ran ran = copy();

        assertThat(ran.exit()).as(ran.all()).isEqualTo(1);
        assertThat(ran.out())
                .contains("Run night has failed: no permission for dynamodb:CreateBackup or dynamodb:DescribeBackup on"
                        + " table Orders in development: nothing was written");
        assertThat(target()).isEqualTo(before);
    }

    @Test
    void what_may_not_be_asked_is_refused_before_an_execution_starts() {
        backups.troubles(operation -> operation.equals("DescribeContinuousBackups")
                ? Optional.of(Trouble.refused("AccessDeniedException"))
                : Optional.empty());

        Cli.Ran ran = copy();

        assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
        assertThat(home.executions()).isEmpty();
    }

    private Cli.Ran copy(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "copy",
                "--source",
                "production",
                "--target",
                "development",
                "--table",
                TABLE,
                "--run-id",
                RUN,
                "--yes"));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    private Set<Map<String, Object>> target() {
        return Tables.items(cli.target(), TABLE);
    }
}
