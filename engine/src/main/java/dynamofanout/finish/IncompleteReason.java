// SPDX-License-Identifier: Apache-2.0
package dynamofanout.finish;

import dynamofanout.request.Mode;
import dynamofanout.run.Counts;
import dynamofanout.run.Phases.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains why a run is not complete although all of its segments are done. */
final class IncompleteReason {
    private IncompleteReason() {}

    /** @param isMasked whether the items went through a mask, which refuses some too */
    static Optional<String> of(RunCheckpoints progressed, boolean isMasked) {
        Counts counts = progressed.counts();
        if (counts.refused() > 0) {
            boolean isLess = progressed.phases().have(Phase.DELETE);
            return Optional.of(counts.refused() + " of " + counts.read() + " items were refused by the "
                    + (isMasked ? "mask or the target" : "target") + (isLess ? "; so nothing was deleted" : ""));
        }
        if (progressed.phases().mode() == Mode.COMPARE && counts.differences() > 0) {
            return Optional.of("the tables differ: " + words(counts));
        }
        return progressed
                .verified()
                .filter(verified -> verified.differences() > verified.meanwhile())
                .map(verified -> "the copy is done, but the tables differ: " + words(verified));
    }

    private static String words(Counts counts) {
        List<String> words = new ArrayList<>();
        add(words, counts.missing(), "missing in the target");
        add(words, counts.different(), "different");
        add(words, counts.extra(), "extra in the target");
        String all = String.join(", ", words);
        return counts.meanwhile() == 0
                ? all
                : all + "; of these " + counts.meanwhile() + " changed while they were compared";
    }

    private static void add(List<String> words, long count, String what) {
        if (count > 0) {
            words.add(count + " " + what);
        }
    }
}
