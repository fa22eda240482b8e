// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.run.SampleRuns;
import dynamofanout.run.Totals;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressViewTest {
    @Test
    void totals_that_go_down_are_no_negative_rates() {
        var progress = new ProgressView(
                SampleRuns.plan(4),
                4,
                SampleRuns.copied(500, 0),
                SampleRuns.copied(500, 0).units());
        Totals fewer = SampleRuns.copied(400, 0);

        Progress now = progress.now(SampleRuns.control().withTotals(fewer), fewer.units(), 1);

        assertThat(now.itemsPerSecond()).isZero();
        assertThat(now.writeRate()).isEqualTo("0 write units/s");
        assertThat(now.readRate()).isEqualTo("0 read units/s");
    }
}
