// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunPacesTest {
    private final RunPaces paces = new RunPaces(RunPaces.Sharing.WHOLE_RUN, 4, 8, 0);

    @Test
    void a_worker_that_has_claimed_nothing_helps_others_and_leaves_nothing() {
        paces.ofWorker(1, 0);

        assertThat(paces.mayHelp(0)).isTrue();
        paces.leave(0, Optional.of(1), 0);
        paces.leave(1, Optional.of(2), 0);

        assertThat(paces.mayHelp(1)).isTrue();
    }
}
