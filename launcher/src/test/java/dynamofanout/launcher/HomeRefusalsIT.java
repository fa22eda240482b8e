// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is refused where copies are carried out on AWS. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class HomeRefusalsIT extends HomeFixture {
    @Test
    void what_this_machine_s_file_forbids_is_not_even_asked_of_the_home() throws IOException {
        cli.fanoutJson(HomeDouble.FANOUT_JSON.replace(
                "\"profile\": \"development\",", "\"profile\": \"development\", \"protected\": true,"));

        Cli.Ran copy = copy("--run-id night");

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
        copy("--run-id night --mode mirror --max-deletes 0");
        cli.fanoutJson(HomeDouble.FANOUT_JSON.replace(
                "\"profile\": \"development\",", "\"profile\": \"development\", \"protected\": true,"));

        Cli.Ran resumed = cli.run("resume night --max-deletes 1");

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
    void says_how_to_go_about_more_keys_than_a_function_takes() throws IOException {
        writeKeys(100_000, "item-with-a-key-that-is-really-long-");

        Cli.Ran ran = copy("--keys-file keys.jsonl");

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

        assertThat(cli.run("status console").all())
                .contains("proposed must be a run that was planned before its execution started, got: \"console\"");
        assertThat(cli.run("status other").all())
                .contains("proposed must be the execution's own name, other, got: \"console\"");
    }

    @Test
    void passes_on_what_the_plan_function_refuses() {
        Cli.Ran ran = cli.run("copy --source production --target development --table None --yes --json");

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

        Cli.Ran second = copy("--run-id second");

        assertThat(second.exit()).as(second.all()).isEqualTo(2);
        assertThat(second.err())
                .isEqualToNormalizingNewlines(
                        "fanout: run first is writing to table Orders in development: wait for it,"
                                + " stop it by `fanout stop first`, or allow both by allowConcurrent (--allow-concurrent)\n");
    }

    @Test
    void refuses_a_run_id_that_is_taken_there_or_here() throws Exception {
        cli.copy(TABLE, "--run-id here");
        copy("--run-id there");

        Cli.Ran here = copy("--run-id here");
        Cli.Ran there = copy("--run-id there");

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
    void has_nothing_to_resume_when_a_run_is_complete() {
        Cli.Ran copy = copy("--run-id night --json");

        Cli.Ran resume = cli.run("resume night --json");

        assertThat(resume.exit()).as(resume.all()).isZero();
        assertThat(resume.err()).startsWith("Nothing is left to resume." + System.lineSeparator());
        assertThat(resume.json()).isEqualTo(copy.json());
    }
}
