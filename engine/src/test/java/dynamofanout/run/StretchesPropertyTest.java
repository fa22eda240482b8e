// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StretchesPropertyTest {
    @Property(tries = 300)
    void each_segment_is_in_one_stretch_and_stretches_are_of_one_length_but_one(
            @ForAll @IntRange(min = 1, max = 10_000) int segments, @ForAll @IntRange(min = 1, max = 200) int workers) {
        var stretches = new Stretches(segments, workers);

        int next = 0;
        for (int stretch = 0; stretch < stretches.count(); stretch++) {
            assertThat(stretches.first(stretch)).isEqualTo(next);
            next = stretches.end(stretch);
            assertThat(next - stretches.first(stretch))
                    .isBetween(segments / stretches.count(), (segments - 1) / stretches.count() + 1);
        }
        assertThat(next).isEqualTo(segments);
        assertThat(stretches.count()).isEqualTo(Math.min(workers, segments));
    }

    @Property(tries = 300)
    void each_segment_of_a_fleet_is_in_one_piece_and_large_pieces_come_first(
            @ForAll @IntRange(min = 1, max = 10_000) int segments, @ForAll @IntRange(min = 1, max = 200) int workers) {
        var stretches = new Stretches(segments, workers);
        var pieces = new StretchPieces(stretches);

        Set<Integer> seen = new HashSet<>();
        int largest = 0;
        int last = 0;
        for (int first : pieces.firsts()) {
            int length = 0;
            for (Optional<Integer> next = Optional.of(first); next.isPresent(); next = pieces.after(next.get())) {
                assertThat(seen.add(next.get())).isTrue();
                length++;
            }
            assertThat(length).isBetween(1, 500);
            largest = Math.max(largest, length);
            last = length;
        }
        assertThat(seen).hasSize(segments);
        assertThat(last).isLessThanOrEqualTo(3);
        assertThat(pieces.end(pieces.firsts().get(0)) - pieces.firsts().get(0)).isGreaterThanOrEqualTo(largest - 1);
        assertThat(pieces.firsts().subList(0, stretches.count()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, stretches.count())
                        .map(stretches::first)
                        .boxed()
                        .toList());
    }

    @Property(tries = 200)
    void stretches_in_spread_order_are_all_stretches_and_neighbours_are_far_apart(
            @ForAll @IntRange(min = 1, max = 1_000) int workers) {
        List<Integer> order = new Stretches(10_000, workers).inSpreadOrder();

        assertThat(new HashSet<>(order)).hasSize(workers);
        assertThat(order).hasSize(workers).allMatch(stretch -> stretch >= 0 && stretch < workers);
        for (int i = 1; i < order.size(); i++) {
            // at least an eighth of the table lies between two in a row
            assertThat(Math.abs(order.get(i) - order.get(i - 1))).isGreaterThanOrEqualTo(workers / 8);
        }
    }
}
