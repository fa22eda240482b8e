// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.util.BitSet;

/** How many times each key of the source was accepted by the target. Not thread-safe. */
final class KeyCounts {
    private final int[] accepted;
    private long unknown;

    KeyCounts(int items) {
        accepted = new int[items];
    }

    void add(WriteRequests writes, BitSet refused) {
        for (int write = 0; write < writes.size(); write++) {
            if (refused.get(write)) {
                continue;
            }
            int index = writes.indexOf(write);
            if (index < 0 || index >= accepted.length) {
                unknown++;
            } else {
                accepted[index]++;
            }
        }
    }

    static boolean hasTwice(WriteRequests writes) {
        BitSet seen = new BitSet();
        for (int write = 0; write < writes.size(); write++) {
            int index = writes.indexOf(write);
            if (index >= 0 && seen.get(index)) {
                return true;
            }
            seen.set(Math.max(0, index), index >= 0);
        }
        return false;
    }

    String json() {
        long distinct = 0;
        long sum = 0;
        int most = 0;
        for (int count : accepted) {
            distinct += count > 0 ? 1 : 0;
            sum += count;
            most = Math.max(most, count);
        }
        return "{\"items\":%d,\"distinct\":%d,\"accepted\":%d,\"most\":%d,\"unknown\":%d}"
                .formatted(accepted.length, distinct, sum, most, unknown);
    }
}
