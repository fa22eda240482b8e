// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.console.Palette;
import dynamofanout.launcher.show.RunRows.Row;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunRowsTest {
    private static final List<String> TABLES = List.of(
            "production/Orders -> development/Orders", "production/Orders -> development", "production -> development");

    private final RunRows rows = new RunRows(Palette.PLAIN);

    @BeforeEach
    void three_runs() {
        rows.add(new Row(
                "",
                "Orders-20261124-183625-2173",
                "12 s",
                "going on",
                "2,500",
                TABLES,
                List.of("480 of 500 write units/s", "60 read units/s", "12 s left", "$0.0012 so far")));
        rows.add(new Row("", "Orders-20261124-183625-2174", "7 h", "complete", "200,000", TABLES, List.of()));
        rows.add(new Row("", "broken", "", "broken", "", List.of(), List.of("run broken is damaged")));
    }

    @Test
    void a_wide_terminal_shows_everything() {
        assertThat(rows.lines(140))
                .containsExactly(
                        "Orders-20261124-183625-2173  12 s  going on    2,500  production/Orders -> development/Orders",
                        "    480 of 500 write units/s; 60 read units/s; 12 s left; $0.0012 so far",
                        "Orders-20261124-183625-2174  7 h   complete  200,000  production/Orders -> development/Orders",
                        "broken                             broken",
                        "    run broken is damaged");
    }

    @Test
    void at_80_columns_the_tables_are_shortened() {
        assertThat(rows.lines(80))
                .startsWith(
                        "Orders-20261124-183625-2173  12 s  going on    2,500  production -> development",
                        "    480 of 500 write units/s; 60 read units/s; 12 s left; $0.0012 so far");
    }

    @Test
    void at_60_columns_items_are_left_out() {
        assertThat(rows.lines(60)).startsWith("Orders-20261124-183625-2173  12 s  going on  production -> …");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 59, 60, 72, 79, 80, 100, 140})
    void no_line_is_longer_than_the_terminal(int cells) {
        assertThat(rows.lines(Math.max(cells, 47)))
                .allSatisfy(line -> assertThat(TerminalCells.width(line)).isLessThanOrEqualTo(Math.max(cells, 47)));
    }
}
