// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.CopyIT.counts;
import static dynamofanout.launcher.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Runs on AWS that go on, are stopped, resumed, followed and listed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class HomeRunsIT extends HomeFixture {
    @Test
    void a_run_that_has_lost_a_part_hides_no_others() {
        copy("--run-id", "kept");
        copy("--run-id", "expired");
        functions.runs().deleteItem(delete -> delete.tableName("FanoutRuns")
                .key(Map.of("run", AttributeValue.fromS("expired"), "part", AttributeValue.fromS("plan"))));

        Cli.Ran status = cli.run("status --json");

        assertThat(status.exit()).as(status.all()).isZero();
        assertThat(status.json().path("runs").findValuesAsText("runId")).containsExactly("kept", "expired");
        assertThat(status.json().path("runs").get(1).toString())
                .isEqualTo(
                        "{\"runId\":\"expired\",\"state\":\"broken\",\"where\":\"home\",\"reason\":\"part plan of expired is"
                                + " not in table FanoutRuns: it was never written, or it has expired\"}");
    }

    @Test
    void stops_in_order_and_resumes() throws Exception {
        CompletableFuture<Cli.Ran> copy =
                CompletableFuture.supplyAsync(() -> copy("--run-id", "night", "--write-units", "40", "--json"));
        until(() -> arrived() > 0);

        Cli.Ran stop = cli.run("stop night --json");
        Cli.Ran copied = copy.get(60, TimeUnit.SECONDS);
        Cli.Ran resume = cli.run("resume night --write-units 10000 --json");

        assertThat(stop.exit()).as(stop.all()).isZero();
        assertThat(stop.err())
                .startsWith("Run night is told to stop; it ends within a save interval" + System.lineSeparator());
        assertThat(stop.json().path("reason").asText()).isEqualTo("stopped by fanout stop");
        assertThat(copied.exit()).as(copied.all()).isEqualTo(3);
        assertThat(copied.json()).isEqualTo(stop.json());
        assertThat(copied.json().path("next").asText()).isEqualTo("fanout resume night");
        assertThat(resume.exit()).as(resume.all()).isZero();
        assertThat(counts(resume)).isEqualTo("read 400 = written 400");
        assertThat(home.executions()).containsExactly("night", "night--2");
        assertTablesAreEqual();
    }

    @Test
    void stops_at_once_and_resumes_all_the_same() throws Exception {
        givenRunGoingOn("night");

        Cli.Ran stop = cli.run("stop night --now --json");
        Cli.Ran resume = cli.run("resume night --write-units 10000 --json");

        assertThat(stop.exit()).as(stop.all()).isZero();
        assertThat(stop.json().path("verdict").asText()).isEqualTo("stopped");
        assertThat(stop.json().path("reason").asText()).isEqualTo("stopped at once by fanout stop --now");
        assertThat(resume.exit()).as(resume.all()).isZero();
        assertThat(counts(resume)).isEqualTo("read 400 = written 400");
        assertTablesAreEqual();
    }

    @Test
    void whoever_follows_a_run_that_is_stopped_at_once_elsewhere_sees_its_summary() throws Exception {
        cli.hurry(10); // the other takes as long as it takes
        CompletableFuture<Cli.Ran> copy =
                CompletableFuture.supplyAsync(() -> copy("--run-id", "night", "--write-units", "40", "--json"));
        until(() -> arrived() > 0);

        cli.run("stop night --now");

        Cli.Ran copied = copy.get(60, TimeUnit.SECONDS);
        assertThat(copied.exit()).as(copied.all()).isEqualTo(3);
        assertThat(copied.json().path("reason").asText()).isEqualTo("stopped at once by fanout stop --now");
    }

    @Test
    void changes_the_ceilings_of_a_run_that_goes_on() throws Exception {
        givenRunGoingOn("night");

        Cli.Ran limit = cli.run("limit night --write-units none");
        Cli.Ran followed = cli.run("status night --follow --json");

        assertThat(limit.out())
                .isEqualToNormalizingNewlines("Run night: any number of read and any number of write units/s\n");
        assertThat(followed.exit()).as(followed.all()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void downloads_refused_items_and_replays_them() throws Exception {
        Tables.createWithIndex(cli.source(), "Events", "status:S", "id:S");
        Tables.createWithIndex(cli.target(), "Events", "status:N", "id:S");
        Tables.put(cli.source(), "Events", List.of(Tables.item("id", "a", "status", "OPEN"), Tables.item("id", "b")));

        Cli.Ran copy = copyOf("Events", "--run-id", "night", "--json");
        Tables.put(cli.source(), "Events", List.of(Tables.item("id", "a")));
        Cli.Ran replay = cli.run("replay night --run-id again --yes --json");
        Cli.Ran nothingLeft = cli.run("replay night --yes");

        Path file = cli.home().resolve(".local/state/fanout/refused/night.jsonl");
        assertThat(copy.exit()).as(copy.all()).isEqualTo(3);
        assertThat(copy.json().path("refusedIn")).hasToString("[\"" + file + "\"]");
        assertThat(copy.json().path("next").asText()).isEqualTo("fanout replay night");
        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .startsWith("{\"key\":{\"id\":{\"S\":\"a\"}},\"code\":\"ValidationException\",\"reason\":\"");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(replay.exit()).as(replay.all()).isZero();
        assertThat(counts(replay)).isEqualTo("read 1 = written 1");
        assertThat(nothingLeft.err())
                .isEqualToNormalizingNewlines("fanout: run night has no refused items that are still to be replayed\n");
    }

    @Test
    void leaves_a_run_alone_that_is_detached() throws Exception {
        Cli.Ran copy = copy("--run-id", "night", "--detach");
        Cli.Ran followed = cli.run("status night --follow");

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(copy.out())
                .endsWith(String.join(
                        System.lineSeparator(),
                        "Run night has been started and goes on by itself",
                        "  console  " + CONSOLE + "night",
                        "  follow   fanout status night --follow",
                        "  stop     fanout stop night",
                        ""));
        assertThat(followed.exit()).as(followed.all()).isZero();
        assertThat(followed.out()).contains("Run night is complete");
    }

    @Test
    void answers_machines_that_detach() {
        Cli.Ran copy = copy("--run-id", "night", "--detach", "--json");

        assertThat(copy.json())
                .hasToString("{\"runId\":\"night\",\"execution\":\"night\",\"console\":\"" + CONSOLE + "night" + "\"}");
    }

    @Test
    void a_Ctrl_C_leaves_the_run_and_says_how_to_follow_and_stop_it() throws Exception {
        BlockingQueue<Runnable> handlers = new LinkedBlockingQueue<>();
        cli.interrupts(handlers::add);
        CompletableFuture<Cli.Ran> copy =
                CompletableFuture.supplyAsync(() -> copy("--run-id", "night", "--write-units", "40"));
        Runnable handler = handlers.take();
        until(() -> arrived() > 0);

        handler.run();

        Cli.Ran left = copy.get(60, TimeUnit.SECONDS);
        assertThat(left.exit()).as(left.all()).isEqualTo(130);
        assertThat(left.out())
                .endsWith(String.join(
                        System.lineSeparator(),
                        "Detached: run night goes on by itself",
                        "  console  " + CONSOLE + "night",
                        "  follow   fanout status night --follow",
                        "  stop     fanout stop night",
                        ""));
        assertThat(home.isRunning("night")).isTrue();
    }

    @Test
    void lists_the_runs_of_both_places_newest_first() throws Exception {
        cli.copy(TABLE, "--run-id here");
        Thread.sleep(20); // the later run must have a later start
        copy("--run-id", "there");

        Cli.Ran forPeople = cli.run("status");
        Cli.Ran forMachines = cli.run("status --json");

        assertThat(forPeople.out().lines())
                .map(line -> line.replaceAll(" [0-9]+ (s|min) ", " AGE ").replaceAll(" +", " "))
                .containsExactly(
                        "home there AGE complete 400 production/Orders -> development/Orders",
                        "local here AGE complete 400 production/Orders -> development/Orders");
        assertThat(forMachines.json().path("runs").findValuesAsText("where")).containsExactly("home", "local");
    }

    @Test
    void says_how_a_run_that_goes_on_stands() throws Exception {
        givenRunGoingOn("night");

        Cli.Ran status = cli.run("status night");
        Cli.Ran resume = cli.run("resume night");
        Cli.Ran replay = cli.run("replay night --yes");

        assertThat(status.out()).startsWith("Run night is going on, started ").contains("worker");
        assertThat(resume.exit()).isEqualTo(2);
        assertThat(resume.err())
                .isEqualToNormalizingNewlines(
                        "fanout: run night is being carried out by execution night: wait for it, or"
                                + " stop it by `fanout stop night`\n");
        assertThat(replay.err()).isEqualTo(resume.err());
    }

    @Test
    void a_wrong_input_of_the_console_is_told_by_status_too() throws Exception {
        home.start(
                "wrong",
                "{\"source\": {\"environment\": \"production\", \"table\": \"Orders\"},"
                        + " \"target\": {\"environment\": \"development\"}, \"segmnts\": 3}");
        until(() -> !home.isRunning("wrong"));

        Cli.Ran status = cli.run("status wrong");

        assertThat(status.exit()).isEqualTo(2);
        assertThat(status.err())
                .isEqualToNormalizingNewlines(
                        "fanout: unknown field \"segmnts\" in the input; did you mean \"segments\"?\n");
    }

    @Test
    void goes_on_with_a_run_that_the_console_has_resumed() throws Exception {
        givenRunGoingOn("night");
        cli.run("stop night");
        home.start("c0ffee00-1111", "{\"resume\": \"night\"}");
        until(() -> functions.store().control(new RunId("night")).owner().equals("c0ffee00-1111"));
        cli.run("stop night");

        Cli.Ran resume = cli.run("resume night --write-units 10000 --json");

        assertThat(resume.exit()).as(resume.all()).isZero();
        assertThat(home.executions()).containsExactly("c0ffee00-1111", "night", "night--2");
    }

    @Test
    void takes_the_next_name_when_an_execution_has_had_it() throws Exception {
        givenRunGoingOn("night");
        cli.run("stop night");
        home.start("night--2", "{\"resume\": \"nothing\"}");
        until(() -> !home.isRunning("night--2"));

        Cli.Ran resume = cli.run("resume night --write-units 10000");

        assertThat(resume.exit()).as(resume.all()).isZero();
        assertThat(home.executions()).containsExactly("night", "night--2", "night--3");
    }

    @Test
    void takes_latest_and_beginnings_for_runs_on_aws_and_places_for_their_tables() {
        cli.run("copy production/Orders development --yes --local --run-id here");
        Cli.Ran copy = cli.run("copy production/Orders development --yes --run-id on-aws --json");

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(home.executions()).containsExactly("on-aws");
        assertThat(cli.run("status latest --json").json()).isEqualTo(copy.json());
        assertThat(cli.run("status on --json").json()).isEqualTo(copy.json());
        assertThat(cli.run("status her --json").json().path("runId").asText()).isEqualTo("here");
    }
}
