// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import dynamofanout.request.RunId;
import dynamofanout.run.PhaseSegment;
import dynamofanout.run.Phases;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.StretchPieces;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which segment follows which, for the runs that a function's process has lately worked for: a plan never changes. One
 * thread uses this.
 */
final class SegmentSequence {
    private static final int MOST_RUNS = 8;

    private final RunStore store;
    private final Map<RunId, KnownRun> known = new LinkedHashMap<>();

    private record KnownRun(StretchPieces pieces, Phases phases) {
        static KnownRun of(RunRecord record) {
            return new KnownRun(new StretchPieces(record.plan().stretches()), record.phases());
        }
    }

    SegmentSequence(RunStore store) {
        this.store = store;
    }

    /** The segment of a run that has a number. */
    PhaseSegment segment(RunId run, int number) {
        return known(run).phases().at(number);
    }

    /** The number of the segment that follows a segment in its piece, in the same phase. */
    Optional<Integer> after(RunId run, PhaseSegment segment) {
        return known(run).pieces().after(segment.segment()).map(next -> segment.phases()
                .at(segment.phase(), next)
                .number());
    }

    private KnownRun known(RunId run) {
        KnownRun found = known.computeIfAbsent(run, asked -> KnownRun.of(store.existing(asked)));
        if (known.size() > MOST_RUNS) {
            known.remove(known.keySet().iterator().next());
        }
        return found;
    }
}
