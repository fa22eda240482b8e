// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressTest {
    private static final Progress PROGRESS = new Progress(
            0.412,
            1_234_567,
            3_000_000,
            15_432,
            "998 of 1,000 write units/s",
            "120 read units/s",
            3,
            16,
            Optional.of("2 min 10 s left"));

    @Test
    void has_all_figures_where_there_is_room() {
        assertThat(PROGRESS.lines(139))
                .containsExactly(
                        "[############------------------] 41 %; 1,234,567 of about 3,000,000 items; 15,432 items/s",
                        "998 of 1,000 write units/s; 2 min 10 s left; segments 3/16; 120 read units/s");
        assertThat(PROGRESS.lines(79))
                .containsExactly(
                        "[########------------] 41 %; 1,234,567 of about 3,000,000 items; 15,432 items/s",
                        "998 of 1,000 write units/s; 2 min 10 s left; segments 3/16; 120 read units/s");
    }

    @Test
    void leaves_out_the_lesser_ones_where_there_is_none() {
        assertThat(PROGRESS.lines(59))
                .containsExactly(
                        "41 %; 1,234,567 of about 3,000,000 items; 15,432 items/s",
                        "998 of 1,000 write units/s; 2 min 10 s left; segments 3/16");
        assertThat(PROGRESS.lines(19)).containsExactly("[####--------] 41 %", "");
    }

    @Test
    void is_one_line_without_a_bar_where_nobody_sits() {
        assertThat(PROGRESS.lines(Integer.MAX_VALUE))
                .isEqualTo(List.of("41 %; 1,234,567 of about 3,000,000 items; 15,432 items/s; 998 of 1,000 write"
                        + " units/s; 2 min 10 s left; segments 3/16; 120 read units/s"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 20, 40, 59, 60, 79, 80, 100, 139, 140, 500})
    void never_passes_the_terminal_s_width(int cells) {
        assertThat(PROGRESS.lines(cells)).hasSizeLessThanOrEqualTo(2).allMatch(line -> line.length() <= cells);
    }
}
