// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.run.Stretches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StretchQueueTest {
    private final StretchQueue queue = new StretchQueue(new Stretches(12, 3), 100);

    @Test
    void each_worker_gets_the_segments_of_its_stretch_in_order() {
        assertThat(all(1)).containsExactly(104, 105, 106, 107);
        assertThat(all(0)).containsExactly(100, 101, 102, 103);
        assertThat(all(2)).containsExactly(108, 109, 110, 111);
    }

    @Test
    void a_helper_gets_what_is_left_of_the_longest_stretch_from_its_far_end() {
        all(0);
        queue.next(1);

        assertThat(queue.nextElsewhere()).contains(111);
        assertThat(queue.nextElsewhere()).contains(107);
        assertThat(all(2)).containsExactly(108, 109, 110);
        assertThat(all(1)).containsExactly(105, 106);
        assertThat(queue.nextElsewhere()).isEmpty();
    }

    @Test
    void the_heir_of_a_worker_is_its_nearest_neighbour_that_still_works() {
        assertThat(queue.leave(1)).contains(0);
        assertThat(queue.leave(0)).contains(2);
        assertThat(queue.leave(2)).isEmpty();
    }

    private List<Integer> all(int worker) {
        List<Integer> all = new ArrayList<>();
        for (Optional<Integer> next = queue.next(worker); next.isPresent(); next = queue.next(worker)) {
            all.add(next.get());
        }
        return all;
    }
}
