// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides the segments of a run into stretches of neighbouring segments, one for each worker to begin with. Segments
 * are ranges of the partition key's hash, and so are the partitions of the target. A worker that keeps to its stretch
 * stays in one partition, so the rate that it has found there also applies to its next segment.
 */
public record Stretches(int segments, int workers) {
    /** How many there are; fewer than workers only where there are fewer segments. */
    public int count() {
        return Math.max(1, Math.min(workers, segments));
    }

    /** The first segment of a stretch. */
    public int first(int stretch) {
        return (int) ((long) stretch * segments / count());
    }

    /** The first segment behind a stretch. */
    public int end(int stretch) {
        return first(stretch + 1);
    }

    /** All stretches, so ordered that neighbours come far apart: bits of the number reversed. */
    public List<Integer> inSpreadOrder() {
        int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, count() - 1));
        return IntStream.range(0, 1 << bits)
                .map(n -> Integer.reverse(n) >>> (32 - bits))
                .filter(stretch -> stretch < count())
                .boxed()
                .toList();
    }
}
