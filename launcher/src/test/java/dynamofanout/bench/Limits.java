// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * How many write units the table and each of its partitions take in a second; without limits they take everything.
 * Partitions are ranges of the scan's order, of one size unless the first one is given a share of all keys.
 */
final class Limits {
    private final LongSupplier nanoTime;
    private final Bucket table;
    private final Bucket[] partitions;
    private final double firstShare;
    private final boolean areSet;

    /** Zero units per second stand for no limit. */
    Limits(Arguments arguments, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        double burstSeconds = arguments.number("burst-seconds", 0.2);
        double tableUnits = arguments.number("write-units-per-second", 0);
        double partitionUnits = arguments.number("partition-units", 0);
        table = new Bucket(tableUnits, burstSeconds, nanoTime.getAsLong());
        partitions = new Bucket[arguments.count("partitions", 1)];
        Arrays.setAll(partitions, i -> new Bucket(partitionUnits, burstSeconds, nanoTime.getAsLong()));
        firstShare = arguments.number("first-partition-percent", 100.0 / partitions.length) / 100;
        areSet = tableUnits > 0 || partitionUnits > 0;
    }

    /**
     * Takes units for each write that is not refused yet, and refuses those for which there are none.
     *
     * @param indexOf where a write's key lies in the order of the scan, which is that of the partitions
     * @return why writes were refused, in the words of ThrottlingReasons
     */
    synchronized Optional<String> admit(
            int writes, int unitsEach, int items, IntUnaryOperator indexOf, BitSet refused) {
        if (!areSet) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        Optional<String> reason = Optional.empty();
        for (int write = refused.nextClearBit(0); write < writes; write = refused.nextClearBit(write + 1)) {
            Bucket partition = partitions[partitionOf(indexOf.applyAsInt(write), items)];
            if (!partition.has(unitsEach, now)) {
                refused.set(write);
                reason = Optional.of("TableWriteKeyRangeThroughputExceeded");
            } else if (!table.has(unitsEach, now)) {
                refused.set(write);
                reason = Optional.of("TableWriteProvisionedThroughputExceeded");
            } else {
                partition.take(unitsEach);
                table.take(unitsEach);
            }
        }
        return reason;
    }

    private int partitionOf(int index, int items) {
        double place = index < 0 || index >= items ? 0 : (index + 0.5) / items;
        if (place < firstShare || partitions.length == 1) {
            return 0;
        }
        return 1 + (int) ((place - firstShare) / (1 - firstShare) * (partitions.length - 1));
    }

    /** Units that come in steadily and are kept for a while. */
    private static final class Bucket {
        private final double unitsPerSecond;
        private final double capacity;
        private double units;
        private long filledAt;

        Bucket(double unitsPerSecond, double burstSeconds, long now) {
            this.unitsPerSecond = unitsPerSecond;
            this.capacity = unitsPerSecond * burstSeconds;
            this.units = capacity;
            this.filledAt = now;
        }

        boolean has(int wanted, long now) {
            units = Math.min(capacity, units + (now - filledAt) / 1e9 * unitsPerSecond);
            filledAt = now;
            return unitsPerSecond == 0 || units >= wanted;
        }

        void take(int taken) {
            units -= taken;
        }
    }
}
