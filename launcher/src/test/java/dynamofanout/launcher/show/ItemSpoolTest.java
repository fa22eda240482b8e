// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ItemSpoolTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 30_000}) // the last are 30 MB
    void gives_back_what_it_was_given_in_the_same_order(int items) {
        String text = "ü\n😀".repeat(250);
        List<Integer> numbers = new ArrayList<>();

        try (var spool = new ItemSpool()) {
            IntStream.range(0, items)
                    .forEach(i -> spool.add(
                            JsonNodeFactory.instance.objectNode().put("n", i).put("text", text)));
            spool.forEach(item -> {
                assertThat(item.path("text").textValue()).isEqualTo(text);
                numbers.add(item.path("n").intValue());
            });
        }

        assertThat(numbers).isEqualTo(IntStream.range(0, items).boxed().toList());
    }
}
