// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.run.Stretches;
import java.util.Optional;

/**
 * Deals the segments of a phase to the workers of one process. Each worker gets the segments of its own stretch in
 * order. A worker that is done may help: it gets segments from the far end of the longest remaining stretch.
 * Thread-safe.
 */
public final class StretchQueue {
    private final int firstNumber;
    private final int[] next;
    private final int[] end;
    private final boolean[] isWorking;

    /** @param firstNumber number of the phase's first segment, as checkpoints have it */
    public StretchQueue(Stretches stretches, int firstNumber) {
        this.firstNumber = firstNumber;
        int count = stretches.count();
        this.next = new int[count];
        this.end = new int[count];
        this.isWorking = new boolean[count];
        for (int stretch = 0; stretch < count; stretch++) {
            next[stretch] = stretches.first(stretch);
            end[stretch] = stretches.end(stretch);
            isWorking[stretch] = true;
        }
    }

    /** The number of the next segment of a worker's own stretch. */
    public synchronized Optional<Integer> next(int worker) {
        return next[worker] < end[worker] ? Optional.of(firstNumber + next[worker]++) : Optional.empty();
    }

    /** The number of a segment of another stretch, for a worker that has finished its own. */
    public synchronized Optional<Integer> nextElsewhere() {
        int longest = 0;
        for (int stretch = 1; stretch < next.length; stretch++) {
            longest = left(stretch) > left(longest) ? stretch : longest;
        }
        return left(longest) > 0 ? Optional.of(firstNumber + --end[longest]) : Optional.empty();
    }

    /** Removes a worker that ends. Its heir is the nearest worker that still works. */
    public synchronized Optional<Integer> leave(int worker) {
        isWorking[worker] = false;
        for (int distance = 1; distance < next.length; distance++) {
            for (int neighbour : new int[] {worker - distance, worker + distance}) {
                if (neighbour >= 0 && neighbour < next.length && isWorking[neighbour]) {
                    return Optional.of(neighbour);
                }
            }
        }
        return Optional.empty();
    }

    private int left(int stretch) {
        return end[stretch] - next[stretch];
    }
}
