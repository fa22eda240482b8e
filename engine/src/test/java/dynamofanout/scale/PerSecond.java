// SPDX-License-Identifier: Apache-2.0
package dynamofanout.scale;

import java.util.Arrays;

/** Sums by second of virtual time. */
final class PerSecond {
    private static final long SECOND = 1_000_000_000L;

    private double[] sums = new double[64];
    private int seconds;

    void add(long now, double amount) {
        int second = (int) (now / SECOND);
        if (second >= sums.length) {
            sums = Arrays.copyOf(sums, Math.max(2 * sums.length, second + 1));
        }
        sums[second] += amount;
        seconds = Math.max(seconds, second + 1);
    }

    double sum() {
        return sum(0, seconds);
    }

    double sum(int from, int to) {
        double sum = 0;
        for (int i = from; i < Math.min(to, seconds); i++) {
            sum += sums[i];
        }
        return sum;
    }

    /** Per second, from one second to before another. */
    double mean(int from, int to) {
        return sum(from, to) / (to - from);
    }

    /** The highest mean of so many seconds in a row. */
    double most(int inARow) {
        double most = 0;
        for (int i = 0; i + inARow <= seconds; i++) {
            most = Math.max(most, mean(i, i + inARow));
        }
        return most;
    }
}
