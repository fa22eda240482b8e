// SPDX-License-Identifier: Apache-2.0
package dynamofanout.finish;

import dynamofanout.run.Checkpoint;
import dynamofanout.run.Counts;
import dynamofanout.run.Phases;
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.Totals;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a run's checkpoints say, phase by phase. */
record RunCheckpoints(Phases phases, List<Checkpoint> checkpoints) {
    RunCheckpoints {
        checkpoints = List.copyOf(checkpoints);
    }

    /** Units and troubles of everything, counts of all but the comparison afterwards. */
    Totals totals() {
        Totals all = sum(checkpoints);
        Counts counts = checkpoints.stream()
                .filter(each -> phaseOf(each) != Phase.VERIFY)
                .map(each -> each.totals().counts())
                .reduce(Counts.NONE, Counts::plus);
        return new Totals(counts, all.units(), all.throttled(), all.retries(), all.effort());
    }

    Counts counts() {
        return totals().counts();
    }

    /** Counts of the comparison afterwards, once it has begun. */
    Optional<Counts> verified() {
        return checkpoints.stream()
                .filter(each -> phaseOf(each) == Phase.VERIFY)
                .map(each -> each.totals().counts())
                .reduce(Counts::plus);
    }

    boolean isDone(Phase phase) {
        return done(phase) == phases.segments();
    }

    boolean isAllDone() {
        return phases.all().stream().allMatch(this::isDone);
    }

    /** What was refused ends a run after its copy: nothing is deleted then, and nothing is verified. */
    boolean isEnded() {
        return isAllDone() || (counts().refused() > 0 && isDone(Phase.COPY));
    }

    /** Segments that are through every phase that has begun. */
    int segmentsDone() {
        return (int) phases.all().stream()
                .filter(phase -> phase == Phase.COPY || checkpoints.stream().anyMatch(each -> phaseOf(each) == phase))
                .mapToLong(this::done)
                .min()
                .orElse(0);
    }

    static Totals sum(Collection<Checkpoint> checkpoints) {
        return checkpoints.stream().map(Checkpoint::totals).reduce(Totals.NONE, Totals::plus);
    }

    private long done(Phase phase) {
        return checkpoints.stream()
                .filter(each -> phaseOf(each) == phase && each.isDone())
                .count();
    }

    private Phase phaseOf(Checkpoint checkpoint) {
        return phases.of(checkpoint).phase();
    }
}
