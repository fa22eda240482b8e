package dynamofanout.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StretchesPropertyTest {
    @Property(tries = 300)
    void each_segment_is_in_one_stretch_and_stretches_are_of_one_length_but_one(
            @ForAll @IntRange(min = 1, max = 10_000) int segments, @ForAll @IntRange(min = 1, max = 200) int workers) {
        var stretches = new Stretches(segments, workers);

        List<Integer> inOrder = new ArrayList<>();
        for (int stretch = 0; stretch < stretches.count(); stretch++) {
            Optional<Integer> segment = Optional.of(stretches.first(stretch));
            int length = 0;
            while (segment.isPresent()) {
                assertThat(stretches.of(segment.get())).isEqualTo(stretch);
                inOrder.add(segment.get());
                length++;
                segment = stretches.after(segment.get());
            }
            assertThat(length)
                    .isBetween(segments / stretches.count(), (segments - 1) / stretches.count() + 1);
        }
        assertThat(inOrder).hasSize(segments).isSorted().doesNotHaveDuplicates();
        assertThat(stretches.count()).isEqualTo(Math.min(workers, segments));
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
