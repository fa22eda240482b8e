// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.copy.WriteQueue.Batch;
import dynamofanout.item.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WriteQueueTest {
    /** What BatchWriteItem takes. */
    private static final int SERVICE_LIMIT_BYTES = 16 << 20;

    /** 400 KB of control characters: each is one byte of an item and six of JSON. */
    private static final Slice CONTROL_CHARACTERS =
            Slice.of("{\"id\":{\"S\":\"a\"},\"v\":{\"S\":\"" + "\\u0001".repeat(400_000) + "\"}}");

    private static final OpenPage PAGE = new OpenPage(new ReadPage(List.of(), 0, 0, 0, Optional.empty(), 0, 0), 0);

    private final WriteQueue queue = new WriteQueue();

    @Test
    void an_empty_queue_has_nothing_to_send() {
        assertThat(queue.next(0, 25, true).isEmpty()).isTrue();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.nextReadyAt(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void fresh_items_go_out_in_batches_of_25() {
        List<PendingWrite> added = add(60);

        List<Batch> batches = drain(0);

        assertThat(batches).extracting(batch -> batch.writes().size()).containsExactly(25, 25, 10);
        assertThat(writes(batches)).isEqualTo(added);
    }

    @Test
    void the_pace_may_ask_for_smaller_batches() {
        add(7);

        assertThat(queue.next(0, 3, true).writes()).hasSize(3);
        assertThat(queue.freshItems()).isEqualTo(4);
    }

    @Test
    void waits_for_a_full_batch_while_more_are_to_come() {
        add(24);

        assertThat(queue.next(0, 25, false).isEmpty()).isTrue();
        add(1);
        assertThat(queue.next(0, 25, false).writes()).hasSize(25);
    }

    @Test
    void items_put_back_make_a_batch_full_once_they_are_ready() {
        add(24);
        putBack(10);

        assertThat(queue.next(9, 25, false).isEmpty()).isTrue();
        assertThat(queue.next(10, 25, false).writes()).hasSize(25);
    }

    @Test
    void items_put_back_come_first_once_they_are_ready() {
        List<PendingWrite> fresh = add(2);
        PendingWrite late = putBack(20);
        PendingWrite early = putBack(10);

        assertThat(queue.next(9, 1, true).writes()).containsExactly(fresh.get(0));
        assertThat(queue.next(20, 25, true).writes()).containsExactly(early, late, fresh.get(1));
    }

    @Test
    void says_when_the_next_item_is_ready() {
        putBack(20);
        putBack(10);

        assertThat(queue.nextReadyAt(5)).isEqualTo(10);
        assertThat(queue.nextReadyAt(10)).isEqualTo(20);
    }

    /** Else who waits for a full batch, while a page is being read, would be called again and again at once. */
    @Test
    void an_item_that_is_ready_already_is_no_reason_to_wake_up() {
        putBack(10);

        assertThat(queue.next(10, 25, false).isEmpty()).isTrue();
        assertThat(queue.nextReadyAt(10)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void halves_come_before_all_else_and_stay_alone() {
        List<PendingWrite> fresh = add(3);
        List<PendingWrite> first = List.of(write(), write());
        List<PendingWrite> second = List.of(write());
        queue.addHalf(first);
        queue.addHalf(second);

        List<Batch> batches = List.of(queue.next(0, 1, false), queue.next(0, 25, true), queue.next(0, 25, true));

        assertThat(batches).extracting(Batch::writes).containsExactly(first, second, fresh);
        assertThat(batches).extracting(Batch::isHalf).containsExactly(true, true, false);
    }

    @Test
    void a_half_that_could_not_be_sent_stays_a_half_and_first() {
        List<PendingWrite> first = List.of(write(), write());
        queue.addHalf(first);
        queue.addHalf(List.of(write()));

        queue.undo(queue.next(0, 25, true));

        Batch again = queue.next(0, 25, true);
        assertThat(again.writes()).isEqualTo(first);
        assertThat(again.isHalf()).isTrue();
    }

    @Test
    void a_batch_that_could_not_be_sent_comes_again() {
        List<PendingWrite> added = add(30);

        queue.undo(queue.next(0, 25, true));

        assertThat(writes(drain(0))).containsExactlyInAnyOrderElementsOf(added);
    }

    @Test
    void a_batch_of_control_characters_stays_below_the_services_limit() {
        for (int i = 0; i < 25; i++) {
            queue.add(new PendingWrite(CONTROL_CHARACTERS, PAGE));
        }

        List<Batch> batches = drain(0);

        assertThat(batches).extracting(batch -> batch.writes().size()).containsExactly(6, 6, 6, 6, 1);
        assertThat(batches)
                .allSatisfy(batch -> assertThat(batch.bytes() + 25 * 64).isLessThan(SERVICE_LIMIT_BYTES));
    }

    @Test
    void an_item_that_is_too_long_by_itself_goes_alone() {
        add(1);
        queue.add(new PendingWrite(Slice.of("x".repeat(SERVICE_LIMIT_BYTES)), PAGE));
        add(1);

        assertThat(drain(0)).extracting(batch -> batch.writes().size()).containsExactly(1, 1, 1);
    }

    private List<Batch> drain(long now) {
        List<Batch> batches = new ArrayList<>();
        for (Batch batch = queue.next(now, 25, true); !batch.isEmpty(); batch = queue.next(now, 25, true)) {
            batches.add(batch);
        }
        return batches;
    }

    private static List<PendingWrite> writes(List<Batch> batches) {
        return batches.stream().flatMap(batch -> batch.writes().stream()).toList();
    }

    private List<PendingWrite> add(int count) {
        List<PendingWrite> writes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PendingWrite write = write();
            writes.add(write);
            queue.add(write);
        }
        return writes;
    }

    private PendingWrite putBack(long readyAt) {
        PendingWrite write = write();
        write.waitUntil(readyAt);
        queue.putBack(write);
        return write;
    }

    private static PendingWrite write() {
        return new PendingWrite(Slice.of("{}"), PAGE);
    }
}
