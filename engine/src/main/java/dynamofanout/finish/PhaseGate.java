// SPDX-License-Identifier: Apache-2.0
package dynamofanout.finish;

import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.Difference;
import dynamofanout.run.Phases;
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.Stop;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a run's next phase may begin. All segments must have finished the phases before it, and no item may
 * have been refused. The delete phase may only begin if it stays within the limit. Otherwise the run is told to stop,
 * with the reason.
 */
public final class PhaseGate {
    private final RunStore store;

    public PhaseGate(RunStore store) {
        this.store = store;
    }

    /** Whether this execution may begin the phase. */
    public boolean mayBegin(RunId run, String execution, Phase phase) {
        RunRecord record = store.existing(run);
        Phases phases = record.phases();
        List<Checkpoint> all = store.checkpoints(run);
        int before = phases.at(phase, 0).number();
        // of a resumed run later phases may have begun
        List<Checkpoint> checkpoints =
                all.stream().filter(each -> each.number() < before).toList();
        long done = checkpoints.stream().filter(Checkpoint::isDone).count();
        Counts sum = checkpoints.stream().map(each -> each.totals().counts()).reduce(Counts.NONE, Counts::plus);
        Control control = record.control();
        if (done < before
                || sum.refused() > 0
                || control.stop().isPresent()
                || !control.owner().equals(execution)) {
            return false;
        }
        Optional<Stop> stop = phase == Phase.DELETE ? whyNotDelete(run, record, checkpoints, sum) : Optional.empty();
        stop.ifPresent(wish -> store.adjust(run, now -> now.stoppingIfOwnedBy(execution, wish)));
        return stop.isEmpty();
    }

    private Optional<Stop> whyNotDelete(RunId run, RunRecord record, List<Checkpoint> checkpoints, Counts sum) {
        int most = record.control().limits().maxDeletes().orElse(0);
        if (sum.extra() > most) {
            return Optional.of(new Stop(
                    Stop.Cause.DELETES,
                    String.format(
                            Locale.ROOT,
                            "%d items of %s are not in the source, more than the %d of --max-deletes: nothing was"
                                    + " deleted; resume with --max-deletes %d to delete them",
                            sum.extra(),
                            record.plan().target().words(),
                            most,
                            sum.extra())));
        }
        return checkpoints.stream()
                .filter(each -> each.totals().counts().extra() > Difference.KEPT_OF_SEGMENT)
                .filter(each -> each.totals().counts().extra() > kept(run, each))
                .findFirst()
                .map(each -> new Stop(
                        Stop.Cause.FATAL,
                        "not all keys of the extra items of "
                                + record.phases().of(each).words()
                                + " were kept, because the limit was lower then: nothing was deleted; start a"
                                + " new run with --max-deletes " + most));
    }

    private long kept(RunId run, Checkpoint checkpoint) {
        return checkpoint.differenceParts().stream()
                .mapToLong(part -> store.differences(run, part).size())
                .sum();
    }
}
