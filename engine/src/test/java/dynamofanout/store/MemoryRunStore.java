// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Creation;
import dynamofanout.run.Failure;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Plan;
import dynamofanout.run.RunLines;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunSample;
import dynamofanout.run.RunStore;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Summary;
import dynamofanout.run.Superseded;
import dynamofanout.run.TableSet;
import dynamofanout.run.Totals;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A run store in memory, held to the same contract as the real ones. Thread-safe. */
public final class MemoryRunStore implements RunStore {
    private final Clock clock;
    private final Map<RunId, Run> runs = new LinkedHashMap<>();
    private final Map<RunLines, List<String>> lines = new LinkedHashMap<>();
    private final Map<RunId, TableSet> sets = new LinkedHashMap<>();

    /** One run; replaced parts are new values. */
    private static final class Run {
        private RunRecord record;
        private final Map<Integer, Checkpoint> checkpoints = new TreeMap<>();
        private final List<RunSample> samples = new ArrayList<>();
        private Optional<Backup> backup = Optional.empty();
        private Optional<Creation> creation = Optional.empty();

        Run(RunRecord record) {
            this.record = record;
        }

        RunRecord created() {
            return creation.flatMap(Creation::made)
                    .map(made -> new RunRecord(
                            record.run(),
                            record.startedAt(),
                            record.request(),
                            record.plan().withTarget(made),
                            record.control(),
                            record.summary()))
                    .orElse(record);
        }

        Control control() {
            return record.control();
        }

        Control change(Control control) {
            record = new RunRecord(
                    record.run(), record.startedAt(), record.request(), record.plan(), control, record.summary());
            return control;
        }

        void summary(Optional<Summary> summary) {
            record = new RunRecord(
                    record.run(), record.startedAt(), record.request(), record.plan(), record.control(), summary);
        }

        void requireOwner(String execution) {
            if (!control().owner().equals(execution)) {
                throw new NotOwner(record.run(), execution, control().owner());
            }
        }
    }

    public MemoryRunStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized boolean create(RunId run, Request request, Plan plan, Control control) {
        var record = new RunRecord(run, clock.instant(), request, plan, control, Optional.empty());
        return runs.putIfAbsent(run, new Run(record)) == null;
    }

    @Override
    public synchronized Optional<RunRecord> find(RunId run) {
        return Optional.ofNullable(runs.get(run)).map(found -> found.created());
    }

