// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionNameTest {
    @Test
    void is_the_runs_id() {
        assertThat(SessionName.of("Orders-20261124-101500-4f2a").text()).isEqualTo("Orders-20261124-101500-4f2a");
    }

    @Test
    void of_the_longest_id_sts_gets_the_beginning_and_the_end() {
        SessionName name = SessionName.of("a".repeat(50) + "-20261124-101500-4f2a--12345");

        assertThat(name.text()).hasSize(64).isEqualTo("a".repeat(31) + ".." + "aaa-20261124-101500-4f2a--12345");
    }

    @Test
    void of_one_character_it_is_made_long_enough_for_sts() {
        assertThat(SessionName.of("r").text()).isEqualTo("run-r");
    }
}
