// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.copy.WriteQueue.Batch;
import dynamofanout.item.Slice;
import dynamofanout.table.ItemTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever befalls batches, each write is sent until it is taken, and never twice at a time. */
class WriteQueueSequenceTest {
    private static final OpenPage PAGE = new OpenPage(new ReadPage(List.of(), 0, 0, 0, Optional.empty(), 0, 0), 0);

    @Property(tries = 500)
    void every_write_comes_out_exactly_once(@ForAll Random random) {
        var sequence = new Sequence();

        sequence.play(random);

        assertThat(sequence.taken).containsExactlyInAnyOrderElementsOf(sequence.added);
        assertThat(sequence.queue.isEmpty()).isTrue();
    }

    /** The writer's side of a queue. */
    private static final class Sequence {
        private final WriteQueue queue = new WriteQueue();
        private final List<PendingWrite> added = new ArrayList<>();
        private final List<PendingWrite> taken = new ArrayList<>();
        private final Set<PendingWrite> inHalves = new HashSet<>();
        private final Deque<Batch> inFlight = new ArrayDeque<>();

        void play(Random random) {
            long now = 0;
            for (int step = 0; step < 200; step++) {
                now += random.nextInt(3);
                switch (random.nextInt(6)) {
                    case 0 -> add(random.nextInt(40));
                    case 1, 2 -> send(queue.next(now, 1 + random.nextInt(30), random.nextBoolean()));
                    case 3 -> settle().ifPresent(batch -> taken.addAll(batch.writes()));
                    case 4 -> settle().ifPresent(this::undo);
                    default -> {
                        long readyAt = now + random.nextInt(5);
                        settle().ifPresent(batch -> fail(batch, readyAt));
                    }
                }
            }
            long end = now + 10;
            for (Batch batch = queue.next(end, 25, true); !batch.isEmpty(); batch = queue.next(end, 25, true)) {
                send(batch);
            }
            inFlight.forEach(batch -> taken.addAll(batch.writes()));
        }

        private void add(int count) {
            for (int i = 0; i < count; i++) {
                var write = new PendingWrite(Slice.of("{}"), PAGE);
                added.add(write);
                queue.add(write);
            }
        }

        private void send(Batch batch) {
            assertThat(batch.writes()).hasSizeLessThanOrEqualTo(ItemTable.LARGEST_BATCH);
            assertThat(batch.writes()).allMatch(write -> inHalves.contains(write) == batch.isHalf());
            batch.writes().forEach(inHalves::remove);
            inFlight.add(batch);
        }

        private Optional<Batch> settle() {
            return Optional.ofNullable(inFlight.poll());
        }

        private void undo(Batch batch) {
            queue.undo(batch);
            if (batch.isHalf()) {
                inHalves.addAll(batch.writes());
            }
        }

        /** A batch is halved when it was rejected, put back when it was throttled. */
        private void fail(Batch batch, long readyAt) {
            List<PendingWrite> writes = batch.writes();
            if (writes.size() > 1 && readyAt % 2 == 0) {
                queue.addHalf(writes.subList(0, writes.size() / 2));
                queue.addHalf(writes.subList(writes.size() / 2, writes.size()));
                inHalves.addAll(writes);
                return;
            }
            for (PendingWrite write : writes) {
                write.waitUntil(readyAt);
                queue.putBack(write);
            }
        }
    }
}
