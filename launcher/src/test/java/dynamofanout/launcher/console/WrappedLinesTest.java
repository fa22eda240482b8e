// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WrappedLinesTest {
    private static final String WARNING =
            "  warning  the target is not empty: items with the same key are overwritten, all others stay";

    @Test
    void a_sentence_goes_on_below_its_first_word() {
        assertThat(WrappedLines.of(WARNING, 60))
                .containsExactly(
                        "  warning  the target is not empty: items with the same key",
                        "           are overwritten, all others stay");
    }

    @Test
    void what_fits_stays_as_it_is() {
        assertThat(WrappedLines.of("Run a\n" + WARNING, 200)).containsExactly("Run a", WARNING);
    }

    @Test
    void a_colour_has_no_width() {
        String coloured = WARNING.replace("warning", "\033[33mwarning\033[0m");

        assertThat(WrappedLines.of(coloured, 60))
                .containsExactly(
                        "  \033[33mwarning\033[0m  the target is not empty: items with the same key",
                        "           are overwritten, all others stay");
    }

    @Test
    void a_word_that_is_longer_than_a_line_stays_whole() {
        assertThat(WrappedLines.of("  missing  {\"customerId\":{\"S\":\"C-86-and-more-and-more\"}} here", 40))
                .containsExactly("  missing  {\"customerId\":{\"S\":\"C-86-and-more-and-more\"}}", "           here");
    }

    @Test
    void a_line_without_a_label_goes_on_indented() {
        assertThat(WrappedLines.of("Plan of run Orders: copy (overwrite), verified afterwards", 40))
                .containsExactly("Plan of run Orders: copy (overwrite),", "  verified afterwards");
    }

    @Test
    void a_label_may_have_two_words() {
        assertThat(WrappedLines.of("  by mode  overwrite $0.0256, missing $0.0245", 36))
                .containsExactly("  by mode  overwrite $0.0256,", "           missing $0.0245");
    }
}
