// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands around a copy: status, limit, resume of what is done, help, version, completion. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CommandsIT {
    @RegisterExtension
    final Cli cli = new Cli();

    @Test
    void says_that_there_are_no_runs_yet() {
        Cli.Ran forPeople = cli.run("status");
        Cli.Ran forMachines = cli.run("status --json");

        assertThat(forPeople.exit()).isZero();
        assertThat(forPeople.out())
                .isEqualToNormalizingNewlines("No runs yet: `fanout copy --help` says how to begin.\n");
        assertThat(forMachines.json()).hasToString("{\"runs\":[]}");
        assertThat(cli.runs()).doesNotExist();
    }

    @Test
    void lists_the_latest_runs_first() throws InterruptedException {
        givenRun("first");
        Thread.sleep(20); // the later run must have a later start
        cli.copy("Orders", "--run-id second");

        Cli.Ran forPeople = cli.run("status");
        Cli.Ran forMachines = cli.run("status --json");

        assertThat(forPeople.out().lines())
                .map(line -> line.replaceAll(" [0-9]+ (s|min) ", " AGE ").replaceAll(" +", " "))
                .containsExactly(
                        "second AGE complete 20 production/Orders -> development/Orders",
                        "first AGE complete 20 production/Orders -> development/Orders");
        assertThat(forMachines.json().path("runs").findValuesAsText("runId")).containsExactly("second", "first");
        JsonNode second = forMachines.json().path("runs").path(0);
        assertThat(second.path("state").asText()).isEqualTo("complete");
        assertThat(second.path("verdict").asText()).isEqualTo("complete");
        assertThat(second.path("mode").asText()).isEqualTo("overwrite");
        assertThat(second.path("source").path("table").asText()).isEqualTo("Orders");
        assertThat(second.path("target").path("environment").asText()).isEqualTo("development");
    }

    @Test
    void a_damaged_run_hides_no_others() throws IOException {
        givenRun("first");
        cli.copy("Orders", "--run-id second");
        Files.writeString(cli.runDirectory("second").resolve("plan.json"), "{");

        Cli.Ran ran = cli.run("status");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out().lines().map(line -> line.replaceAll(" +", " ")))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("first ") && line.contains(" complete "))
                .anyMatch(line -> line.startsWith("second broken"))
                .last()
                .asString()
                .endsWith("plan.json is no JSON: it was damaged or written by something else");
    }

    @Test
    void shows_the_summary_of_a_run_that_has_ended() {
        Cli.Ran copy = givenRun("night");

        Cli.Ran forPeople = cli.run("status night");
        Cli.Ran forMachines = cli.run("status night --json");

        assertThat(forPeople.exit()).isZero();
        assertThat(forPeople.out())
                .startsWith("Run night is complete" + System.lineSeparator() + "  items    20 read = 20 written")
                .contains("production/Orders -> development/Orders");
        assertThat(forMachines.json()).isEqualTo(copy.json());
    }

    @Test
    void ceilings_of_a_run_that_is_done_are_refused() {
        givenRun("night");

        Cli.Ran ran = cli.run("limit night --write-units 12.5");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEqualToNormalizingNewlines("fanout: run night is not going on: it is done\n");
    }

    @Test
    void changes_the_ceilings_of_a_run_that_is_idle_for_when_it_is_resumed() throws IOException {
        givenRun("night");
        Files.delete(cli.runDirectory("night").resolve("summary.json")); // as if its process had been killed

        Cli.Ran one = cli.run("limit night --write-units 12.5");
        Cli.Ran other = cli.run("limit night --read-units 7 --json");
        Cli.Ran none = cli.run("limit night --read-units none --write-units none");

        assertThat(one.exit()).isZero();
        assertThat(one.out())
                .isEqualToNormalizingNewlines("Run night: any number of read and at most 12.5 write units/s (it is not"
                        + " going on; they hold when it is resumed)\n");
        assertThat(other.json())
                .hasToString("{\"runId\":\"night\",\"ceilings\":{\"sourceReads\":7,\"targetWrites\":12.5}}");
        assertThat(none.out()).startsWith("Run night: any number of read and any number of write units/s");
    }

    @Test
    void has_nothing_to_resume_when_a_run_is_complete() {
        Cli.Ran copy = givenRun("night");

        Cli.Ran resume = cli.run("resume night --json");

        assertThat(resume.exit()).isZero();
        assertThat(resume.err()).startsWith("Nothing is left to resume." + System.lineSeparator());
        assertThat(resume.json()).isEqualTo(copy.json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy",
                "create",
                "resume",
                "status",
                "stop",
                "limit",
                "replay",
                "query",
                "scan",
                "get",
                "tables",
                "describe",
                "mask",
                "init",
                "deploy",
                "destroy",
                "doctor"
            })
    void explains_each_command_with_an_example(String command) {
        Cli.Ran option = cli.run(command, "--help");
        Cli.Ran help = cli.run("help", command);

        assertThat(option.exit()).isZero();
        assertThat(option.out())
                .startsWith("Usage: fanout " + command)
                .containsPattern("Examples?:\\R  fanout " + command);
        assertThat(help.out()).isEqualTo(option.out());
    }

    @Test
    void lists_the_commands() {
        Cli.Ran help = cli.run("help");

        assertThat(help.exit()).isZero();
        assertThat(help.out())
                .contains(
                        "copy",
                        "resume",
                        "status",
                        "stop",
                        "limit",
                        "replay",
                        "query",
                        "scan",
                        "get",
                        "tables",
                        "describe",
                        "mask",
                        "init",
                        "deploy",
                        "destroy",
                        "doctor",
                        "demo",
                        "completion",
                        "help");
    }

    @Test
    void says_its_version() {
        Cli.Ran version = cli.run("--version");

        assertThat(version.exit()).isZero();
        assertThat(version.out().lines()).hasSize(2).first().asString().startsWith("fanout ");
    }

    @Test
    void names_a_run_so_that_no_command_takes_it_for_an_option() {
        Tables.create(cli.source(), ".hidden", "id:S");
        Tables.create(cli.target(), ".hidden", "id:S");

        Cli.Ran copy = cli.copy(".hidden", "--json");
        Cli.Ran status = cli.run("status", copy.json().path("runId").textValue());

        assertThat(copy.json().path("runId").textValue()).startsWith("hidden-");
        assertThat(status.exit()).as(status.all()).isZero();
    }

    @Test
    void says_how_each_shell_takes_its_completion() {
        assertThat(cli.run("completion --help").out())
                .contains("source <(fanout completion bash)", "fanout completion fish | source");
    }

    @Test
    void alone_prints_its_help() {
        Cli.Ran alone = cli.run();

        assertThat(alone).isEqualTo(cli.run("--help"));
        assertThat(alone.exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void sets_help_for_the_width_of_the_terminal(int columns) {
        cli.variable("COLUMNS", Integer.toString(columns));

        assertThat(cli.run("--help").out().lines())
                .allMatch(line -> line.length() <= columns || line.startsWith("  fanout "));
        assertThat(cli.run("copy --help").out().lines())
                .allMatch(line ->
                        line.length() <= columns || line.startsWith("  fanout ") || line.startsWith("         "))
                .anyMatch(line -> line.length() > columns - 12);
    }

    @Test
    void groups_the_options_of_a_copy() {
        assertThat(cli.run("copy --help").out().lines().filter(line -> line.matches("[A-Z][a-z ]+:")))
                .containsExactly("What:", "How fast:", "Safety:", "Where:", "Output:", "Examples:");
    }

    private Cli.Ran givenRun(String run) {
        Tables.create(cli.source(), "Orders", "id:S");
        Tables.create(cli.target(), "Orders", "id:S");
        Tables.put(cli.source(), "Orders", Tables.numbered(20));
        return cli.copy("Orders", "--run-id", run, "--json");
    }
}
