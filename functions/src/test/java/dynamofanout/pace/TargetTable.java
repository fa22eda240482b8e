package dynamofanout.pace;

import dynamofanout.pace.Pace.Throttle;
import java.util.Arrays;
import java.util.Random;

/**
 * A table on a virtual clock whose partitions each take so many units a second, with a limit of the whole table, partitions
 * of an index, and calls that are throttled without a cause, where they are asked for. What is not used is kept for a
 * burst.
 */
final class TargetTable {
    private final Tokens[] partitions;
    private double burstSeconds;
    private Tokens table;
    private Tokens[] index = new Tokens[0];
    private boolean isIndexHot;
    private double faults;
    private boolean isFault;
    private boolean isPartitionFull;

    TargetTable(int partitions, double unitsOfPartition, double burstSeconds) {
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

    void changePartitions(double unitsEach) {
        for (Tokens partition : partitions) {
            partition.perSecond = unitsEach;
        }
    }

    void changeTable(double units) {
        table.perSecond = units;
    }

    int partitions() {
        return partitions.length;
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

    /** Least time for so many items of each partition. */
    double leastSeconds(long[] items, double unitsEach) {
        double most = 0;
        double all = 0;
        for (int i = 0; i < items.length; i++) {
            double units = items[i] * unitsEach;
            all += units;
            most = Math.max(most, units / partitions[i].perSecond - burstSeconds);
        }
        return Math.max(most, all / unitsPerSecond() - burstSeconds);
    }

    void beginCall(Random random) {
        isFault = faults > 0 && random.nextDouble() < faults;
        isPartitionFull = false;
    }

    boolean take(int partition, double units, long now, Random random) {
        if (isFault || !table.has(units, now)) {
            return false;
        }
        Tokens ofIndex = null;
        if (index.length > 0) {
            boolean isFirst = isIndexHot && random.nextDouble() < 0.75;
            ofIndex = index[isFirst || index.length == 1 ? 0 : isIndexHot ? 1 + random.nextInt(index.length - 1) : random.nextInt(index.length)];
        }
        if (!partitions[partition].has(units, now) || (ofIndex != null && !ofIndex.has(units, now))) {
            isPartitionFull = true;
            return false;
        }
        if (ofIndex != null) {
            ofIndex.tokens -= units;
        }
        table.tokens -= units;
        partitions[partition].tokens -= units;
        return true;
    }

    /** Why a call is turned away as a whole. */
    Throttle reason() {
        return isPartitionFull ? Throttle.PARTITION : Throttle.TABLE;
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
