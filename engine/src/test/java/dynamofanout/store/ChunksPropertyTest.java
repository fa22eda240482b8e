// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ChunksPropertyTest {
    @Property(tries = 50)
    void chunks_are_the_text_and_none_is_too_long(
            @ForAll String pattern, @ForAll @IntRange(min = 1, max = 300_000) int times) {
        String text = (pattern + "aü€😀").repeat(1 + times / (pattern.length() + 1));

        List<String> chunks = Chunks.of(text);

        assertThat(String.join("", chunks)).isEqualTo(text);
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.getBytes(StandardCharsets.UTF_8).length)
                .isBetween(1, Chunks.MOST_BYTES));
        assertThat(chunks)
                .allMatch(
                        chunk -> !Character.isLowSurrogate(chunk.charAt(0)) || pattern.contains(chunk.substring(0, 1)));
    }
}
