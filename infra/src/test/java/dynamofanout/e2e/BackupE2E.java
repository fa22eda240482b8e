// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.Tables;
import dynamofanout.launcher.Terminal;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The backup before a copy, as far as LocalStack goes: it remembers whether point-in-time recovery is on, but makes no
 * backups and restores nothing. On-demand backups and restores run against a stand-in (BackupHomeIT, RestoreIT).
 */
@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class BackupE2E {
    private final Home home;

    BackupE2E(Home home) {
        this.home = home;
    }

    @Test
    void an_execution_notes_the_moment_before_its_map_begins() {
        home.tables("Kept", 50);
        Tables.put(home.development(), "Kept", List.of(Tables.item("id", "mine", "number", 7)));
        home.development().updateContinuousBackups(update -> update.tableName("Kept")
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));

        Terminal.Ran ran = home.copy("Kept", "kept");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("backup").path("kind").asText()).isEqualTo("point-in-time");
        assertThat(home.states("kept")).containsSubsequence("Plan", "Prepare", "Ready?", "CopySegments", "Finish");
    }

    @Test
    void an_endpoint_without_backups_is_warned_of_and_passes_no_prepare() {
        home.tables("Unkept", 50);
        Tables.put(home.development(), "Unkept", List.of(Tables.item("id", "mine", "number", 7)));

        Terminal.Ran must = home.copy("Unkept", "must", "--backup", "always");
        Terminal.Ran ran = home.copy("Unkept", "unkept");

        assertThat(must.exit()).as(must.all()).isEqualTo(2);
        assertThat(must.err()).contains("since the target's endpoint knows no backups, got: always");
        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.err()).contains("  warning  no backup: the target's endpoint knows no backups");
        assertThat(home.states("unkept")).doesNotContain("Prepare");
    }
}
