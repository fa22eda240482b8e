// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.pace.Backoff;
import dynamofanout.pace.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Writers that copy segments into a table of partitions, in virtual time. A segment is a range of the key's hash and its
 * items come in the order of the hash; a partition is a range of the hash too. Calls, batches, retries and the ends of
 * segments are as BatchWriter has them; reading takes no time. The same seed gives the same run.
 */
final class WriteSimulation {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final int LARGEST_BATCH = 25;
    private static final Backoff AFTER_THROTTLE = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    private final TargetTable target;
    private final Work work;
    private final Dealer dealer;
    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final List<Tenth> tenths = new ArrayList<>();
    private final long[] leftOfSlot;
    private long now;
    private long order;
    private long firstDoneAt = Long.MAX_VALUE;
    private long leftInAll;

    /** Gives a writer its pace and its segments. */
    interface Dealer {
        Pace pace(int writer);

        /** Part of a call was turned away. */
        default void throttled(Pace pace, double units, long now) {
            pace.throttled(units, now);
        }

        /** The next segment of a writer; empty when it ends. */
        Optional<Integer> next(int writer, long now);
    }

    /**
     * What is to be written, and how.
     *
     * @param itemsOfSegment for each segment
     * @param unitsPerItem write units of an item
     * @param writers that work at the same time
     * @param batchesInFlight of each writer
     * @param latencyMillis of a call
     * @param claimMillis between two segments of a writer
     * @param busy part of the calls that wait up to 100 ms for a processor
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
    record Work(
            int[] itemsOfSegment,
            double unitsPerItem,
            int writers,
            int batchesInFlight,
            double latencyMillis,
            double claimMillis,
            double busy) {
        long items() {
            return Arrays.stream(itemsOfSegment).asLongStream().sum();
        }
    }

    /**
     * How it went.
     *
     * @param used of what the partitions and the table take together, from second 10 until the first partition is done
     * @param throttled of the calls in that time
     * @param usedInAll least possible time as a part of the time that it took
     * @param seconds that it took
     */
    record Figures(double used, double throttled, double usedInAll, double seconds) {
        static final Figures NONE = new Figures(0, 0, 0, 0);

        /** Adds one of so many runs to their mean. */
        Figures plus(Figures other, int runs) {
            return new Figures(
                    used + other.used / runs,
                    throttled + other.throttled / runs,
                    usedInAll + other.usedInAll / runs,
                    seconds + other.seconds / runs);
        }
    }

    private record Event(long at, long order, Runnable action) {}

    private static final class Tenth {
        private double units;
        private int calls;
        private int throttled;
    }

    /** Items that wait for another try. */
    private record Parked(long readyAt, int throttles, int slot, int count) {}

    WriteSimulation(TargetTable target, Work work, Dealer dealer, Random random) {
        this.target = target;
        this.work = work;
        this.dealer = dealer;
        this.random = random;
        this.leftOfSlot = new long[target.slots()];
        for (int segment = 0; segment < work.itemsOfSegment().length; segment++) {
            for (int i = 0; i < work.itemsOfSegment()[segment]; i++) {
                leftOfSlot[slotOf(segment, i)]++;
            }
        }
        this.leftInAll = work.items();
    }

    Figures run() {
        double least = target.leastSeconds(leftOfSlot, work.unitsPerItem());
        for (int i = 0; i < work.writers(); i++) {
            Writer writer = new Writer(i);
            at((long) (i * MILLI * work.claimMillis() / 8), writer::claim);
        }
        while (leftInAll > 0) {
            Event event = events.remove();
            now = event.at();
            event.action().run();
            if (now > 36_000 * SECOND) {
                throw new IllegalStateException("does not end: " + leftInAll + " items are left");
            }
        }
        double seconds = (double) now / SECOND;
        double to = Math.min((double) firstDoneAt / SECOND, seconds);
        return new Figures(
                unitsPerSecond(10, to) / target.unitsPerSecond(), throttledShare(10, to), least / seconds, seconds);
    }

    /** Lets something happen while the run goes on. */
    void atSecond(double second, Runnable action) {
        at((long) (second * SECOND), action);
    }

    /** Units that were taken in a stretch of time that is over. */
    double unitsPerSecond(double from, double to) {
        return between(from, to).stream().mapToDouble(tenth -> tenth.units).sum() / (to - from);
    }

    /** Of the calls in a stretch of time that is over, those that were throttled. */
    double throttledShare(double from, double to) {
        double calls = between(from, to).stream().mapToInt(tenth -> tenth.calls).sum();
        return between(from, to).stream().mapToInt(tenth -> tenth.throttled).sum() / Math.max(1, calls);
    }

    /** The highest sum of ten tenths in a row. */
    double mostInASecond() {
        double most = 0;
        for (int i = 0; i + 10 <= tenths.size(); i++) {
            most = Math.max(
                    most,
                    tenths.subList(i, i + 10).stream()
                            .mapToDouble(tenth -> tenth.units)
                            .sum());
        }
        return most;
    }

    private List<Tenth> between(double from, double to) {
        return tenths.subList((int) (10 * from), Math.min(tenths.size(), (int) (10 * to)));
    }

    private int slotOf(int segment, int item) {
        double hash = (segment + (item + 0.5) / work.itemsOfSegment()[segment]) / work.itemsOfSegment().length;
        return (int) (hash * target.slots());
    }

