// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static dynamofanout.launcher.CopyIT.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables named by places, and runs by {@code latest} or the beginning of their id. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PlacesIT {
    private static final String ARN = "arn:aws:dynamodb:eu-west-1:111111111111:table/";

    @RegisterExtension
    final Cli cli = new Cli();

    @BeforeEach
    void fill() {
        Tables.create(cli.source(), "Orders", "id:S");
        Tables.create(cli.target(), "Orders", "id:S");
        Tables.create(cli.target(), "OrdersCopy", "id:S");
        Tables.put(cli.source(), "Orders", Tables.numbered(20));
    }

    @Test
    void copies_to_the_table_of_the_same_name_in_this_process_where_nothing_is_deployed() {
        Cli.Ran copy = cli.run("copy production/Orders development --yes --json");

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(counts(copy)).isEqualTo("read 20 = written 20");
        assertThat(Tables.items(cli.target(), "Orders")).isEqualTo(Tables.items(cli.source(), "Orders"));
        assertThat(Tables.items(cli.target(), "OrdersCopy")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "production/Orders development/OrdersCopy",
                "production development --table Orders --target-table OrdersCopy",
                "production/Orders development --target-table OrdersCopy",
                "production development/OrdersCopy --table Orders"
            })
    void copies_to_a_table_of_another_name(String places) {
        Cli.Ran copy = cli.run(("copy " + places + " --yes --json").split(" "));

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(Tables.items(cli.target(), "OrdersCopy")).hasSize(20);
        assertThat(Tables.items(cli.target(), "Orders")).isEmpty();
    }

    @Test
    void takes_the_table_from_whichever_place_names_it() {
        Cli.Ran copy = cli.run("copy production development/Orders --yes --json");

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(Tables.items(cli.target(), "Orders")).hasSize(20);
    }

    @Test
    void compares_the_tables_of_two_places() {
        Cli.Ran compare = cli.run("compare production/Orders development/OrdersCopy --yes --json");

        assertThat(compare.exit()).as(compare.all()).isEqualTo(3);
        assertThat(counts(compare)).isEqualTo("read 20 = missing 20");
        assertThat(compare.json().path("target").path("table").asText()).isEqualTo("OrdersCopy");
    }

    @Test
    void finds_the_environment_in_a_profile_with_slashes_and_before_an_arn() throws IOException {
        cli.profiles(cli.server().profile("acme/Admin", Cli.PRODUCTION));
        Cli.Ran slashes = cli.run("copy acme/Admin/Orders development --yes --json");
        Cli.Ran unknown = cli.run("copy producton/Orders development --yes");
        Cli.Ran arn = cli.run("copy", "production/" + ARN + "Orders", "development/OrdersCopy", "--yes");

        assertThat(slashes.json().path("source").path("environment").asText()).isEqualTo("acme/Admin");
        assertThat(slashes.json().path("source").path("table").asText()).isEqualTo("Orders");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err())
                .startsWith("fanout: environment \"producton\" is unknown")
                .contains("did you mean \"production\"?");
        assertThat(arn.exit()).as(arn.all()).isZero();
        assertThat(Tables.items(cli.target(), "OrdersCopy")).hasSize(20);
    }

    @Test
    void reads_what_a_run_that_may_not_be_detached_says_where_nothing_is_deployed() {
        Cli.Ran detached = cli.run("copy production/Orders development --yes --detach");

        assertThat(detached.exit()).isEqualTo(2);
        assertThat(detached.err())
                .isEqualToNormalizingNewlines("fanout: --detach is for runs on AWS (\"home\" in fanout.json): a local"
                        + " run ends with its process\n");
        assertThat(Tables.items(cli.target(), "Orders")).isEmpty();
    }

    @Test
    void takes_latest_for_the_run_that_was_started_last() throws IOException {
        cli.copy("Orders", "--run-id first");
        cli.copy("Orders", "--run-id second");
        cli.copy("Orders", "--run-id only-a-plan --dry-run");
        cli.run("resume first");

        assertThat(cli.run("status latest --json").json().path("runId").asText())
                .isEqualTo("second");
        assertThat(cli.run("resume latest --json").json().path("runId").asText())
                .isEqualTo("second");
        assertThat(cli.run("limit latest --read-units 7").err())
                .startsWith("fanout: run second is not going on: it is done");
        assertThat(cli.run("stop latest").err()).startsWith("fanout: run second is not going on: it is done");
        assertThat(cli.run("replay latest --yes").err()).contains("second");
        assertThat(cli.run("restore latest --yes").err()).contains("run second made no backup");

        // as it is for who has the runs of an older version
        Files.delete(cli.runs().resolveSibling("latest"));
        assertThat(cli.run("status latest --json").json().path("runId").asText())
                .isEqualTo("second");
    }

    @Test
    void takes_a_beginning_that_one_run_alone_has_and_a_whole_id_before_it() {
        cli.copy("Orders", "--run-id night");
        cli.copy("Orders", "--run-id night-2");
        cli.copy("Orders", "--run-id nightly");
        cli.copy("Orders", "--run-id day-1");

        assertThat(cli.run("status da --json").json().path("runId").asText()).isEqualTo("day-1");
        assertThat(cli.run("resume nightl --json").json().path("runId").asText())
                .isEqualTo("nightly");
        assertThat(cli.run("status night --json").json().path("runId").asText()).isEqualTo("night");
        Cli.Ran several = cli.run("status nig");
        assertThat(several.exit()).isEqualTo(2);
        assertThat(several.err())
                .isEqualToNormalizingNewlines("fanout: run nig must be the beginning of one run's id only, got:"
                        + " nightly, night-2, night\n");
        assertThat(cli.run("status x").err()).startsWith("fanout: run x is not known here");
    }

    @Test
    void checks_the_options_of_a_run_that_is_there() {
        cli.copy("Orders", "--run-id night");

        assertThat(cli.run("resume night --write-units 0").err())
                .isEqualToNormalizingNewlines("fanout: --write-units must be a number above 0, got: 0\n");
    }
}
