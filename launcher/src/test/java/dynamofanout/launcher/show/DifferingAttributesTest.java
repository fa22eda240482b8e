// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.run.Difference;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DifferingAttributesTest {
    @Test
    void are_counted_most_first() {
        Stream<Difference> differences = IntStream.range(0, 20)
                .mapToObj(i -> Difference.different("{}", i < 18 ? List.of("status") : List.of("status", "total")));

        assertThat(DifferingAttributes.of(Stream.concat(Stream.of(Difference.missing("{}")), differences)))
                .isEqualTo("status in 20, total in 2 of 20 different items");
    }

    @Test
    void are_cut_after_the_fifth() {
        assertThat(DifferingAttributes.of(
                        Stream.of(Difference.different("{}", List.of("a", "b", "c", "d", "e", "f", "g")))))
                .isEqualTo("a in 1, b in 1, c in 1, d in 1, e in 1 of 1 different item; 2 more attributes");
    }
}