    private void at(long time, Runnable action) {
        events.add(new Event(Math.max(time, now), order++, action));
    }

    private Tenth tenth() {
        int index = (int) (now / (SECOND / 10));
        while (tenths.size() <= index) {
            tenths.add(new Tenth());
        }
        return tenths.get(index);
    }

    private final class Writer {
        private final int number;
        private final Pace pace;
        private final PriorityQueue<Parked> parked = new PriorityQueue<>(Comparator.comparingLong(Parked::readyAt));
        private int segment;
        private int next;
        private int items;
        private int inFlight;
        private long wakes;

        Writer(int number) {
            this.number = number;
            this.pace = dealer.pace(number);
        }

        void claim() {
            Optional<Integer> claimed = dealer.next(number, now);
            if (claimed.isEmpty()) {
                return;
            }
            segment = claimed.get();
            next = 0;
            items = work.itemsOfSegment()[segment];
            at(now + (long) (work.claimMillis() * MILLI), this::send);
        }

        private void wakeAt(long time) {
            long wake = ++wakes;
            at(time, () -> {
                if (wake == wakes) {
                    send();
                }
            });
        }

        private void send() {
            wakes++;
            if (next == items && parked.isEmpty() && inFlight == 0) {
                claim();
                return;
            }
            while (inFlight < work.batchesInFlight()) {
                boolean isParkedReady = !parked.isEmpty() && parked.element().readyAt() <= now;
                if (next == items && !isParkedReady) {
                    if (!parked.isEmpty()) {
                        wakeAt(parked.element().readyAt());
                    }
                    return;
                }
                long wait = pace.waitNanos(now);
                if (wait > 0) {
                    wakeAt(now + wait);
                    return;
                }
                int most = (int) Math.max(1, Math.min(LARGEST_BATCH, pace.largestCall() / work.unitsPerItem()));
                List<Parked> batch = batch(most);
                int count = batch.stream().mapToInt(Parked::count).sum();
                double units = count * work.unitsPerItem();
                if (!pace.tryTake(units, now)) {
                    parked.addAll(batch);
                    wakeAt(now + Math.max(MILLI, pace.waitNanos(now)));
                    return;
                }
                inFlight++;
                double delay = random.nextDouble() < work.busy() ? 100 * random.nextDouble() : 0;
                long half = (long) ((work.latencyMillis() / 2 * (0.8 + 0.4 * random.nextDouble()) + delay) * MILLI);
                at(now + half, () -> arrive(batch, units, half));
            }
        }

        private List<Parked> batch(int most) {
            List<Parked> batch = new ArrayList<>();
            int left = most;
            while (left > 0 && !parked.isEmpty() && parked.element().readyAt() <= now) {
                Parked first = parked.remove();
                int taken = Math.min(left, first.count());
                batch.add(new Parked(0, first.throttles(), first.slot(), taken));
                if (taken < first.count()) {
                    parked.add(new Parked(first.readyAt(), first.throttles(), first.slot(), first.count() - taken));
                }
                left -= taken;
            }
            while (left > 0 && next < items) {
                int slot = slotOf(segment, next);
                int count = 0;
                while (left > 0 && next < items && slotOf(segment, next) == slot) {
                    next++;
                    count++;
                    left--;
                }
                batch.add(new Parked(0, 0, slot, count));
            }
            return batch;
        }

        private void arrive(List<Parked> batch, double units, long half) {
            List<Parked> refused = new ArrayList<>();
            target.beginCall(random);
            int taken = 0;
            for (Parked group : batch) {
                int admitted = 0;
                while (admitted < group.count() && target.take(group.slot(), work.unitsPerItem(), now, random)) {
                    admitted++;
                }
                // what comes behind a refused item may still be taken: an index has partitions of its own
                int left = group.count() - admitted;
                int more = 0;
                for (int i = 1; i < left; i++) {
                    more += target.take(group.slot(), work.unitsPerItem(), now, random) ? 1 : 0;
                }
                admitted += more;
                taken += admitted;
                leftOfSlot[group.slot()] -= admitted;
                if (leftOfSlot[group.slot()] == 0 && target.isLimitedByPartitions()) {
                    firstDoneAt = Math.min(firstDoneAt, now);
                }
                if (admitted < group.count()) {
                    refused.add(new Parked(0, group.throttles() + 1, group.slot(), group.count() - admitted));
                }
            }
            leftInAll -= taken;
            if (leftInAll < work.items() / 20) {
                firstDoneAt = Math.min(firstDoneAt, now);
            }
            Tenth tenth = tenth();
            tenth.units += taken * work.unitsPerItem();
            tenth.calls++;
            tenth.throttled += refused.isEmpty() ? 0 : 1;
            int takenInAll = taken;
            at(now + half, () -> answer(refused, takenInAll, units));
        }

        private void answer(List<Parked> refused, int taken, double units) {
            inFlight--;
            double unitsTaken = taken * work.unitsPerItem();
            if (taken > 0) {
                pace.accepted(unitsTaken, unitsTaken, now);
            }
            if (!refused.isEmpty()) {
                dealer.throttled(pace, units - unitsTaken, now);
            }
            for (Parked each : refused) {
                long delay = AFTER_THROTTLE.delayNanos(each.throttles(), random.nextDouble());
                parked.add(new Parked(now + delay, each.throttles(), each.slot(), each.count()));
            }
            send();
        }
    }
}
