// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Divides the stretches of a run on AWS into pieces, which free workers take in order. The first pieces are most of
 * each stretch, the next ones most of what is left of each, and so on down to single segments. So workers that know
 * nothing of each other stay in one partition for most of the run, and still finish at about the same time. The same
 * stretches always give the same pieces.
 */
public final class StretchPieces {
    /** WriteMatrixTest has what comes of it: less balances better, more fills partitions better. */
    private static final double MOST = 0.7;

    /** A child of the state machine passes some ten events for each segment, and may have 25,000 (service limit). */
    private static final int LARGEST = 500;

    private final List<Integer> firsts = new ArrayList<>();
    private final TreeMap<Integer, Integer> ends = new TreeMap<>();

    public StretchPieces(Stretches stretches) {
        int count = stretches.count();
        int[] next = new int[count];
        for (int stretch = 0; stretch < count; stretch++) {
            next[stretch] = stretches.first(stretch);
        }
        int cut = 0;
        while (cut < stretches.segments()) {
            cut += cutOfEach(stretches, next);
        }
    }

    private int cutOfEach(Stretches stretches, int[] next) {
        int cut = 0;
        for (int stretch : stretches.inSpreadOrder()) {
            int left = stretches.end(stretch) - next[stretch];
            if (left > 0) {
                int size = Math.min(LARGEST, (int) Math.ceil(MOST * left));
                firsts.add(next[stretch]);
                next[stretch] += size;
                ends.put(firsts.get(firsts.size() - 1), next[stretch]);
                cut += size;
            }
        }
        return cut;
    }

    /** The first segment of each piece, in the order in which they are to be taken. */
    public List<Integer> firsts() {
        return List.copyOf(firsts);
    }

    /** The segment behind the last one of a piece. */
    public int end(int segment) {
        return ends.floorEntry(segment).getValue();
    }

    /** The segment that follows in the same piece. */
    public Optional<Integer> after(int segment) {
        return segment + 1 < end(segment) ? Optional.of(segment + 1) : Optional.empty();
    }
}
