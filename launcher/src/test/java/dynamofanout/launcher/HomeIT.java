package dynamofanout.launcher;

import static dynamofanout.launcher.CopyIT.counts;
import static dynamofanout.launcher.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.functions.FunctionsHere;
import dynamofanout.request.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Runs in a home account through the real command line: the real handlers in this process, on DynamoDB Local in three
 * accounts, behind the wire of Step Functions and Lambda.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class HomeIT {
    private static final String TABLE = "Orders";
    private static final int ITEMS = 400;
    private static final String CONSOLE =
            "https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/"
                    + "arn:aws:states:eu-west-1:999999999999:execution:fanout:";

    @RegisterExtension
    final Cli cli = new Cli();

    @TempDir
    private Path directory;

    private final HomeDouble home = new HomeDouble();
    private FunctionsHere functions;

    @BeforeEach
    void give_a_home() throws IOException {
        functions = new FunctionsHere(directory, HomeDouble.FANOUT_JSON);
        home.functions(new HandlersHere(functions, home, UnaryOperator.identity()));
        cli.home(functions.dynamo, real -> new HomeHttp(real, home));
        Tables.create(cli.source(), TABLE, "id:S");
        Tables.create(cli.target(), TABLE, "id:S");
        Tables.put(cli.source(), TABLE, Tables.numbered(ITEMS));
    }

    @AfterEach
    void close_home() {
        home.close();
        functions.close();
    }

    @Test
    void copies_by_an_execution_and_shows_its_summary() {
        Cli.Ran copy = copy("--run-id", "night", "--json");
        Cli.Ran status = cli.run("status", "night", "--json");

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(copy.err())
                .startsWith(
                        "Plan of run night: copy (overwrite), by state machine fanout in account 999999999999, Region"
                                + " eu-west-1" + System.lineSeparator())
                .contains("Started: " + CONSOLE + "night" + System.lineSeparator())
                .contains("Run night is complete" + System.lineSeparator());
        assertThat(counts(copy)).isEqualTo("read 400 = written 400");
        assertThat(status.json()).isEqualTo(copy.json());
        assertThat(home.executions()).containsExactly("night");
        assertThat(cli.runs()).doesNotExist();
        assertTablesAreEqual();
    }

    @Test
    void what_this_machine_s_file_forbids_is_not_even_asked_of_the_home() throws IOException {
        cli.fanoutJson(HomeDouble.FANOUT_JSON.replace(
                "\"profile\": \"development\",", "\"profile\": \"development\", \"protected\": true,"));

        Cli.Ran copy = copy("--run-id", "night");

        assertThat(copy.exit()).isEqualTo(2);
        assertThat(copy.err())
                .contains(
                        "environment development is protected (account 222222222222, Region eu-west-1) and can never be a"
                                + " target; " + cli.home().resolve("fanout.json") + " says so, whatever is deployed");
        assertThat(home.calls()).isEmpty();
        assertThat(Tables.items(cli.target(), TABLE)).isEmpty();
    }

    @Test
    void what_this_machine_s_file_forbids_is_found_by_the_planned_accounts_too() throws IOException {
        cli.fanoutJson(HomeDouble.FANOUT_JSON
                .replace("\"development\": {", "\"live\": {")
                .replace("\"profile\": \"development\",", "\"profile\": \"development\", \"protected\": true,"));

        Cli.Ran copy = copy();

        assertThat(copy.exit()).as(copy.all()).isEqualTo(2);
        assertThat(copy.err())
                .contains("environment development leads into the protected environment live (account 222222222222,"
                        + " Region eu-west-1) and can never be a target");
        assertThat(home.executions()).isEmpty();
    }

    @Test
    void a_run_is_not_resumed_against_this_machine_s_file() throws IOException {
        Tables.put(cli.target(), TABLE, List.of(Tables.item("id", "extra")));
        copy("--run-id", "night", "--mode", "mirror", "--max-deletes", "0");
        cli.fanoutJson(HomeDouble.FANOUT_JSON.replace(
                "\"profile\": \"development\",", "\"profile\": \"development\", \"protected\": true,"));

        Cli.Ran resumed = cli.run("resume", "night", "--max-deletes", "1");

        assertThat(resumed.exit()).isEqualTo(2);
        assertThat(resumed.err()).contains("environment development is protected");
        assertThat(home.executions()).containsExactly("night");
    }

    @Test
    void warns_of_what_this_machine_s_file_says_otherwise_than_the_deployed_one() throws IOException {
        cli.fanoutJson(HomeDouble.FANOUT_JSON.replace(
                "\"profile\": \"production\",", "\"profile\": \"production\", \"copyTo\": [\"development\"],"));

        Cli.Ran copy = copy("--dry-run");

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(copy.all().replaceAll("\\s+", " "))
                .contains("fanout.json differs from what is deployed: production.copyTo");
    }

    @Test
    void a_run_that_has_lost_a_part_hides_no_others() {
        copy("--run-id", "kept");
        copy("--run-id", "expired");
        functions.runs().deleteItem(delete -> delete.tableName("FanoutRuns")
                .key(Map.of("run", AttributeValue.fromS("expired"), "part", AttributeValue.fromS("plan"))));

        Cli.Ran status = cli.run("status", "--json");

        assertThat(status.exit()).as(status.all()).isZero();
        assertThat(status.json().path("runs").findValuesAsText("runId")).containsExactly("kept", "expired");
        assertThat(status.json().path("runs").get(1).toString())
                .isEqualTo(
                        "{\"runId\":\"expired\",\"state\":\"broken\",\"where\":\"home\",\"reason\":\"part plan of expired is"
                                + " not in table FanoutRuns: it was never written, or it has outlived its time there\"}");
    }

    @Test
    void mirrors_by_an_execution_and_compares_by_another() throws IOException {
        Tables.put(cli.target(), TABLE, List.of(Tables.item("id", "extra")));

        Cli.Ran before = compare("--show", "5", "--output", "differences.jsonl");
        Cli.Ran mirror = copy("--run-id", "night", "--mode", "mirror", "--max-deletes", "1", "--verify", "--json");
        Cli.Ran after = compare();

        assertThat(before.exit()).as(before.all()).isEqualTo(3);
        assertThat(before.err()).contains("missing   {\"id\":{\"S\":\"item-");
        assertThat(before.json().path("differences")).hasSize(ITEMS + 1);
        assertThat(Files.readAllLines(cli.home().resolve("differences.jsonl"))).hasSize(ITEMS + 1);
        assertThat(mirror.exit()).as(mirror.all()).isZero();
        assertThat(mirror.json().path("counts").path("deleted").asInt()).isEqualTo(1);
        assertThat(mirror.json().path("verified").path("unchanged").asInt()).isEqualTo(ITEMS);
        assertThat(after.exit()).as(after.all()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void a_mirror_that_would_delete_too_much_is_resumed_with_a_higher_limit() {
        Tables.put(cli.target(), TABLE, List.of(Tables.item("id", "extra")));

        Cli.Ran stopped = copy("--run-id", "night", "--mode", "mirror", "--max-deletes", "0");
        Cli.Ran resumed = cli.run("resume", "night", "--max-deletes", "1", "--json");

        assertThat(stopped.exit()).as(stopped.all()).isEqualTo(3);
        assertThat(stopped.all()).contains("fanout resume night --max-deletes 1");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertTablesAreEqual();
    }

    @Test
    void copies_selected_keys_by_an_execution() {
        Cli.Ran ran = copy("--partition-key", "id=item-17", "--mode", "changed", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read 1 = written 1");
        assertThat(Tables.items(cli.target(), TABLE)).hasSize(1);
    }

    @Test
    void copies_more_keys_than_an_input_of_an_execution_takes() throws IOException {
        writeKeys(20_000, "item-");

        Cli.Ran ran = copy("--run-id", "night", "--keys-file", "keys.jsonl", "--json");
        Cli.Ran again = copy("--run-id", "night", "--keys-file", "keys.jsonl");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(counts(ran)).isEqualTo("read 20000 = written 400 + gone 19600");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("run id night is taken");
        assertTablesAreEqual();
    }

    @Test
    void says_how_to_go_about_more_keys_than_a_function_takes() throws IOException {
        writeKeys(100_000, "item-with-a-key-that-is-really-long-");

        Cli.Ran ran = copy("--keys-file", "keys.jsonl");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines("fanout: the keys must be at most 6 MB for a copy on AWS, got: 6.5 MB"
                        + " (split the keys into several copies, or copy by --local)\n");
        assertThat(home.executions()).isEmpty();
    }

    @Test
    void refuses_an_input_that_names_what_was_not_proposed() throws Exception {
        home.start("console", "{\"proposed\": \"console\"}");
        home.start("other", "{\"proposed\": \"console\"}");
        until(() -> !home.isRunning("console") && !home.isRunning("other"));

        assertThat(cli.run("status", "console").all())
                .contains("proposed must be a run that was planned before its execution started, got: \"console\"");
        assertThat(cli.run("status", "other").all())
                .contains("proposed must be the execution's own name, other, got: \"console\"");
    }

    @Test
    void shows_the_plan_of_a_dry_run_and_starts_nothing() {
        Cli.Ran ran = cli.run(
                "copy", "--source", "production", "--target", "development", "--table", TABLE, "--dry-run", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.err()).endsWith("Dry run: nothing was written." + System.lineSeparator());
        assertThat(ran.json().path("estimate").path("items").asInt()).isEqualTo(ITEMS);
        assertThat(home.executions()).isEmpty();
        assertThat(Tables.items(cli.target(), TABLE)).isEmpty();
    }

    @Test
    void starts_nothing_without_a_yes() {
        Cli.Ran ran = cli.typing("n\n", "copy", "--source", "production", "--target", "development", "--table", TABLE);

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines("fanout: nothing was written: you did not agree to" + " the plan\n");
        assertThat(home.executions()).isEmpty();
    }

    @Test
    void passes_on_what_the_plan_function_refuses() {
        Cli.Ran ran = cli.run(
                "copy", "--source", "production", "--target", "development", "--table", "None", "--yes", "--json");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines(
                        "fanout: table None in production does not exist (Region eu-west-1): correct its name\n");
        assertThat(ran.json())
                .hasToString("{\"error\":\"table None in production does not exist (Region eu-west-1): correct its"
                        + " name\"}");
        assertThat(home.executions()).isEmpty();
    }

    @Test
    void refuses_a_second_run_into_a_table_while_the_first_goes_on() throws Exception {
        givenRunGoingOn("first");

        Cli.Ran second = copy("--run-id", "second");

        assertThat(second.exit()).as(second.all()).isEqualTo(2);
        assertThat(second.err())
                .isEqualToNormalizingNewlines(
                        "fanout: run first is writing to table Orders in development: wait for it,"
                                + " stop it by `fanout stop first`, or allow both by allowConcurrent (--allow-concurrent)\n");
    }

    @Test
    void refuses_a_run_id_that_is_taken_there_or_here() throws Exception {
        cli.copy(TABLE, "--run-id", "here");
        copy("--run-id", "there");

        Cli.Ran here = copy("--run-id", "here");
        Cli.Ran there = copy("--run-id", "there");

        assertThat(here.err())
                .isEqualToNormalizingNewlines(
                        "fanout: run id here is taken: choose another, or go on with it by `fanout"
                                + " resume here`\n");
        assertThat(there.err())
                .isEqualToNormalizingNewlines(
                        "fanout: run id there is taken: choose another, or go on with it by `fanout"
                                + " resume there`\n");
        assertThat(List.of(here.exit(), there.exit())).containsExactly(2, 2);
    }

    @Test
    void stops_in_order_and_resumes() throws Exception {
        CompletableFuture<Cli.Ran> copy =
                CompletableFuture.supplyAsync(() -> copy("--run-id", "night", "--write-units", "40", "--json"));
        until(() -> arrived() > 0);

        Cli.Ran stop = cli.run("stop", "night", "--json");
        Cli.Ran copied = copy.get(60, TimeUnit.SECONDS);
        Cli.Ran resume = cli.run("resume", "night", "--write-units", "10000", "--json");

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

        Cli.Ran stop = cli.run("stop", "night", "--now", "--json");
        Cli.Ran resume = cli.run("resume", "night", "--write-units", "10000", "--json");

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

        cli.run("stop", "night", "--now");

        Cli.Ran copied = copy.get(60, TimeUnit.SECONDS);
        assertThat(copied.exit()).as(copied.all()).isEqualTo(3);
        assertThat(copied.json().path("reason").asText()).isEqualTo("stopped at once by fanout stop --now");
    }

    @Test
    void changes_the_ceilings_of_a_run_that_goes_on() throws Exception {
        givenRunGoingOn("night");

        Cli.Ran limit = cli.run("limit", "night", "--write-units", "none");
        Cli.Ran followed = cli.run("status", "night", "--follow", "--json");

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
        Cli.Ran replay = cli.run("replay", "night", "--run-id", "again", "--yes", "--json");
        Cli.Ran nothingLeft = cli.run("replay", "night", "--yes");

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
        Cli.Ran followed = cli.run("status", "night", "--follow");

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
        cli.copy(TABLE, "--run-id", "here");
        Thread.sleep(20); // the later run must have a later start
        copy("--run-id", "there");

        Cli.Ran forPeople = cli.run("status");
        Cli.Ran forMachines = cli.run("status", "--json");

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

        Cli.Ran status = cli.run("status", "night");
        Cli.Ran resume = cli.run("resume", "night");
        Cli.Ran replay = cli.run("replay", "night", "--yes");

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

        Cli.Ran status = cli.run("status", "wrong");

        assertThat(status.exit()).isEqualTo(2);
        assertThat(status.err())
                .isEqualToNormalizingNewlines(
                        "fanout: unknown field \"segmnts\" in the input; did you mean \"segments\"?\n");
    }

    @Test
    void goes_on_with_a_run_that_the_console_has_resumed() throws Exception {
        givenRunGoingOn("night");
        cli.run("stop", "night");
        home.start("c0ffee00-1111", "{\"resume\": \"night\"}");
        until(() -> functions.store().control(new RunId("night")).owner().equals("c0ffee00-1111"));
        cli.run("stop", "night");

        Cli.Ran resume = cli.run("resume", "night", "--write-units", "10000", "--json");

        assertThat(resume.exit()).as(resume.all()).isZero();
        assertThat(home.executions()).containsExactly("c0ffee00-1111", "night", "night--2");
    }

    @Test
    void takes_the_next_name_when_an_execution_has_had_it() throws Exception {
        givenRunGoingOn("night");
        cli.run("stop", "night");
        home.start("night--2", "{\"resume\": \"nothing\"}");
        until(() -> !home.isRunning("night--2"));

        Cli.Ran resume = cli.run("resume", "night", "--write-units", "10000");

        assertThat(resume.exit()).as(resume.all()).isZero();
        assertThat(home.executions()).containsExactly("night", "night--2", "night--3");
    }

    @Test
    void has_nothing_to_resume_when_a_run_is_complete() {
        Cli.Ran copy = copy("--run-id", "night", "--json");

        Cli.Ran resume = cli.run("resume", "night", "--json");

        assertThat(resume.exit()).as(resume.all()).isZero();
        assertThat(resume.err()).startsWith("Nothing is left to resume." + System.lineSeparator());
        assertThat(resume.json()).isEqualTo(copy.json());
    }

    @Test
    void the_launcher_asks_for_nothing_but_what_the_README_allows() throws Exception {
        givenRunGoingOn("night");
        cli.run("status");
        cli.run("limit", "night", "--write-units", "100");
        cli.run("stop", "night");
        cli.run("resume", "night", "--detach");
        until(() -> functions.store().control(new RunId("night")).owner().equals("night--2"));
        cli.run("stop", "night", "--now");
        cli.run("resume", "night", "--write-units", "10000");
        cli.run("replay", "night", "--yes");

        assertThat(Set.copyOf(home.calls()))
                .containsExactlyInAnyOrder(
                        "StartExecution",
                        "DescribeExecution",
                        "StopExecution",
                        "Invoke fanout-plan",
                        "Invoke fanout-finish",
                        "GetItem",
                        "BatchGetItem",
                        "Query");
    }

    @Test
    void a_local_copy_loads_no_client_of_the_home() throws Exception {
        Path loaded = directory.resolve("loaded");
        try (Child child = Child.start(
                cli,
                List.of("-Xlog:class+load:file=" + loaded),
                "copy",
                "--local",
                "--source",
                "production",
                "--target",
                "development",
                "--table",
                TABLE,
                "--yes")) {
            Cli.Ran copy = child.await();
            assertThat(copy.exit()).as(copy.all()).isZero();
        }

        assertThat(Files.readString(loaded))
                .contains("dynamofanout.launcher.local.LocalRuns ")
                .doesNotContain(
                        "awssdk.services.sfn",
                        "awssdk.services.lambda",
                        "awssdk.services.ssm",
                        "dynamofanout.launcher.home.Home ",
                        "dynamofanout.store.DynamoDbRunStore");
    }

    @Test
    void takes_latest_and_beginnings_for_runs_on_aws_and_places_for_their_tables() {
        cli.run("copy", "production/Orders", "development", "--yes", "--local", "--run-id", "here");
        Cli.Ran copy = cli.run("copy", "production/Orders", "development", "--yes", "--run-id", "on-aws", "--json");

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(home.executions()).containsExactly("on-aws");
        assertThat(cli.run("status", "latest", "--json").json()).isEqualTo(copy.json());
        assertThat(cli.run("status", "on", "--json").json()).isEqualTo(copy.json());
        assertThat(cli.run("status", "her", "--json").json().path("runId").asText())
                .isEqualTo("here");
    }

    private void givenRunGoingOn(String run) throws InterruptedException {
        Cli.Ran copy = copy("--run-id", run, "--write-units", "40", "--detach");
        assertThat(copy.exit()).as(copy.all()).isZero();
        until(() -> arrived() > 0);
    }

    private Cli.Ran copy(String... more) {
        return copyOf(TABLE, more);
    }

    private Cli.Ran copyOf(String table, String... more) {
        String[] fixed = {"copy", "--source", "production", "--target", "development", "--yes", "--table", table};
        return cli.run(Stream.of(fixed, more).flatMap(Stream::of).toArray(String[]::new));
    }

    private void writeKeys(int count, String prefix) throws IOException {
        Files.write(
                cli.home().resolve("keys.jsonl"),
                IntStream.range(0, count)
                        .mapToObj(i -> "{\"id\": \"" + prefix + i + "\"}")
                        .toList());
    }

    private Cli.Ran compare(String... more) {
        String[] fixed = {"compare", "--source", "production", "--target", "development", "--table", TABLE};
        return cli.run(Stream.of(fixed, more, new String[] {"--yes", "--json"})
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    private int arrived() {
        return Tables.items(cli.target(), TABLE).size();
    }

    private void assertTablesAreEqual() {
        assertThat(Tables.items(cli.target(), TABLE)).isEqualTo(Tables.items(cli.source(), TABLE));
    }
}
