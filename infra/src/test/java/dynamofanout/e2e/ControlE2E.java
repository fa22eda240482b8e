// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.Terminal;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do to a run while it goes on. */
@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ControlE2E {
    private final Home home;

    ControlE2E(Home home) {
        this.home = home;
    }

    @Test
    void is_limited_stopped_and_resumed() {
        home.tables("Stopped", 500);
        home.copy("Stopped", "stopped", "--segments", "4", "--write-units", "25", "--detach");
        home.awaitWritten("stopped", 25);

        Terminal.Ran limit = home.fanout("limit", "stopped", "--write-units", "30");
        Terminal.Ran stop = home.fanout("stop", "stopped", "--json");
        Terminal.Ran resumed = home.fanout("resume", "stopped", "--write-units", "1000", "--json");

        assertThat(limit.out()).isEqualTo("Run stopped: any number of read and at most 30 write units/s\n");
        assertThat(stop.exit()).as(stop.all()).isZero();
        assertThat(stop.json().path("verdict").asText()).isEqualTo("stopped");
        assertThat(stop.json().path("reason").asText()).isEqualTo("stopped by fanout stop");
        assertThat(stop.json().path("counts").path("written").asInt()).isLessThan(500);
        assertThat(home.ended("stopped").error()).isEqualTo("Stopped");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.json().path("counts").path("written").asInt()).isEqualTo(500);
        home.requireEqual("Stopped");
    }

    @Test
    void is_stopped_at_once_and_resumed() {
        home.tables("Halted", 300);
        home.copy("Halted", "halted", "--segments", "3", "--write-units", "25", "--detach");
        home.awaitWritten("halted", 25);

        Terminal.Ran stop = home.fanout("stop", "halted", "--now", "--json");
        Terminal.Ran resumed = home.fanout("resume", "halted", "--write-units", "1000", "--json");

        assertThat(stop.exit()).as(stop.all()).isZero();
        assertThat(stop.json().path("verdict").asText()).isEqualTo("stopped");
        assertThat(home.ended("halted").statusAsString()).isEqualTo("ABORTED");
        assertThat(resumed.exit()).as(resumed.all()).isZero();
        assertThat(resumed.json().path("counts").path("written").asInt()).isEqualTo(300);
        home.requireEqual("Halted");
    }

    @Test
    void two_runs_into_one_table_are_refused_unless_both_are_wanted() {
        home.tables("Twice", 200);
        home.copy("Twice", "twice-1", "--segments", "2", "--write-units", "25", "--detach");
        home.awaitWritten("twice-1", 0);

        Terminal.Ran refused = home.copy("Twice", "twice-2");
        Terminal.Ran allowed = home.copy("Twice", "twice-3", "--allow-concurrent");
        home.fanout("limit", "twice-1", "--write-units", "none");
        Terminal.Ran first = home.fanout("status", "twice-1", "--follow", "--json");
        Terminal.Ran afterwards = home.copy("Twice", "twice-4");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.json().path("error").asText())
                .isEqualTo("run twice-1 is writing to table Twice in development: wait for it, stop it by"
                        + " `fanout stop twice-1`, or allow both by allowConcurrent (--allow-concurrent)");
        assertThat(allowed.exit()).as(allowed.all()).isZero();
        assertThat(first.exit()).as(first.all()).isZero();
        assertThat(afterwards.exit()).as(afterwards.all()).isZero();
    }

    @Test
    void goes_on_while_the_stack_is_updated() {
        home.tables("Updated", 500);
        home.copy("Updated", "updated", "--segments", "4", "--write-units", "25", "--detach");
        home.awaitWritten("updated", 25);
        String before = home.liveVersion("fanout-segment");

        home.update(640);
        home.fanout("limit", "updated", "--write-units", "none");
        Terminal.Ran ran = home.fanout("status", "updated", "--follow", "--json");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("counts").path("written").asInt()).isEqualTo(500);
        assertThat(home.liveVersion("fanout-segment")).isNotEqualTo(before);
        home.requireEqual("Updated");
    }
}
