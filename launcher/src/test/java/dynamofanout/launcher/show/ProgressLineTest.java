package dynamofanout.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.run.SampleRuns;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressLineTest {
    @Test
    void totals_that_go_down_are_no_negative_rates() {
        var progress = new ProgressLine(SampleRuns.plan(4), 4, SampleRuns.copied(500, 0));

        String line = progress.line(SampleRuns.control().withTotals(SampleRuns.copied(400, 0)), 1);

        assertThat(line).startsWith("400 items, 0/s; 0 read, 0 write units/s; segments ");
    }
}
