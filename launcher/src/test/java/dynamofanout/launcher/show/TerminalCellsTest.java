// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TerminalCellsTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "Zürich, 6",
        "Zu\u0308rich, 6",
        "東京, 4",
        "한국, 4",
        "😀, 2",
        "👨\u200D👩\u200D👧, 2",
        "👍🏽, 2",
        "🇦🇹, 2",
        "½, 1",
        "'', 0"
    })
    void counts_cells(String text, int cells) {
        assertThat(TerminalCells.width(text)).isEqualTo(cells);
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdefg, 6, abcde…",
        "東京都庁, 8, 東京都庁",
        "東京都庁, 7, 東京都…",
        "東京都庁, 6, 東京…",
        "😀😀😀, 5, 😀😀…",
        "😀😀😀, 4, 😀…",
        "ee\u0301ee\u0301e, 4, ee\u0301e…",
        "👨\u200D👩\u200D👧x👨\u200D👩\u200D👧, 4, 👨\u200D👩\u200D👧x…",
        "abc, 1, …"
    })
    void cuts_between_what_a_person_sees_as_characters(String text, int cells, String cut) {
        assertThat(TerminalCells.cut(text, cells)).isEqualTo(cut);
        assertThat(TerminalCells.width(cut)).isLessThanOrEqualTo(cells);
    }

    @Test
    void fills_up_by_cells() {
        assertThat(TerminalCells.padded("東京", 6) + "|").isEqualTo("東京  |");
    }

    @Test
    void makes_harmless_what_would_change_the_terminal_or_the_order() {
        assertThat(TerminalCells.harmless("a\u001B[31mb\u0085c\u009Bd\u202Ee\u2066f\u2028g\tä\u007F"))
                .isEqualTo("a [31mb c d e f g ä ");
        assertThat(TerminalCells.harmless("x\uD83Dy")).isEqualTo("x\uFFFDy");
        assertThat(TerminalCells.harmless("👨\u200D👩😀")).isEqualTo("👨\u200D👩😀");
    }
}
