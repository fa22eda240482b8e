// SPDX-License-Identifier: Apache-2.0
package dynamofanout.finish;

import dynamofanout.item.ItemKey;
import dynamofanout.item.Slice;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Control;
import dynamofanout.run.CreatedTable;
import dynamofanout.run.Creation;
import dynamofanout.run.NotOwner;
import dynamofanout.run.OwnCost;
import dynamofanout.run.Phases;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedMask;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.RunTimes;
import dynamofanout.run.Summary;
import dynamofanout.run.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Ends an execution. It reads every checkpoint, checks the equation of each segment, recomputes the totals, decides the
 * verdict and stores the summary. It only relies on checkpoints, and never on totals, workers' answers or exit codes.
 */
public final class Finisher {
    private final RunStore store;

    public Finisher(RunStore store) {
        this.store = store;
    }

    /**
     * Ends this execution.
     *
     * @param look the last one at the tables' identity
     * @param took from the execution's start to now
     * @throws NotOwner if another execution owns the run
     */
    public Summary finish(RunId run, String execution, FinalIdentityCheck look, Duration took) {
        RunRecord record = store.existing(run);
        if (!record.control().owner().equals(execution)) {
            throw new NotOwner(run, execution, record.control().owner());
        }
        var byNumber = new TreeMap<Integer, Checkpoint>();
        store.checkpoints(run).forEach(checkpoint -> byNumber.put(checkpoint.number(), checkpoint));
        List<Checkpoint> checkpoints = List.copyOf(byNumber.values());
        Phases phases = record.phases();
        var progressed = new RunCheckpoints(phases, checkpoints);
        var judgement =
                new Judgement(record.plan(), record.control(), progressed, look, LaterSettings.missing(store, record));
        store.keepSample(
                run, store.adjust(run, control -> withTotals(control, execution, RunCheckpoints.sum(checkpoints))));
        Summary summary = summary(record, progressed, judgement, new RunTimes(store.samples(run)), took);
        if (record.request() instanceof ReplayRequest replay) {
            settle(run, replay, checkpoints);
        }
        store.finish(run, summary);
        return summary;
    }

    private Summary summary(
            RunRecord record, RunCheckpoints progressed, Judgement judgement, RunTimes times, Duration took) {
        Plan plan = record.plan();
        RunId run = record.run();
        Totals sum = progressed.totals();
        List<String> refusedIn = progressed.checkpoints().stream()
                .flatMap(checkpoint -> checkpoint.refusedParts().stream())
                .sorted()
                .map(part -> store.whereRefused(run, part))
                .distinct()
                .toList();
        return new Summary(
                run,
                mode(record.request()),
                new Summary.Tables(
                        plan.source(),
                        plan.target(),
                        plan.backup().flatMap(kind -> store.backup(run)).filter(Backup::isReady),
                        plan.mask().map(PlannedMask::source),
                        created(record)),
                new Summary.Conclusion(
                        judgement.verdict(),
                        judgement.reason(),
                        judgement.next(run),
                        SelectionWarning.of(record, progressed).stream().toList()),
                new Summary.Work(sum, progressed.verified(), plan.segments(), progressed.segmentsDone(), refusedIn),
                new Summary.Cost(
                        plan.estimate().dollars(),
                        plan.spent(sum.units()),
                        own(plan, progressed.checkpoints()),
                        overwriteDollars(record),
                        plan.costs().planning()),
                new Summary.Timing(
                        times.secondsBefore(record.control().owner()) + took.toMillis() / 1000.0,
                        times.end().map(endedAt -> new Summary.Period(record.startedAt(), endedAt))),
                plan.origin());
    }

    private Optional<CreatedTable> created(RunRecord record) {
        return record.plan().creation().flatMap(planned -> store.creation(record.run())
                .flatMap(Creation::made)
                .map(made -> new CreatedTable(planned.table().name(), made.arn(), planned.notCopied())));
    }

    private static Optional<Double> overwriteDollars(RunRecord record) {
        return mode(record.request()) == Mode.OVERWRITE
                ? Optional.empty()
                : record.plan().forecast().flatMap(forecast -> forecast.of(Mode.OVERWRITE)
                        .dollars());
    }

    private static Optional<Double> own(Plan plan, List<Checkpoint> checkpoints) {
        return plan.ownPrices()
                .map(prices ->
                        new OwnCost(prices).actual(plan.workers(), checkpoints).sum());
    }

    private static Control withTotals(Control control, String execution, Totals sum) {
        return control.owner().equals(execution) ? control.withTotals(sum) : control;
    }

    private static Mode mode(Request request) {
        return request instanceof CopyRequest copy ? copy.mode() : Mode.OVERWRITE;
    }

    /** Marks in the original run what this replay has settled: keys of done segments that were not refused again. */
    private void settle(RunId run, ReplayRequest replay, List<Checkpoint> checkpoints) {
        List<String> settled = new ArrayList<>();
        for (Checkpoint checkpoint : checkpoints) {
            if (checkpoint.isDone()) {
                Set<ItemKey> refusedAgain = new HashSet<>();
                for (String part : checkpoint.refusedParts()) {
                    for (RefusedItem item : store.refused(run, part)) {
                        refusedAgain.add(ItemKey.ofObject(Slice.of(item.key())));
                    }
                }
                store.keys(run, checkpoint.number()).stream()
                        .filter(key -> !refusedAgain.contains(ItemKey.ofObject(Slice.of(key))))
                        .forEach(settled::add);
            }
        }
        if (!settled.isEmpty()) {
            settleUpwards(run, replay, settled);
        }
    }

    /** A replay may be one of another replay: what is settled is so in each of them. */
    private void settleUpwards(RunId run, ReplayRequest replay, List<String> settled) {
        store.settle(replay.original(), run, settled);
        store.find(replay.original())
                .map(RunRecord::request)
                .filter(ReplayRequest.class::isInstance)
                .map(ReplayRequest.class::cast)
                .ifPresent(earlier -> settleUpwards(run, earlier, settled));
    }
}
