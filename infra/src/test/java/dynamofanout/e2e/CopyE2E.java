// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.Terminal;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Copies that meet no trouble. */
@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class CopyE2E {
    private final Home home;

    CopyE2E(Home home) {
        this.home = home;
    }

    @Test
    void copies_more_segments_than_there_are_workers() {
        home.tables("Many", 600);

        Terminal.Ran ran = home.copy("Many", "many", "--segments", "12", "--workers", "3");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("verdict").asText()).isEqualTo("complete");
        assertThat(ran.json().path("counts").path("written").asInt()).isEqualTo(600);
        assertThat(ran.json().path("segments").toString()).isEqualTo("{\"total\":12,\"done\":12}");
        assertThat(home.mapRun("many").maxConcurrency()).isEqualTo(3);
        home.requireEqual("Many");
    }

    @Test
    void goes_on_with_a_segment_that_takes_longer_than_a_function_may_run() {
        home.tables("Long", 350);

        Terminal.Ran ran = home.copy("Long", "long", "--segments", "1", "--write-units", "25");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("counts").path("written").asInt()).isEqualTo(350);
        assertThat(home.checkpoints("long").get(0).epoch()).isGreaterThan(1);
        home.requireEqual("Long");
    }

    @Test
    void says_how_long_the_first_page_takes() {
        home.tables("Page", 25);
        home.localStack().kill("fanout-segment", "SegmentHandler");

        Terminal.Ran cold = home.copy("Page", "page-cold", "--segments", "1");
        Terminal.Ran warm = home.copy("Page", "page-warm", "--segments", "1");

        System.out.printf(
                "one page by a worker, from the Map's start to its end: cold %d ms, warm %d ms%n",
                home.mapTime("page-cold").toMillis(), home.mapTime("page-warm").toMillis());
        assertThat(cold.exit()).as(cold.all()).isZero();
        assertThat(warm.exit()).as(warm.all()).isZero();
    }
}
