// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A table on a virtual clock whose partitions each take so many units a second, with a limit of the whole table, partitions
 * of an index, and calls that are throttled without a cause, where they are asked for. What is not used is kept for a
 * burst.
 */
final class TargetTable {
    private final int slots;
    private final double burstSeconds;
    private Tokens[] partitions;
    private Tokens table;
    private Tokens[] index = new Tokens[0];
    private boolean isIndexHot;
    private double faults;
    private boolean isFault;

    TargetTable(int partitions, double unitsOfPartition, double burstSeconds) {
        this.slots = 2 * partitions;
        this.burstSeconds = burstSeconds;
        this.partitions = new Tokens[partitions];
        Arrays.setAll(this.partitions, i -> new Tokens(unitsOfPartition, burstSeconds));
        this.table = new Tokens(Double.POSITIVE_INFINITY, burstSeconds);
    }

    TargetTable limitedTo(double unitsOfTable) {
        table = new Tokens(unitsOfTable, burstSeconds);
        return this;
    }

    /** Every item is in an index of so many partitions, by chance or three in four of them in the first. */
    TargetTable withIndex(int indexPartitions, double unitsOfPartition, boolean isHot) {
        index = new Tokens[indexPartitions];
        Arrays.setAll(index, i -> new Tokens(unitsOfPartition, burstSeconds));
        isIndexHot = isHot;
        return this;
    }

    TargetTable withFaults(double share) {
        faults = share;
        return this;
    }

    /** From now on each partition is two of its size. */
    void split() {
        Tokens[] before = partitions;
        partitions = new Tokens[2 * before.length];
        Arrays.setAll(partitions, i -> new Tokens(before[i / 2].perSecond, burstSeconds));
    }

    void changePartitions(double unitsEach) {
        for (Tokens partition : partitions) {
            partition.perSecond = unitsEach;
        }
    }

    void changePartition(int number, double units) {
        partitions[number].perSecond = units;
    }

    /** Halves of the partitions that there are at first: ranges of the hash. */
    int slots() {
        return slots;
    }

    /** What all take together. */
    double unitsPerSecond() {
        double sum = 0;
        for (Tokens partition : partitions) {
            sum += partition.perSecond;
        }
        double ofIndex = Double.POSITIVE_INFINITY;
        if (index.length > 0) {
            ofIndex = isIndexHot && index.length > 1 ? index[0].perSecond / 0.75 : index.length * index[0].perSecond;
        }
        return Math.min(Math.min(sum, table.perSecond), ofIndex);
    }

    boolean isLimitedByPartitions() {
        return index.length == 0 && table.perSecond == Double.POSITIVE_INFINITY;
    }

    /** Least time for so many items of each slot. */
    double leastSeconds(long[] items, double unitsEach) {
        double most = 0;
        double all = 0;
        double[] units = new double[partitions.length];
        for (int slot = 0; slot < slots; slot++) {
            units[partitionOf(slot)] += items[slot] * unitsEach;
        }
        for (int i = 0; i < units.length; i++) {
            all += units[i];
            most = Math.max(most, units[i] / partitions[i].perSecond - burstSeconds);
        }
        return Math.max(most, all / unitsPerSecond() - burstSeconds);
    }

    private int partitionOf(int slot) {
        return slot * partitions.length / slots;
    }

    void beginCall(Random random) {
        isFault = faults > 0 && random.nextDouble() < faults;
    }

    boolean take(int slot, double units, long now, Random random) {
        if (isFault || !table.has(units, now)) {
            return false;
        }
        Tokens partition = partitions[partitionOf(slot)];
        @Nullable Tokens ofIndex = index.length == 0 ? null : index[indexPartition(random)];
        if (!partition.has(units, now) || (ofIndex != null && !ofIndex.has(units, now))) {
            return false;
        }
        if (ofIndex != null) {
            ofIndex.tokens -= units;
        }
        table.tokens -= units;
        partition.tokens -= units;
        return true;
    }

    private int indexPartition(Random random) {
        if (!isIndexHot || index.length == 1) {
            return random.nextInt(index.length);
        }
        return random.nextDouble() < 0.75 ? 0 : 1 + random.nextInt(index.length - 1);
    }

    private static final class Tokens {
        private final double burstSeconds;
        private double perSecond;
        private double tokens;
        private long filledAt;

        Tokens(double perSecond, double burstSeconds) {
            this.perSecond = perSecond;
            this.burstSeconds = burstSeconds;
            this.tokens = perSecond * burstSeconds;
        }

        /** An item larger than the burst passes on a full bucket. */
        boolean has(double units, long now) {
            if (perSecond == Double.POSITIVE_INFINITY) {
                tokens = perSecond;
                return true;
            }
            tokens = Math.min(perSecond * burstSeconds, tokens + (now - filledAt) / 1e9 * perSecond);
            filledAt = now;
            return tokens >= Math.min(units, perSecond * burstSeconds);
        }
    }
}
