// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChunksTest {
    @Test
    void a_text_that_fits_is_one_chunk() {
        assertThat(Chunks.of("")).containsExactly("");
        String whole = "x".repeat(Chunks.MOST_BYTES);
        assertThat(Chunks.of(whole)).containsExactly(whole);
        assertThat(Chunks.of(whole + "y")).containsExactly(whole, "y");
    }

    @Test
    void a_character_of_two_halves_stands_in_one_chunk() {
        String almost = "x".repeat(Chunks.MOST_BYTES - 3);

        assertThat(Chunks.of(almost + "😀")).containsExactly(almost, "😀");
    }
}
