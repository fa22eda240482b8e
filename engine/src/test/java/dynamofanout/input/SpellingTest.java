// SPDX-License-Identifier: Apache-2.0
package dynamofanout.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SpellingTest {
    private static final List<String> WORDS = List.of("source", "target", "mode", "maxCost", "maxRefused");

    @ParameterizedTest
    @CsvSource({
        "sorce, source",
        "SOURCE, source",
        "traget, target",
        "maxcost, maxCost",
        "maxRefusal, maxRefused",
        "mod, mode",
        "modes, mode"
    })
    void finds_the_word_that_was_probably_meant(String slip, String meant) {
        assertThat(Spelling.nearest(slip, WORDS)).contains(meant);
        assertThat(Spelling.hint(slip, WORDS)).isEqualTo("; did you mean \"" + meant + "\"?");
    }

    @ParameterizedTest
    @CsvSource({"region", "mood", "x", "''"})
    void does_not_guess_at_other_words(String word) {
        assertThat(Spelling.nearest(word, WORDS)).isEmpty();
        assertThat(Spelling.hint(word, WORDS)).isEmpty();
    }

    @Test
    void where_nothing_is_allowed_nothing_was_meant() {
        assertThat(Spelling.hint("a", List.of())).isEmpty();
    }
}