    @Override
    public synchronized List<RunId> latest(int most) {
        Map<RunId, Instant> started = new LinkedHashMap<>();
        sets.values().forEach(set -> started.put(set.id(), set.startedAt()));
        runs.values().stream()
                .map(run -> run.record)
                .filter(record -> record.run().set().filter(sets::containsKey).isEmpty())
                .forEach(record -> started.put(record.run(), record.startedAt()));
        return started.entrySet().stream()
                .sorted(Map.Entry.<RunId, Instant>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized List<Checkpoint> checkpoints(RunId run) {
        return List.copyOf(get(run).checkpoints.values());
    }

    @Override
    public synchronized Optional<Checkpoint> checkpoint(RunId run, int segment) {
        return Optional.ofNullable(get(run).checkpoints.get(segment));
    }

    @Override
    public synchronized Claim claim(RunId run, int segment, String execution, String worker) {
        Run found = get(run);
        found.requireOwner(execution);
        if (found.control().stop().isPresent()) {
            return new Claim.RunStopped(found.control().stop().get());
        }
        Checkpoint before = found.checkpoints.getOrDefault(segment, unclaimed(segment));
        if (before.isDone()) {
            return new Claim.AlreadyDone();
        }
        boolean isFirst = !before.execution().equals(execution);
        boolean isEndedNoMore = !isFirst && before.state() != State.OPEN;
        Checkpoint claimed = with(before, State.OPEN, worker, execution, before.epoch() + 1, false, Optional.empty());
        found.checkpoints.put(segment, claimed);
        Control control = found.change(counted(found.control(), isFirst ? 1 : 0, isEndedNoMore ? -1 : 0));
        return new Claim.Held(claimed, control, !before.isReleased());
    }

    @Override
    public synchronized Control save(RunId run, Checkpoint next, Totals added) {
        Run found = get(run);
        found.requireOwner(next.execution());
        Checkpoint before = found.checkpoints.getOrDefault(next.number(), unclaimed(next.number()));
        boolean isSameClaim = before.epoch() == next.epoch() && before.worker().equals(next.worker());
        if (isSameClaim && before.sequence() == next.sequence()) {
            return found.control();
        }
        boolean isInLine = before.sequence() + 1 == next.sequence();
        if (!isSameClaim || !isInLine || before.isReleased() || before.state() != State.OPEN) {
            throw new Superseded(run);
        }
        found.checkpoints.put(next.number(), next);
        Control control = counted(found.control(), 0, next.state() == State.OPEN ? 0 : 1);
        return found.change(control.withTotals(control.totals().plus(added)));
    }

    @Override
    public synchronized void abandon(RunId run, int segment, String execution, Failure why) {
        Run found = get(run);
        Checkpoint before = found.checkpoints.getOrDefault(segment, unclaimed(segment));
        boolean isClaimed = before.execution().equals(execution);
        boolean isOver = before.isDone() || (isClaimed && before.state() != State.OPEN);
        if (found.control().owner().equals(execution) && !isOver) {
            found.checkpoints.put(
                    segment,
                    with(
                            before,
                            State.FAILED,
                            before.worker(),
                            execution,
                            before.epoch(),
                            before.isReleased(),
                            Optional.of(why)));
            found.change(counted(found.control(), isClaimed ? 0 : 1, 1));
        }
    }

    @Override
    public synchronized Control control(RunId run) {
        return get(run).control();
    }

    @Override
    public synchronized Control adjust(RunId run, UnaryOperator<Control> change) {
        return get(run).change(change.apply(get(run).control()));
    }

    @Override
    public synchronized boolean own(RunId run, String formerOwner, UnaryOperator<Control> change) {
        Run found = get(run);
        if (!found.control().owner().equals(formerOwner)) {
            return false;
        }
        found.change(change.apply(found.control()));
        found.summary(Optional.empty());
        return true;
    }

    @Override
    public synchronized void keepLines(RunLines which, List<String> given) {
        if (which.kind() != RunLines.Kind.KEYS) {
            get(which.run());
        }
        if (!which.kind().isWrittenOnce() || !lines.containsKey(which)) {
            lines.put(which, List.copyOf(given));
        }
    }

    @Override
    public synchronized List<String> lines(RunLines which) {
        return required(which.run(), which.name(), lines.get(which));
    }

    @Override
    public synchronized List<String> allLines(RunId run, RunLines.Kind kind) {
        get(run);
        return lines.entrySet().stream()
                .filter(each -> each.getKey().run().equals(run) && each.getKey().kind() == kind)
                .flatMap(each -> each.getValue().stream())
                .toList();
    }

    @Override
    public String words(RunLines which) {
        return which.name();
    }

    @Override
    public String where(RunLines which) {
        return which.name();
    }

    @Override
    public synchronized void keepSample(RunId run, Control control) {
        get(run).samples.add(RunSample.of(clock.instant(), control));
    }

    @Override
    public synchronized List<RunSample> samples(RunId run) {
        return List.copyOf(get(run).samples);
    }

    @Override
    public synchronized void keepBackup(RunId run, String execution, Backup backup) {
        Run found = get(run);
        found.requireOwner(execution);
        if (found.backup.filter(Backup::isReady).isEmpty()) {
            found.backup = Optional.of(backup);
        }
    }

    @Override
    public synchronized Optional<Backup> backup(RunId run) {
        return Optional.ofNullable(runs.get(run)).flatMap(found -> found.backup);
    }

    @Override
    public synchronized void keepCreation(RunId run, String execution, Creation creation) {
        Run found = get(run);
        found.requireOwner(execution);
        found.creation = Optional.of(creation);
    }

    @Override
    public synchronized Optional<Creation> creation(RunId run) {
        return Optional.ofNullable(runs.get(run)).flatMap(found -> found.creation);
    }

    @Override
    public synchronized boolean createSet(TableSet set) {
        return sets.putIfAbsent(set.id(), set) == null;
    }

    @Override
    public synchronized Optional<TableSet> findSet(RunId set) {
        return Optional.ofNullable(sets.get(set));
    }

    @Override
    public synchronized TableSet adjustSet(RunId set, UnaryOperator<TableSet> change) {
        TableSet changed = change.apply(sets.get(set));
        sets.put(set, changed);
        return changed;
    }

    @Override
    public synchronized void finish(RunId run, Summary summary) {
        get(run).summary(Optional.of(summary));
    }

    private Run get(RunId run) {
        return required(run, "control", runs.get(run));
    }

    private static <T> T required(RunId run, String what, @Nullable T part) {
        if (part == null) {
            throw new StoreFailed("run " + run + " is damaged: " + what + " is missing");
        }
        return part;
    }

    private static Checkpoint unclaimed(int segment) {
        return new Checkpoint(
                segment,
                State.OPEN,
                "",
                "",
                0,
                0,
                true,
                Optional.empty(),
                Totals.NONE,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Checkpoint with(
            Checkpoint from,
            State state,
            String worker,
            String execution,
            int epoch,
            boolean isReleased,
            Optional<Failure> failure) {
        return new Checkpoint(
                from.number(),
                state,
                worker,
                execution,
                epoch,
                epoch == from.epoch() ? from.sequence() : 0,
                isReleased,
                from.cursor(),
                from.totals(),
                from.refusedParts(),
                from.differenceParts(),
                failure);
    }

    private static Control counted(Control control, int claimed, int ended) {
        return new Control(
                control.owner(),
                control.stop(),
                control.ceilings(),
                control.limits(),
                control.claimed() + claimed,
                control.ended() + ended,
                control.totals());
    }
}
