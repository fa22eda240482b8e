// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.util.concurrent.atomic.AtomicLong;

/** Chance, the same one for the same seed and order of requests. */
final class Faults {
    private final double throttlePercent;
    private final double partialPercent;
    private final long seed;
    private final AtomicLong drawn = new AtomicLong();

    Faults(Arguments arguments) {
        throttlePercent = arguments.number("throttle-percent", 0);
        partialPercent = arguments.number("partial-percent", 0);
        seed = arguments.count("seed", 1);
    }

    /** Whether the next batch is turned away before anything is done. */
    boolean throttles() {
        return throttlePercent > 0 && percent() < throttlePercent;
    }

    /** Whether half of the next batch stays unprocessed. */
    boolean leavesHalf() {
        return partialPercent > 0 && percent() < partialPercent;
    }

    /** SplittableRandom's mixing function (David Stafford's variant 13) over a counter. */
    private double percent() {
        long z = (seed << 32) + drawn.incrementAndGet() * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53 * 100;
    }
}
