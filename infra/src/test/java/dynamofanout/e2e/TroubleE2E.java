// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.launcher.Tables;
import dynamofanout.launcher.Terminal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Copies that meet a dead worker, faults, a segment that cannot be carried to its end, items that nobody takes. */
@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TroubleE2E {
    private final Home home;

    TroubleE2E(Home home) {
        this.home = home;
    }

    @AfterEach
    void end_all_faults() {
        home.localStack().faults();
    }

    @Test
    void takes_over_from_a_worker_that_was_killed() {
        home.tables("Killed", 400);
        home.copy("Killed", "killed", "--segments", "1", "--write-units", "25", "--detach");
        home.awaitWritten("killed", 25);

        int killed = home.localStack().kill("fanout-segment", "SegmentHandler");
        home.fanout("limit", "killed", "--write-units", "none");
        Terminal.Ran ran = home.fanout("status", "killed", "--follow", "--json");

        assertThat(killed).isPositive();
        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("counts").path("read").asInt())
                .as(ran.all() + home.checkpoints("killed"))
                .isEqualTo(400);
        assertThat(ran.json().path("counts").path("written").asInt()).isEqualTo(400);
        assertThat(home.checkpoints("killed")).allMatch(checkpoint -> checkpoint.epoch() > 1);
        home.requireEqual("Killed");
    }

    @Test
    void bears_throttling_faults_and_unprocessed_items() {
        home.tables("Faulty", 1_000);
        home.localStack()
                .faults(
                        Fault.of(Home.PRODUCTION, "Scan", "Faulty", "ProvisionedThroughputExceededException", 0.2),
                        Fault.of(Home.PRODUCTION, "Scan", "Faulty", "InternalServerError", 0.2),
                        Fault.of(Home.DEVELOPMENT, "BatchWriteItem", "Faulty", "ThrottlingException", 0.1),
                        Fault.of(Home.DEVELOPMENT, "BatchWriteItem", "Faulty", "InternalServerError", 0.1),
                        Fault.of(Home.DEVELOPMENT, "BatchWriteItem", "Faulty", "UnprocessedItems", 0.2),
                        Fault.of(Home.ACCOUNT, "TransactWriteItems", "FanoutRuns", "InternalServerError", 0.05));

        Terminal.Ran ran = home.copy("Faulty", "faulty", "--segments", "8", "--workers", "3");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("throttled").asInt()).isPositive();
        assertThat(ran.json().path("retries").asInt()).isPositive();
        assertThat(ran.json().path("counts").path("written").asInt()).isEqualTo(1_000);
        home.requireEqual("Faulty");
    }

    @Test
    void ends_all_other_segments_when_one_is_given_up_and_resumes_that_one() {
        home.tables("Given", 300);
        home.localStack()
                .faults(new Fault(Home.DEVELOPMENT, "BatchWriteItem", "Given", "\"item-17\"", "UnknownItem", 1));

        Terminal.Ran failed = home.copy("Given", "given", "--segments", "5", "--workers", "2");

        assertThat(failed.exit()).as(failed.all()).isEqualTo(1);
        JsonNode summary = failed.json();
        assertThat(summary.path("verdict").asText()).isEqualTo("failed");
        assertThat(summary.path("reason").asText())
                .matches(
                        "segment [0-4] of 5 was given up: table Given in development handed back an item as unprocessed"
                                + " that was not sent to it; 4 of 5 are done");
        assertThat(summary.path("next").asText()).isEqualTo("fanout resume given");
        assertThat(home.ended("given").error()).isEqualTo("Failed");

        home.localStack().faults();
        Terminal.Ran resumed = home.fanout("resume", "given", "--json");

        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.json().path("counts").path("written").asInt()).isEqualTo(300);
        home.requireEqual("Given");
    }

    @Test
    void keeps_what_the_target_refuses_and_replays_it() {
        Tables.create(home.production(), "Refused", "id:S");
        Tables.createWithIndex(home.development(), "Refused", "status:S", "id:S");
        Tables.put(home.production(), "Refused", Tables.numbered(100));
        Tables.put(
                home.production(),
                "Refused",
                List.of(Tables.item("id", "wrong-1", "status", 1), Tables.item("id", "wrong-2", "status", 2)));

        Terminal.Ran incomplete = home.copy("Refused", "refused", "--segments", "3");

        assertThat(incomplete.exit()).as(incomplete.all()).isEqualTo(3);
        assertThat(incomplete.json().path("verdict").asText()).isEqualTo("incomplete");
        assertThat(incomplete.json().path("counts").path("refused").asInt()).isEqualTo(2);
        assertThat(incomplete.json().path("next").asText()).isEqualTo("fanout replay refused");
        assertThat(home.ended("refused").error()).isEqualTo("Incomplete");

        Tables.put(
                home.production(),
                "Refused",
                List.of(Tables.item("id", "wrong-1", "status", "one"), Tables.item("id", "wrong-2", "status", "two")));
        Terminal.Ran replayed = home.fanout("replay", "refused", "--run-id", "refused-again", "--yes", "--json");

        assertThat(replayed.exit()).as(replayed.all()).isZero();
        assertThat(replayed.json().path("counts").path("written").asInt()).isEqualTo(2);
        home.requireEqual("Refused");
    }
}
